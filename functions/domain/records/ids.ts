declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** 26 characters of `a-z2-7`: 130 random bits. */
export type ConversationId = Branded<string, 'ConversationId'>;
export type VisitorId = Branded<string, 'VisitorId'>;
/** The `sub` of the agent's token. */
export type AgentId = Branded<string, 'AgentId'>;
/** The place of a message in its conversation: 1, 2, 3 … without gaps. 0 stands before the first. */
export type Seq = Branded<number, 'Seq'>;

export const beforeFirst = 0 as Seq;

/** A number that is known to be a sequence number, as such. */
export function seq(value: number): Seq {
  return value as Seq;
}

/** The sequence number after this one. */
export function next(value: Seq): Seq {
  return (value + 1) as Seq;
}

/** The higher of two sequence numbers. */
export function furthest(a: Seq, b: Seq): Seq {
  return a > b ? a : b;
}
