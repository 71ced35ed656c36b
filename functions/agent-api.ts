import * as settings from './api/admin/settings.ts';
import * as triggers from './api/admin/triggers.ts';
import { createUpload } from './api/agent/attachments.ts';
import * as conversations from './api/agent/conversations.ts';
import { authorize } from './api/agent/identity.ts';
import * as mail from './api/agent/mail.ts';
import * as messages from './api/agent/messages.ts';
import * as notification from './api/agent/notification.ts';
import * as people from './api/agent/people.ts';
import type { AgentPorts } from './api/agent/ports.ts';
import { serve } from './api/http/api.ts';
import { later } from './api/http/later.ts';
import type { PrivacyPorts } from './api/privacy/ports.ts';
import { company } from './aws/company.ts';
import { s3Attachments } from './aws/s3-attachments.ts';
import { s3Files } from './aws/s3-files.ts';
import { sesAccount } from './aws/ses-account.ts';
import { dynamoDbTable } from './aws/table/dynamodb-table.ts';
import { environment } from './environment.ts';
import type { AgentRoute } from './routes.ts';
import { world } from './world.ts';

const ports: AgentPorts = {
  world,
  table: dynamoDbTable({ tableName: environment('TABLE_NAME'), now: world.now, company: company() }),
  attachments: s3Attachments(environment('FILES_BUCKET'), world.now),
  files: s3Files(environment('MAIL_BUCKET')),
  ses: sesAccount(),
  // SES's client is heavy, and only the rare test e-mail needs it.
  mail: {
    async send(mail) {
      const { sesMailSender } = await import('./aws/ses-mail-sender.ts');
      return sesMailSender({ configurationSet: environment('CONFIGURATION_SET') }).send(mail);
    },
  },
  identity: {
    fromAddress: environment('FROM_ADDRESS'),
    replyDomain: environment('REPLY_DOMAIN'),
    publicUrl: environment('PUBLIC_URL'),
  },
  websocketUrl: environment('WEBSOCKET_URL'),
};

const { agent, admin } = authorize(
  { url: environment('OIDC_ISSUER'), audience: environment('OIDC_AUDIENCE') },
  ports.table,
);

const setup = {
  mailDomain: environment('MAIL_DOMAIN'),
  replyDomain: environment('REPLY_DOMAIN'),
  configurationSet: environment('CONFIGURATION_SET'),
  receiptRuleSet: environment('RECEIPT_RULE_SET'),
};

async function privacy(): Promise<PrivacyPorts> {
  const [{ s3MailArchive }, { dynamoDbEraser }] = await Promise.all([
    import('./aws/s3-mail-archive.ts'),
    import('./aws/table/dynamodb-eraser.ts'),
  ]);
  return {
    world,
    table: ports.table,
    attachments: ports.attachments,
    mails: s3MailArchive(environment('MAIL_BUCKET'), world.now),
    eraser: dynamoDbEraser({ tableName: environment('TABLE_NAME'), now: world.now, table: ports.table }),
  };
}

/** Everything the agents' and the admins' pages call. */
export const handler = serve<AgentRoute>({
  'GET /v1/agent/me': agent(people.showMe(ports)),
  'GET /v1/agent/agents': agent(people.listAgents(ports)),
  'POST /v1/agent/realtime': agent(people.openRealtime(ports)),
  'POST /v1/agent/attachments': agent(createUpload(ports)),
  'GET /v1/agent/conversations': agent(conversations.listQueue(ports)),
  'GET /v1/agent/conversations/{id}': agent(conversations.showConversation(ports)),
  'GET /v1/agent/conversations/{id}/messages': agent(messages.listMessages(ports)),
  'POST /v1/agent/conversations/{id}/messages': agent(messages.postMessage(ports)),
  'DELETE /v1/agent/conversations/{id}/messages/{seq}': agent(messages.deleteMessage(ports)),
  'PUT /v1/agent/conversations/{id}/read': agent(conversations.readConversation(ports)),
  'PUT /v1/agent/conversations/{id}/status': agent(conversations.changeStatus(ports)),
  'PUT /v1/agent/conversations/{id}/assignee': agent(conversations.assign(ports)),
  'POST /v1/agent/conversations/{id}/notification': agent(notification.decideByAgent(ports)),
  'GET /v1/agent/conversations/{id}/decisions': agent(notification.listDecisions(ports)),
  'GET /v1/agent/conversations/{id}/emails': agent(notification.listEmails(ports)),
  'GET /v1/agent/conversations/{id}/emails/{episode}': agent(notification.showEmail(ports)),
  'GET /v1/agent/visitors/{id}': agent(people.showVisitor(ports)),
  'PUT /v1/agent/visitors/{id}/email': agent(people.changeEmail(ports)),
  'GET /v1/agent/mail': agent(mail.listMail(ports)),
  'POST /v1/agent/mail/{id}': agent(mail.settleMail(ports)),
  'GET /v1/admin/settings': admin(settings.showSettings(ports)),
  'PUT /v1/admin/settings': admin(settings.saveSettings(ports)),
  'GET /v1/admin/triggers': admin(triggers.listTriggers(ports)),
  'PUT /v1/admin/triggers/{id}': admin(triggers.saveTrigger(ports)),
  'POST /v1/admin/continuous-conversations/disable': admin(settings.disable(ports)),
  'GET /v1/admin/checklist': admin(
    later(async () => (await import('./api/admin/checklist.ts')).showChecklist(ports, setup)),
  ),
  'POST /v1/admin/test-email': admin(
    later(async () => (await import('./api/admin/test-email.ts')).sendTestEmail(ports)),
  ),
  'GET /v1/admin/email-preview': admin(
    later(async () => (await import('./api/admin/email-preview.ts')).showEmailPreview(ports)),
  ),
  'POST /v1/admin/email-preview': admin(
    later(async () => (await import('./api/admin/email-preview.ts')).previewUnsaved(ports)),
  ),
  'POST /v1/admin/replay': admin(later(async () => (await import('./api/admin/replay.ts')).showReplay(ports))),
  'GET /v1/admin/visitors': admin(
    later(async () => (await import('./api/privacy/find-visitors.ts')).findVisitors(ports)),
  ),
  'GET /v1/admin/visitors/{id}/export': admin(
    later(async () => (await import('./api/privacy/export-visitor.ts')).exportVisitor(await privacy())),
  ),
  'DELETE /v1/admin/visitors/{id}': admin(
    later(async () => (await import('./api/privacy/erase-visitor.ts')).eraseVisitor(await privacy())),
  ),
});
