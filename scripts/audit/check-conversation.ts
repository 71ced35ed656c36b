import { planWrite } from '../../functions/aws/table/write-item.ts';
import { plusMinutes } from '../../functions/domain/instant.ts';
import type { Instant } from '../../functions/domain/instant.ts';
import type { Conversation } from '../../functions/domain/records/conversation.ts';
import { isAnswer } from '../../functions/domain/records/message.ts';
import type { Message } from '../../functions/domain/records/message.ts';
import { counted } from './finding.ts';
import type { Finding, Rule } from './finding.ts';
import type { Partition } from './items.ts';

/** The sweeper has found it by then: two minutes of grace, five of its rhythm, and as much again. */
const overdueMinutes = 15;
/** A claim's silence is waited for by SES's events for 15 minutes before the sweeper takes it over. */
const abandonedMinutes = 15 + overdueMinutes;
/** Decisions are kept for 90 days. */
const decisionMinutes = 90 * 24 * 60;

interface Known {
  readonly partition: Partition;
  readonly conversation: Conversation;
  readonly now: Instant;
}

/** One rule: what is wrong by it, in words. */
type Check = (known: Known) => readonly string[];

const checks: readonly (readonly [Rule, Check])[] = [
  ['numbering', numbering],
  ['counts', counts],
  ['cursors', cursors],
  ['forgotten', forgotten],
  ['episodes', episodes],
  ['e-mail', emails],
  ['e-mailed-twice', emailedTwice],
  ['indexes', indexes],
  ['overdue', overdue],
  ['client-message', clientMessages],
];

/** What is wrong within one conversation's partition, at rest. */
export function checkConversation(partition: Partition, now: Instant): readonly Finding[] {
  const { id: conversationId, conversation } = partition;
  const finding = (rule: Rule, detail: string): Finding => ({ rule, conversationId, detail });
  if (conversation === undefined) {
    const { messages } = partition;
    return messages.length === 0
      ? []
      : [finding('link', `${counted(messages.length, 'message')} without a conversation`)];
  }
  try {
    const known: Known = { partition, conversation, now };
    return checks.flatMap(([rule, check]) => check(known).map((detail) => finding(rule, detail)));
  } catch (error) {
    return [finding('unreadable', error instanceof Error ? error.name : 'not as it should be')];
  }
}

function numbering({ partition, conversation }: Known): readonly string[] {
  const { id, messages } = partition;
  const seqs = messages.map(({ seq }) => seq as number);
  const wanted = Array.from({ length: conversation.lastSeq }, (_, index) => index + 1);
  const present = new Set(seqs);
  const missing = wanted.filter((seq) => !present.has(seq));
  const beyond = seqs.filter((seq) => !Number.isInteger(seq) || seq < 1 || seq > conversation.lastSeq);
  const foreign = messages.filter(({ conversationId }) => conversationId !== id);
  return [
    ...missing.map((seq) => `message ${seq} of ${conversation.lastSeq} is missing`),
    ...beyond.map((seq) => `message ${seq} stands outside 1 to ${conversation.lastSeq}`),
    ...foreign.map(({ seq }) => `message ${seq} says it is of another conversation`),
  ];
}

function counts({ partition: { messages }, conversation }: Known): readonly string[] {
  const found: string[] = [];
  const running = { agent: 0, visitor: 0 };
  for (const { seq, author, visibility, countsThrough } of messages) {
    if (author.kind === 'agent' && visibility === 'public') running.agent += 1;
    if (author.kind === 'visitor' || author.kind === 'other') running.visitor += 1;
    if (countsThrough.agent !== running.agent || countsThrough.visitor !== running.visitor) {
      found.push(`message ${seq} counts ${pair(countsThrough)}, there are ${pair(running)}`);
    }
  }
  if (conversation.counts.agent !== running.agent || conversation.counts.visitor !== running.visitor) {
    found.push(`the conversation counts ${pair(conversation.counts)}, there are ${pair(running)}`);
  }
  return found;
}

function pair({ agent, visitor }: { readonly agent: number; readonly visitor: number }): string {
  return `${agent} by agents and ${visitor} by the visitor`;
}

function cursors({ partition: { messages }, conversation }: Known): readonly string[] {
  const { lastSeq, visitorReadThrough, agentReadThrough, settledThrough } = conversation;
  const standing = { visitorReadThrough, agentReadThrough, settledThrough };
  const outside = Object.entries(standing).filter(([, at]) => !Number.isInteger(at) || at < 0 || at > lastSeq);
  const countAt = (cursor: number, side: 'agent' | 'visitor'): number | undefined =>
    cursor === 0 ? 0 : messages.find(({ seq }) => seq === cursor)?.countsThrough[side];
  const readCounts = [
    ['visitor', visitorReadThrough, conversation.visitorReadCount, countAt(visitorReadThrough, 'agent')],
    ['agent', agentReadThrough, conversation.agentReadCount, countAt(agentReadThrough, 'visitor')],
  ] as const;
  return [
    ...outside.map(([name, at]) => `${name} is ${at} of ${lastSeq}`),
    ...readCounts
      .filter(([, , count, there]) => there !== undefined && count !== there)
      .map(
        ([reader, at, count, there]) => `the ${reader} has read to ${at} and counts ${count}, there are ${there ?? 0}`,
      ),
  ];
}

/** The heart: no answer is left without anything that will happen to it or has happened to it. */
function forgotten({ partition, conversation, now }: Known): readonly string[] {
  const { visitorReadThrough, settledThrough, pending, sending } = conversation;
  const isOpen = ({ seq }: Message): boolean => {
    if (sending !== null && seq >= sending.firstSeq && seq <= sending.upTo) return true;
    return seq > settledThrough && pending !== null && seq >= pending.firstSeq;
  };
  const wasEmailed = ({ seq }: Message): boolean => partition.emails.some(({ messages }) => messages.includes(seq));
  const wasDecided = ({ seq }: Message): boolean =>
    partition.decisions.some(
      ({ decision, saw }) => (decision === 'failed' || decision.startsWith('skipped-')) && seq <= saw.through,
    );
  return partition.messages
    .filter((message) => isAnswer(message) && message.notify !== 'never' && message.seq > visitorReadThrough)
    .filter((message) => !isOpen(message))
    .filter((message) => {
      if (message.seq > settledThrough) return true;
      const isOld = message.sentAt < plusMinutes(now, -decisionMinutes);
      return !wasEmailed(message) && !wasDecided(message) && !isOld;
    })
    .map(({ seq }) => `answer ${seq} is neither read nor e-mailed nor decided about, and nothing is to come`);
}

function episodes({ partition, conversation }: Known): readonly string[] {
  const { lastEpisode, lastSeq, pending, sending } = conversation;
  const found: string[] = [];
  for (const [name, open] of Object.entries({ pending, sending })) {
    if (open === null) continue;
    const { episode, firstSeq } = open;
    if (episode > lastEpisode) found.push(`${name} is episode ${episode} of ${lastEpisode}`);
    if (firstSeq < 1 || firstSeq > lastSeq) found.push(`${name} begins with message ${firstSeq} of ${lastSeq}`);
    if (partition.emails.some((email) => email.episode === episode)) {
      found.push(`episode ${episode} is ${name} and has an e-mail already`);
    }
  }
  if (pending !== null && sending !== null && pending.episode <= sending.episode) {
    found.push(`episode ${pending.episode} is pending, and ${sending.episode}, which is not before it, is being sent`);
  }
  if (sending !== null && (sending.upTo < sending.firstSeq || sending.upTo > lastSeq)) {
    found.push(`messages ${sending.firstSeq} to ${sending.upTo} of ${lastSeq} are being sent`);
  }
  return found;
}

function emails({ partition, conversation }: Known): readonly string[] {
  const answers = new Set(
    partition.messages
      .filter(({ author, visibility }) => author.kind === 'agent' && visibility === 'public')
      .map(({ seq }) => seq as number),
  );
  return partition.emails.flatMap(({ episode, firstSeq, upTo, messages }) => {
    const found: string[] = [];
    if (episode < 1 || episode > conversation.lastEpisode)
      found.push(`of episode ${episode} of ${conversation.lastEpisode}`);
    if (upTo > conversation.lastSeq) found.push(`about messages up to ${upTo} of ${conversation.lastSeq}`);
    const outside = messages.filter((seq) => seq < firstSeq || seq > upTo);
    if (outside.length > 0) found.push(`about ${outside.join()}, outside ${firstSeq} to ${upTo}`);
    const noAnswers = messages.filter((seq) => !answers.has(seq));
    if (noAnswers.length > 0) found.push(`about ${noAnswers.join()}, which no agent wrote for the visitor`);
    return found.map((detail) => `the e-mail of episode ${episode} is ${detail}`);
  });
}

function emailedTwice({ partition }: Known): readonly string[] {
  const arrived = partition.emails.filter(({ state }) => state !== 'bounced');
  const seen = new Map<number, number>();
  const found: string[] = [];
  for (const { episode, messages } of arrived) {
    for (const seq of messages) {
      const before = seen.get(seq);
      if (before !== undefined) found.push(`answer ${seq} is in the e-mails of episodes ${before} and ${episode}`);
      seen.set(seq, episode);
    }
  }
  return found;
}

/** Names of the attributes are those of the deployed indexes. */
function indexes({ partition: { meta }, conversation, now }: Known): readonly string[] {
  const { item = {} } = planWrite({ kind: 'conversation', value: conversation }, now);
  return ['queuePk', 'queueSk', 'duePk', 'dueSk']
    .filter((name) => item[name] !== meta?.[name])
    .map((name) => `${name} is ${shown(meta?.[name])} and should be ${shown(item[name])}`);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : 'absent';
}

function overdue({ conversation: { pending, sending }, now }: Known): readonly string[] {
  if (sending !== null) {
    const isLeft = sending.claimUntil < plusMinutes(now, -abandonedMinutes);
    return isLeft
      ? [`episode ${sending.episode} has been claimed until ${sending.claimUntil}, and nobody took over`]
      : [];
  }
  if (pending?.state !== 'armed') return [];
  const isLeft = pending.dueAt < plusMinutes(now, -overdueMinutes);
  return isLeft ? [`episode ${pending.episode} has been due since ${pending.dueAt}`] : [];
}

function clientMessages({ partition }: Known): readonly string[] {
  return partition.clientMessages
    .filter(({ clientMessageId, seq }) => {
      const message = partition.messages.find((one) => one.seq === seq);
      return message?.clientMessageId !== clientMessageId;
    })
    .map(({ seq }) => `a client message id leads to message ${seq}, which is not there or has another`);
}
