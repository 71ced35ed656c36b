import type { LiveEvent } from '../../../contract/live.ts';

/** What a push says; ids and new state only, HTTP tells the rest. */
export type Push = LiveEvent | { readonly type: 'pong' };

export interface Realtime {
  /** Sends to one connection. `gone`: the connection is no more, or is not yet: its handshake is not complete. */
  push(connectionId: string, push: Push): Promise<'sent' | 'gone'>;
  /** Ends a connection, if it still stands. */
  end(connectionId: string): Promise<void>;
}
