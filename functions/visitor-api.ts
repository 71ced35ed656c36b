import { serve } from './api/http/api.ts';
import { anythingElse, corsHeaders } from './api/http/cors.ts';
import { later } from './api/http/later.ts';
import { reportActivity, reportIdle } from './api/visitor/activity.ts';
import { createUpload } from './api/visitor/attachments.ts';
import * as conversations from './api/visitor/conversations.ts';
import { changeProfile } from './api/visitor/profile.ts';
import type { VisitorPorts } from './api/visitor/session.ts';
import { createSession, resumeSession } from './api/visitor/sessions.ts';
import { describeWidget, openRealtime } from './api/visitor/widget.ts';
import { company } from './aws/company.ts';
import { s3Attachments } from './aws/s3-attachments.ts';
import { secretKeys } from './aws/secret-keys.ts';
import { dynamoDbTable } from './aws/table/dynamodb-table.ts';
import { websocketRealtime } from './aws/websocket-realtime.ts';
import { environment } from './environment.ts';
import type { VisitorRoute } from './routes.ts';
import { world } from './world.ts';

const ports: VisitorPorts = {
  world,
  table: dynamoDbTable({ tableName: environment('TABLE_NAME'), now: world.now, company: company() }),
  attachments: s3Attachments(environment('FILES_BUCKET'), world.now),
  keys: secretKeys(environment('KEYS_SECRET_ID')),
  realtime: websocketRealtime(environment('WEBSOCKET_ENDPOINT')),
  websocketUrl: environment('WEBSOCKET_URL'),
};

const links = () => import('./api/visitor/email-links.ts');

/** Everything a visitor's widget and mail program call. */
export const handler = serve<VisitorRoute>(
  {
    'POST /v1/visitor/sessions': createSession(ports),
    'POST /v1/visitor/sessions/resume': resumeSession(ports),
    'GET /v1/visitor/conversations': conversations.listConversations(ports),
    'POST /v1/visitor/conversations': conversations.startConversation(ports),
    'GET /v1/visitor/conversations/{id}/messages': conversations.listMessages(ports),
    'POST /v1/visitor/conversations/{id}/messages': conversations.postMessage(ports),
    'PUT /v1/visitor/conversations/{id}/read': conversations.readMessages(ports),
    'PUT /v1/visitor/profile': changeProfile(ports),
    'POST /v1/visitor/conversations/{id}/idle': reportIdle(ports),
    'POST /v1/visitor/conversations/{id}/activity': reportActivity(ports),
    'POST /v1/visitor/attachments': createUpload(ports),
    'POST /v1/visitor/realtime': openRealtime(ports),
    'GET /v1/widget': describeWidget(ports),
    'GET /v1/email/unsubscribe/{token}': later(async () => (await links()).askFirst(ports, 'unsubscribe')),
    'POST /v1/email/unsubscribe/{token}': later(async () => (await links()).unsubscribe(ports)),
    'GET /v1/email/not-me/{token}': later(async () => (await links()).askFirst(ports, 'not-me')),
    'POST /v1/email/not-me/{token}': later(async () => (await links()).notMe(ports)),
    $default: anythingElse,
  },
  corsHeaders(ports.table),
);
