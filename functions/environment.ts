/**
 * The names of the variables through which the stack tells a function where things are. One list, so that what
 * `lib/` sets and what a function reads cannot drift apart.
 */
export type Variable =
  | 'TABLE_NAME'
  /** Raw inbound mail under `inbound/`, mail as sent under `outbound/`. */
  | 'MAIL_BUCKET'
  | 'FILES_BUCKET'
  /** Id of the secret with the keys that sign visitor sessions: `{"session":[{"kid","secret"}…],"identity":"…"}`. */
  | 'KEYS_SECRET_ID'
  /** `wss://…/live`, what a browser connects to. */
  | 'WEBSOCKET_URL'
  /** `https://…/live`, where `@connections` are posted to. */
  | 'WEBSOCKET_ENDPOINT'
  | 'SCHEDULE_GROUP'
  | 'SCHEDULE_ROLE_ARN'
  | 'SCHEDULE_DLQ_ARN'
  /** Alias of check-unread: the target of schedules, invoked at once for what is already due. */
  | 'CHECK_UNREAD_ARN'
  /** ARN of the bus that domain events are published to. */
  | 'EVENT_BUS'
  /** `support@mail.example.com` */
  | 'FROM_ADDRESS'
  /** `mail.example.com`, the verified sender identity. */
  | 'MAIL_DOMAIN'
  /** `reply.example.com`, where replies are received. */
  | 'REPLY_DOMAIN'
  | 'CONFIGURATION_SET'
  | 'RECEIPT_RULE_SET'
  /** Origin of the pages and of `/v1`, without a slash at the end. */
  | 'PUBLIC_URL'
  /** Defaults of the settings until an admin saves others. */
  | 'SITE_URL'
  | 'ALLOWED_ORIGINS'
  | 'COMPANY_NAME'
  | 'OIDC_ISSUER'
  /** Client id: `aud` of an id token or `client_id` of an access token. */
  | 'OIDC_AUDIENCE';

/** The value of a variable. Throws when the stack did not set it: that is a bug in the stack, found by the first call. */
export function environment(name: Variable): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`The variable ${name} is not set`);
  return value;
}
