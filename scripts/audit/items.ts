import type { Conversation } from '../../functions/domain/records/conversation.ts';
import type { DecisionRecord } from '../../functions/domain/records/decision.ts';
import type { Message } from '../../functions/domain/records/message.ts';
import type { OutboundEmail } from '../../functions/domain/records/outbound-email.ts';

/** An item of the table, with its keys and those of the indexes. */
export interface Item {
  readonly pk: string;
  readonly sk: string;
  readonly type?: unknown;
  readonly data?: unknown;
  readonly [attribute: string]: unknown;
}

/** All that lies in one conversation's partition. */
export interface Partition {
  readonly id: string;
  readonly meta: Item | undefined;
  readonly conversation: Conversation | undefined;
  /** Ascending. */
  readonly messages: readonly Message[];
  readonly emails: readonly OutboundEmail[];
  readonly decisions: readonly DecisionRecord[];
  readonly clientMessages: readonly { readonly clientMessageId: string; readonly seq: number }[];
}

/** The conversation that an item lies with; undefined if it lies elsewhere. */
export function conversationIdOf({ pk }: Item): string | undefined {
  return pk.startsWith('CONV#') ? pk.slice('CONV#'.length) : undefined;
}

export function partitionOf(id: string, items: readonly Item[]): Partition {
  const of = (type: string): readonly Item[] => items.filter((item) => item.type === type);
  const data = (type: string): unknown[] => of(type).map((item) => item.data);
  const [meta] = of('conversation');
  return {
    id,
    meta,
    conversation: meta?.data as Conversation | undefined,
    messages: (data('message') as Message[]).sort((a, b) => a.seq - b.seq),
    emails: (data('email') as OutboundEmail[]).sort((a, b) => a.episode - b.episode),
    decisions: data('decision') as DecisionRecord[],
    clientMessages: of('client-message').map(({ sk, seq }) => ({
      clientMessageId: sk.slice(sk.lastIndexOf('#') + 1),
      seq: seq as number,
    })),
  };
}

/** The item without what people wrote: the audit needs none of it, and should not hold it. */
export function withoutWords(item: Item): Item {
  if (typeof item.data !== 'object' || item.data === null) return item;
  const {
    text: _text,
    received: _received,
    last: _last,
    lastByPerson: _lastByPerson,
    ...data
  } = item.data as Record<string, unknown>;
  return { ...item, data };
}
