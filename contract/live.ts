import type { Conversation } from './conversations.ts';
import type { Message } from './messages.ts';

/** What the server pushes over the WebSocket. */
export type LiveEvent =
  | { readonly type: 'message'; readonly conversationId: string; readonly message: Message }
  | { readonly type: 'conversation'; readonly conversation: Conversation }
  | {
      readonly type: 'read';
      readonly conversationId: string;
      readonly by: 'visitor' | 'agent';
      readonly through: number;
    }
  | { readonly type: 'typing'; readonly conversationId: string; readonly by: 'visitor' | 'agent' };

export interface RealtimeTicket {
  readonly url: string;
  readonly expiresAt: string;
}
