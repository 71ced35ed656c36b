import type { Conversation } from '../../domain/records/conversation.ts';
import { seq } from '../../domain/records/ids.ts';
import type { Seq } from '../../domain/records/ids.ts';
import { Problem } from './problem.ts';

/** A sequence number that the conversation has reached. Throws 400 that names the field. */
export function readable(conversation: Conversation, through: number, field: string): Seq {
  if (through <= conversation.lastSeq) return seq(through);
  const errors = { [field]: `is beyond the last message, ${conversation.lastSeq}` };
  throw new Problem(400, 'invalid_request', `${field} is beyond the last message.`, { errors });
}
