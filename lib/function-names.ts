/** What runs in Lambda: each name is the file in `functions/` that exports its `handler`. */
export const functionNames = [
  'visitor-api',
  'agent-api',
  'realtime',
  'follow-changes',
  'publish-events',
  'check-unread',
  'sweep-overdue',
  'receive-email',
  'record-email-event',
  'run-canary',
  'activate-receipt-rules',
] as const;

export type FunctionName = (typeof functionNames)[number];
