import type { Instant } from '../instant.ts';
import type { ConversationId } from '../records/ids.ts';
import type { ReadAt } from './replay.ts';

/** What a replay looks at. */
export interface ReplayStore {
  /** For the replay: an agent answered in the conversation on that day. Kept 90 days, like what `noteRead` notes. */
  noteAnswered(id: ConversationId, at: Instant): Promise<void>;
  /** For the replay: by then the visitor had read so far. The first telling stands. */
  noteRead(id: ConversationId, read: ReadAt): Promise<void>;
  /** Conversations that agents answered in on the UTC day of an instant. */
  answeredOn(day: Instant): Promise<readonly ConversationId[]>;
  reads(id: ConversationId): Promise<readonly ReadAt[]>;
}
