import { seq } from '../../../functions/domain/records/ids.ts';
import type { ConversationId, VisitorId } from '../../../functions/domain/records/ids.ts';
import { auditTable } from '../../../scripts/audit/audit-table.ts';
import type { Finding, Rule } from '../../../scripts/audit/finding.ts';
import type { Item } from '../../../scripts/audit/items.ts';
import { visitor } from '../../setup/scene.ts';
import { changed, email, itemsOf, later, pending, sent, stored, told3 } from './planted.ts';

const { conversation } = told3;
const successor = { ...conversation, id: 'successor' as ConversationId, continues: conversation.id };
const closed = { ...conversation, status: 'closed', continuedBy: successor.id } as const;

/** Audits what a first look shows, while consistent reads show something else, if given. */
async function findings(first: readonly Item[], consistent: readonly Item[] = first): Promise<readonly Finding[]> {
  const table = {
    // eslint-disable-next-line @typescript-eslint/require-await
    async *items() {
      yield* first;
    },
    partition: (pk: string) => Promise.resolve(consistent.filter((item) => item.pk === pk)),
  };
  return (await auditTable(table, () => later)).findings;
}

const without = (items: readonly Item[], type: string): Item[] => items.filter((item) => item.type !== type);

test('nothing is found in a table in order, whatever the order of its items', async () => {
  const items = [...itemsOf(closed), ...itemsOf(successor)];
  expect(await findings(items)).toEqual([]);
  expect(await findings(items.toReversed())).toEqual([]);
  const shuffled = items.toSorted((a, b) => a.sk.localeCompare(b.sk));
  expect(await findings(shuffled)).toEqual([]);
});

test('nothing is found when an e-mail came back from an address that may work another time', async () => {
  const undelivered = { firstSeq: seq(2), messages: [seq(2), seq(3)] };
  const items = itemsOf({ ...sent, undelivered }, email(1, [2, 3]));
  expect(await findings(changed(items, 'EMAIL#0000000001', () => ({ state: 'bounced' })))).toEqual([]);
});

describe('found is', () => {
  const waiting = itemsOf({ ...conversation, pending: { ...pending, state: 'waiting-for-address' } });
  test.each<[string, Rule, readonly Item[]]>([
    ['a conversation without its visitor', 'link', without(itemsOf(conversation), 'visitor')],
    ['a conversation that its visitor does not list', 'link', without(itemsOf(conversation), 'visitor-conversation')],
    [
      'a reply address that leads nowhere',
      'link',
      stored([{ kind: 'reply-token', token: 'x', conversationId: conversation.id }]),
    ],
    [
      'a SES id without its e-mail',
      'link',
      itemsOf(conversation, { kind: 'ses-id', sesId: 'x', conversationId: conversation.id, episode: 1 }),
    ],
    [
      'a conversation listed with another visitor',
      'link',
      itemsOf(conversation, {
        kind: 'visitor-conversation',
        visitorId: 'mallory' as VisitorId,
        conversationId: conversation.id,
      }),
    ],
    [
      'a client message id of a new conversation that leads nowhere',
      'client-message',
      itemsOf(conversation, {
        kind: 'client-message',
        value: {
          scope: { kind: 'new-conversation', visitorId: conversation.visitorId },
          clientMessageId: 'x',
          conversationId: conversation.id,
          seq: seq(9),
        },
      }),
    ],
    ['an answer that waits for an address that is there', 'stranded', waiting],
    [
      'an answer that bounced and waits for an address that is there',
      'stranded',
      itemsOf({ ...conversation, undelivered: { firstSeq: seq(2), messages: [seq(2)] } }),
    ],
    ['a successor that is not there', 'successor', itemsOf(closed)],
    [
      'a successor that does not know of it',
      'successor',
      [...itemsOf(closed), ...itemsOf({ ...successor, continues: null })],
    ],
    ['a successor that nobody named', 'successor', [...itemsOf(conversation), ...itemsOf(successor)]],
    ['a successor of what is open', 'successor', [...itemsOf({ ...closed, status: 'open' }), ...itemsOf(successor)]],
  ])('%s', async (_name, rule, items) => {
    expect((await findings(items)).map((finding) => finding.rule)).toContain(rule);
  });

  test('what breaks a rule within a conversation', async () => {
    const items = changed(itemsOf(conversation), 'META', () => ({ pending: null }));
    expect((await findings(items)).map(({ rule }) => rule)).toContain('forgotten');
  });
});

test('what only looked wrong, because the table changed while it was read, is not found', async () => {
  const broken = without(itemsOf(conversation), 'message');
  expect(await findings(broken, itemsOf(conversation))).toEqual([]);
  expect(await findings(without(itemsOf(conversation), 'visitor-conversation'), itemsOf(conversation))).toEqual([]);
});

test('an address that waits for nobody strands nothing', async () => {
  const items = without(itemsOf({ ...conversation, pending: { ...pending, state: 'waiting-for-address' } }), 'visitor');
  expect(await findings([...items, ...stored([{ kind: 'visitor', value: visitor({ address: null }) }])])).toEqual([]);
});

test('nothing is promised of what is left of the canary', async () => {
  const id = 'canary-1' as ConversationId;
  const left = without(itemsOf({ ...conversation, id, visitorId: 'canary-2' as VisitorId }), 'message');
  expect(await findings(left.slice(1))).toEqual([]);
});
