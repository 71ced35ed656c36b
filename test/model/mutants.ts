/** A bug planted into the sources, which the model must catch. */
export interface Mutant {
  readonly name: string;
  readonly wrong: string;
  /** Below the project's root. */
  readonly file: string;
  /** Found there exactly once. */
  readonly source: string;
  readonly replacement: string;
}

/** The bugs that a notification protocol is likely to have, one at a time. */
export const mutants: readonly Mutant[] = [
  {
    name: 'no claim',
    wrong: 'whoever loses the race for the claim sends all the same',
    file: 'functions/domain/notification/claim.ts',
    source: "if (commit.kind === 'lost') return 'lost';",
    replacement: '',
  },
  {
    name: 'record before send',
    wrong: 'the e-mail is written down as sent before SES has taken it',
    file: 'functions/domain/notification/send-claimed.ts',
    source: 'let result = await handOver(ports, claimed, settings, enclosures);',
    replacement: `await recordSent(world, table, claim, { sesId: sending.claimId, messageId: '<id>', subject: '' });
      let result = await handOver(ports, claimed, settings, enclosures);`,
  },
  {
    name: 'retry on unknown outcome',
    wrong: 'a timeout of SES is taken for a refusal and tried again',
    file: 'functions/domain/notification/send-claimed.ts',
    source: 'await recordUnknown(world, table, claim, result.reason);',
    replacement: 'await recordRefused(world, table, claim, { final: false, reason: result.reason });',
  },
  {
    name: 'lease shorter than the timeout',
    wrong: 'a claim is taken over a second after it was made, while its holder may still be sending',
    file: 'functions/domain/notification/outcome.ts',
    source: 'return now >= plusMinutes(sending.claimUntil, graceMinutes);',
    replacement: 'return now >= plusSeconds(sending.claimUntil, 1 - leaseSeconds);',
  },
  {
    name: 'no grace after the lease',
    wrong: 'a claim is taken over before the events of SES have had their 15 minutes',
    file: 'functions/domain/notification/outcome.ts',
    source: 'const graceMinutes = 15;',
    replacement: 'const graceMinutes = 0;',
  },
  {
    name: 'ConflictException treated as an error',
    wrong: 'arming again what is armed fails',
    file: 'functions/aws/scheduler-timer.ts',
    source: 'if (!(error instanceof ConflictException)) throw error;',
    replacement: 'throw error;',
  },
  {
    name: 'version not in the condition of the claim',
    wrong: 'what was read or changed since the decision does not matter to the claim',
    file: 'functions/domain/notification/claim.ts',
    source: "{ kind: 'conversation', value: conversation },",
    replacement: `{
      kind: 'conversation',
      value: { ...conversation, version: (await ports.table.conversation(conversation.id))?.version ?? 0 },
    },`,
  },
  {
    name: 'addressVersion not in the condition of the claim',
    wrong: 'the e-mail goes to an address that was taken away meanwhile',
    file: 'functions/domain/notification/claim.ts',
    source: "addressUnchanged(visitor),\n    link('resume'",
    replacement: "link('resume'",
  },
  {
    name: 'upTo not frozen',
    wrong: 'a message that comes while the e-mail goes out counts as e-mailed',
    file: 'functions/domain/notification/outcome.ts',
    source: 'settledThrough: furthest(conversation.settledThrough, sending.upTo),\n      thread',
    replacement: 'settledThrough: conversation.lastSeq,\n      thread',
  },
  {
    name: 'settings not read again after the claim',
    wrong: 'switching off between decision and claim does not stop the e-mail',
    file: 'functions/domain/notification/send-claimed.ts',
    source: 'if (!settings.continuousConversations) {',
    replacement: 'if (settings.version < 0) {',
  },
  {
    name: 'opting out not asked for',
    wrong: 'an e-mail is claimed for an address that wanted no more',
    file: 'functions/domain/notification/decide.ts',
    source: "if (hasOptedOut(conversation, address.email)) return 'skipped-opted-out';",
    replacement: '',
  },
  {
    name: 'closing not asked for',
    wrong: 'an e-mail is claimed for a closed conversation',
    file: 'functions/domain/notification/decide.ts',
    source: "if (conversation.status === 'closed') return 'skipped-closed';",
    replacement: '',
  },
  {
    name: 'settledThrough not moved by a skip',
    wrong: 'what was decided against comes back',
    file: 'functions/domain/notification/outcome.ts',
    source: 'settledThrough: conversation.lastSeq, pending: null }',
    replacement: 'pending: null }',
  },
  {
    name: 'inbound e-mail not remembered',
    wrong: 'a reply that is delivered twice is two messages',
    file: 'functions/domain/inbound/take-reply.ts',
    source: "also: () => [{ kind: 'inbound-seen', hash }],",
    replacement: '',
  },
  {
    name: 'rescue twice after a bounce',
    wrong: 'every new address gets what came back once',
    file: 'functions/domain/notification/rescue.ts',
    source: '{ ...conversation, undelivered: null }',
    replacement: 'conversation',
  },
  {
    name: 'arm not compared',
    wrong: 'the ring of a time that does not count any more is obeyed',
    file: 'functions/domain/notification/check-unread.ts',
    source: ' || pending.arm !== check.arm',
    replacement: '',
  },
  {
    name: 'next episode lost when sending ends',
    wrong: 'a message that came while the e-mail went out is forgotten',
    file: 'functions/domain/notification/outcome.ts',
    source: 'pending: waits ? rearmed(pending, { dueAt: laterOf(pending.dueAt, now) }) : pending,',
    replacement: 'pending: waits ? null : pending,',
  },
  {
    name: 'a failed change is skipped',
    wrong: 'the stream goes on behind a record that failed',
    file: 'functions/domain/changes/follow-in-order.ts',
    source: 'first ??= record.sequenceNumber;',
    replacement: '',
  },
  {
    name: 'delivery state moves back',
    wrong: 'a late event hides a bounce',
    file: 'functions/domain/notification/delivery-event.ts',
    source: 'if (furtherDelivery(email.state, state) === email.state)',
    replacement: 'if (email.state === state)',
  },
  {
    name: 'a hold outlives its episode',
    wrong: 'what an agent held has been read, and their hold lies on the next answer',
    file: 'functions/domain/conversation/append.ts',
    source: 'pastHold(conversation, due) === null ? conversation : { ...conversation, pending: null }',
    replacement: 'conversation',
  },
  {
    name: 'written twice across closing',
    wrong: 'a message whose answer was lost is written again into the successor of a closed conversation',
    file: 'functions/domain/conversation/post.ts',
    source: 'if (first !== undefined) return { writes: [], result: first };',
    replacement: '',
  },
];
