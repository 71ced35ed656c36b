/** All types of what travels between pages and server; docs/api.md says what they mean. */
export type * from './admin.ts';
export type * from './agents.ts';
export type * from './conversations.ts';
export type * from './emails.ts';
export type * from './kept-mail.ts';
export type * from './live.ts';
export type * from './messages.ts';
export type * from './people.ts';
export type * from './widget.ts';
