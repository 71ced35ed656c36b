import { plusMinutes } from '../../../functions/domain/instant.ts';
import { rearmed } from '../../../functions/domain/records/episode.ts';
import { checkConversation } from '../../../scripts/audit/check-conversation.ts';
import type { Rule } from '../../../scripts/audit/finding.ts';
import { partitionOf } from '../../../scripts/audit/items.ts';
import type { Item } from '../../../scripts/audit/items.ts';
import { noon } from '../../setup/scene.ts';
import {
  changed,
  decision,
  email,
  itemsOf,
  later,
  message2,
  pending,
  sending,
  sent,
  skippedByAgent,
  told3,
} from './planted.ts';
import type { Conversation, Message } from './planted.ts';

const { conversation } = told3;
const rulesBroken = (items: readonly Item[], now = later): Rule[] => [
  ...new Set(checkConversation(partitionOf(conversation.id, items), now).map(({ rule }) => rule)),
];
const withMeta = (change: (data: Conversation) => object): Item[] => changed(itemsOf(conversation), 'META', change);
const withMessage = (change: (data: Message) => object): Item[] => changed(itemsOf(conversation), message2, change);

describe('nothing is found in a conversation', () => {
  test.each<[string, Item[]]>([
    ['whose answer is not due yet', itemsOf(conversation)],
    [
      'whose answer was read',
      itemsOf({ ...conversation, visitorReadThrough: conversation.lastSeq, visitorReadCount: 2 }),
    ],
    ['that waits for an address', itemsOf({ ...conversation, pending: { ...pending, state: 'waiting-for-address' } })],
    ['that an agent holds', itemsOf({ ...conversation, pending: rearmed(pending, { state: 'held-by-agent' }) })],
    ['whose e-mail is going out', itemsOf(sending)],
    ['whose e-mail went out', itemsOf(sent, email(1, [2, 3]))],
    ['whose e-mail an agent skipped', itemsOf(skippedByAgent, decision(skippedByAgent))],
    [
      'whose e-mail bounced and went out once more',
      [
        ...changed(itemsOf({ ...sent, lastEpisode: 2 }, email(1, [2, 3])), 'EMAIL#0000000001', () => ({
          state: 'bounced',
        })),
        ...itemsOf(sent, email(2, [2, 3])).filter(({ sk }) => sk === 'EMAIL#0000000002'),
      ],
    ],
    ['of which there is nothing', []],
  ])('%s', (_name, items) => {
    expect(rulesBroken(items)).toEqual([]);
  });

  test('whose decision has been forgotten after 90 days', () => {
    expect(rulesBroken(itemsOf(skippedByAgent), plusMinutes(noon, 91 * 24 * 60))).toEqual([]);
  });
});

describe('found is', () => {
  test.each<[string, Rule, Item[]]>([
    ['a missing message', 'numbering', itemsOf(conversation).filter(({ sk }) => sk !== 'MSG#0000000003')],
    ['a message behind the last', 'numbering', withMeta(() => ({ lastSeq: 2 }))],
    ["another conversation's message", 'numbering', withMessage(() => ({ conversationId: 'another' }))],
    ['messages without their conversation', 'link', itemsOf(conversation).filter(({ sk }) => sk !== 'META')],
    ['a wrong count of the conversation', 'counts', withMeta(() => ({ counts: { agent: 3, visitor: 1 } }))],
    ['a wrong count of a message', 'counts', withMessage(() => ({ countsThrough: { agent: 2, visitor: 1 } }))],
    ['a read cursor beyond the end', 'cursors', withMeta(() => ({ visitorReadThrough: 4 }))],
    ['a settled cursor beyond the end', 'cursors', withMeta(() => ({ settledThrough: 9 }))],
    ['a read cursor that counts wrongly', 'cursors', withMeta(() => ({ visitorReadThrough: 3, visitorReadCount: 1 }))],
    ['an answer that nothing will happen to', 'forgotten', withMeta(() => ({ pending: null }))],
    [
      'an episode that begins behind its first answer',
      'forgotten',
      withMeta(() => ({ pending: { ...pending, firstSeq: 3 } })),
    ],
    ['an answer settled without a decision', 'forgotten', itemsOf(skippedByAgent)],
    ['an answer settled without being in the e-mail', 'forgotten', itemsOf(sent, email(1, [3]))],
    ['an episode with a number not given yet', 'episodes', withMeta(() => ({ lastEpisode: 0 }))],
    ['an episode that begins beyond the end', 'episodes', withMeta(() => ({ pending: { ...pending, firstSeq: 9 } }))],
    ['an open episode that has an e-mail', 'episodes', itemsOf(conversation, email(1, [2, 3]))],
    ['a claim beyond the end', 'episodes', itemsOf({ ...sending, sending: { ...sending.sending!, upTo: 9 as never } })],
    ['a pending episode that is not after the one being sent', 'episodes', itemsOf({ ...sending, pending })],
    ['an e-mail about a message outside its episode', 'e-mail', itemsOf(sent, email(1, [2, 3, 4]))],
    ['an e-mail about a message of the visitor', 'e-mail', itemsOf(sent, email(1, [1, 2, 3]))],
    ['an e-mail of an episode that there was not', 'e-mail', itemsOf(sent, email(1, [2, 3]), email(7, []))],
    [
      'an answer in two e-mails',
      'e-mailed-twice',
      itemsOf({ ...sent, lastEpisode: 2 }, email(1, [2, 3]), email(2, [3])),
    ],
    [
      'an index that does not have what is due',
      'indexes',
      itemsOf(conversation).map(({ duePk: _due, ...item }) => item),
    ],
    [
      'an index that has what nobody waits for',
      'indexes',
      itemsOf(sent, email(1, [2, 3])).map((item) => (item.sk === 'META' ? { ...item, duePk: 'DUE#0' } : item)),
    ],
    [
      'a client message id that leads nowhere',
      'client-message',
      itemsOf(conversation).map((item) => (item.type === 'client-message' ? { ...item, seq: 9 } : item)),
    ],
    [
      'a client message id that leads to another message',
      'client-message',
      withMessage(() => ({ clientMessageId: 'other' })),
    ],
    ['an item that cannot be read', 'unreadable', withMessage(() => ({ countsThrough: null }))],
  ])('%s', (_name, rule, items) => {
    expect(rulesBroken(items)).toContain(rule);
  });

  test('what is long due', () => {
    expect(rulesBroken(itemsOf(conversation), plusMinutes(pending.dueAt, 14))).toEqual([]);
    expect(rulesBroken(itemsOf(conversation), plusMinutes(pending.dueAt, 16))).toEqual(['overdue']);
  });

  test('a claim that nobody took over', () => {
    expect(rulesBroken(itemsOf(sending), plusMinutes(sending.sending!.claimUntil, 29))).toEqual([]);
    expect(rulesBroken(itemsOf(sending), plusMinutes(sending.sending!.claimUntil, 31))).toEqual(['overdue']);
  });
});

test('what is found names no words and no addresses', () => {
  const broken = itemsOf({ ...sent, counts: { agent: 9, visitor: 9 }, pending: null }, email(1, []));
  const findings = checkConversation(partitionOf(conversation.id, broken), plusMinutes(noon, 60));
  expect(findings.length).toBeGreaterThan(0);
  expect(JSON.stringify(findings)).not.toMatch(/message 2"|vera@|Ada/);
});
