import type { Attachment } from '../../contract/messages.ts';
import type { Visitor } from '../../contract/people.ts';

/** What lies in the browser's storage, where a later version of the widget will find it. */

/** A message of the visitor's own that the server has not confirmed yet. */
export interface Outgoing {
  readonly clientMessageId: string;
  /** `null`: it begins a new conversation. */
  readonly conversationId: string | null;
  /** Written before it was known which conversations there are: it goes to the newest of them. */
  readonly isUnplaced?: true | undefined;
  readonly text: string;
  readonly writtenAt: string;
  /** Uploaded already. */
  readonly attachments?: readonly Attachment[];
  /** `waiting`: the network failed, it is tried again by itself. `failed`: only the visitor can send it again. */
  readonly state: 'sending' | 'waiting' | 'failed';
}

/** Who the visitor is to the server. */
export interface Session {
  readonly token: string;
  readonly expiresAt: string;
  readonly visitor: Visitor;
  /** The site has named them: they are no anonymous visitor. */
  readonly isNamed?: true | undefined;
  /** The one conversation it sees, when it came from a resume link. */
  readonly limitedTo?: string | undefined;
}
