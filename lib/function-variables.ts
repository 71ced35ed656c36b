import type { Variable } from '../functions/environment.ts';
import type { FunctionName } from './function-names.ts';

/** The table, and what its settings are until an admin saves others. */
const table = ['TABLE_NAME', 'SITE_URL', 'ALLOWED_ORIGINS', 'COMPANY_NAME'] as const;

/** The variables that each function is given: what it works with and nothing else. */
export const functionVariables = {
  'visitor-api': [...table, 'KEYS_SECRET_ID', 'WEBSOCKET_URL', 'WEBSOCKET_ENDPOINT', 'FILES_BUCKET'],
  'agent-api': [
    ...table,
    'WEBSOCKET_URL',
    'MAIL_BUCKET',
    'FILES_BUCKET',
    'PUBLIC_URL',
    'FROM_ADDRESS',
    'MAIL_DOMAIN',
    'REPLY_DOMAIN',
    'CONFIGURATION_SET',
    'RECEIPT_RULE_SET',
    'OIDC_ISSUER',
    'OIDC_AUDIENCE',
  ],
  realtime: [...table, 'WEBSOCKET_ENDPOINT'],
  'follow-changes': [
    ...table,
    'FILES_BUCKET',
    'WEBSOCKET_ENDPOINT',
    'SCHEDULE_GROUP',
    'SCHEDULE_ROLE_ARN',
    'SCHEDULE_DLQ_ARN',
    'CHECK_UNREAD_ARN',
  ],
  'publish-events': ['EVENT_BUS'],
  'check-unread': [
    ...table,
    'MAIL_BUCKET',
    'FILES_BUCKET',
    'FROM_ADDRESS',
    'REPLY_DOMAIN',
    'CONFIGURATION_SET',
    'PUBLIC_URL',
  ],
  'sweep-overdue': [...table, 'CHECK_UNREAD_ARN'],
  'receive-email': [...table, 'MAIL_BUCKET', 'FILES_BUCKET', 'REPLY_DOMAIN', 'FROM_ADDRESS', 'CONFIGURATION_SET'],
  'record-email-event': table,
  'run-canary': [...table, 'REPLY_DOMAIN'],
  'activate-receipt-rules': [],
} as const satisfies Record<FunctionName, readonly Variable[]>;

/** What must be known to create the function. More may be: only its own variables are set. */
export type EnvironmentOf<F extends FunctionName> = Readonly<Record<(typeof functionVariables)[F][number], string>>;

export function environmentOf<F extends FunctionName>(name: F, known: EnvironmentOf<F>): Record<string, string> {
  const names: readonly (typeof functionVariables)[F][number][] = functionVariables[name];
  return Object.fromEntries(names.map((variable) => [variable, known[variable]]));
}
