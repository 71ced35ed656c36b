/**
 * The HTTP routes as API Gateway knows them (`METHOD /path/{parameter}`), one list for each function that serves them.
 * `lib/` creates the routes from these lists and each function maps exactly these keys to handlers.
 */
export const visitorRoutes = [
  'POST /v1/visitor/sessions',
  'POST /v1/visitor/sessions/resume',
  'GET /v1/visitor/conversations',
  'POST /v1/visitor/conversations',
  'GET /v1/visitor/conversations/{id}/messages',
  'POST /v1/visitor/conversations/{id}/messages',
  'PUT /v1/visitor/conversations/{id}/read',
  'PUT /v1/visitor/profile',
  'POST /v1/visitor/conversations/{id}/idle',
  'POST /v1/visitor/conversations/{id}/activity',
  'POST /v1/visitor/attachments',
  'POST /v1/visitor/realtime',
  'GET /v1/widget',
  'GET /v1/email/unsubscribe/{token}',
  'POST /v1/email/unsubscribe/{token}',
  'GET /v1/email/not-me/{token}',
  'POST /v1/email/not-me/{token}',
  /** Everything else: 404 as problem+json, and the answer to CORS preflights. */
  '$default',
] as const;

export const agentRoutes = [
  'GET /v1/agent/me',
  'GET /v1/agent/agents',
  'POST /v1/agent/realtime',
  'POST /v1/agent/attachments',
  'GET /v1/agent/conversations',
  'GET /v1/agent/conversations/{id}',
  'GET /v1/agent/conversations/{id}/messages',
  'POST /v1/agent/conversations/{id}/messages',
  'DELETE /v1/agent/conversations/{id}/messages/{seq}',
  'PUT /v1/agent/conversations/{id}/read',
  'PUT /v1/agent/conversations/{id}/status',
  'PUT /v1/agent/conversations/{id}/assignee',
  'POST /v1/agent/conversations/{id}/notification',
  'GET /v1/agent/conversations/{id}/decisions',
  'GET /v1/agent/conversations/{id}/emails',
  'GET /v1/agent/conversations/{id}/emails/{episode}',
  'GET /v1/agent/visitors/{id}',
  'PUT /v1/agent/visitors/{id}/email',
  'GET /v1/agent/mail',
  'POST /v1/agent/mail/{id}',
  'GET /v1/admin/settings',
  'PUT /v1/admin/settings',
  'GET /v1/admin/triggers',
  'PUT /v1/admin/triggers/{id}',
  'POST /v1/admin/continuous-conversations/disable',
  'GET /v1/admin/checklist',
  'POST /v1/admin/test-email',
  'GET /v1/admin/email-preview',
  'POST /v1/admin/email-preview',
  'POST /v1/admin/replay',
  'GET /v1/admin/visitors',
  'GET /v1/admin/visitors/{id}/export',
  'DELETE /v1/admin/visitors/{id}',
] as const;

export type VisitorRoute = (typeof visitorRoutes)[number];
export type AgentRoute = (typeof agentRoutes)[number];
