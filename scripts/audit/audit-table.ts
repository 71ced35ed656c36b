import { isCanary } from '../../functions/domain/canary/canary-id.ts';
import type { Instant } from '../../functions/domain/instant.ts';
import { checkConversation } from './check-conversation.ts';
import { checkLinks, conversationFacts, linkOf, visitorFacts } from './check-links.ts';
import type { ConversationFacts, Facts, Link, VisitorFacts } from './check-links.ts';
import type { Finding } from './finding.ts';
import { conversationIdOf, partitionOf, withoutWords } from './items.ts';
import type { Item } from './items.ts';

/** Reads a table, and nothing else. */
export interface AuditedTable {
  /** All items, once, in any order; those of one partition mostly one after the other. */
  items(): AsyncIterable<Item>;
  /** All items of a partition, read consistently. */
  partition(pk: string): Promise<readonly Item[]>;
}

export interface Audit {
  readonly findings: readonly Finding[];
  readonly items: number;
  readonly conversations: number;
}

/**
 * Checks everything in a table. A table in use changes while it is read, so what looks wrong is looked at once more,
 * by consistent reads, and counts only if it still is.
 */
export async function auditTable(table: AuditedTable, now: () => Instant): Promise<Audit> {
  const conversations = new Map<string, ConversationFacts>();
  const visitors = new Map<string, VisitorFacts>();
  const links: Link[] = [];
  const suspects = new Set<string>();
  const findings: Finding[] = [];
  let count = 0;
  let group: { readonly id: string; readonly items: Item[] } | undefined;

  const close = (): void => {
    if (group === undefined) return;
    const { id, items } = group;
    if (conversations.has(id) || checkConversation(partitionOf(id, items), now()).length > 0) suspects.add(id);
    const facts = conversationFacts(id, items);
    if (facts !== undefined) conversations.set(id, facts);
    group = undefined;
  };
  for await (const item of table.items()) {
    count += 1;
    if (isOfCanary(item)) continue;
    const id = conversationIdOf(item);
    if (id !== group?.id) close();
    if (id !== undefined) (group ??= { id, items: [] }).items.push(withoutWords(item));
    if (item.type === 'visitor') visitors.set(item.pk.slice('VISITOR#'.length), visitorFacts(item));
    const link = linkOf(item);
    if (link !== undefined) links.push(link);
  }
  close();

  for (const id of suspects) {
    const items = (await table.partition(`CONV#${id}`)).map(withoutWords);
    findings.push(...checkConversation(partitionOf(id, items), now()));
    const facts = conversationFacts(id, items);
    if (facts === undefined) conversations.delete(id);
    else conversations.set(id, facts);
  }
  const doubted = checkLinks({ conversations, visitors, links });
  if (doubted.length > 0) {
    const again = checkLinks(await readAgain(table, doubted, { conversations, links }));
    findings.push(...again.filter((finding) => doubted.some((one) => isSame(one, finding))));
  }
  return { findings, items: count, conversations: conversations.size };
}

/** It is forgotten item by item, in any order: nothing is promised of what is left. */
function isOfCanary({ pk, conversationId }: Item): boolean {
  return isCanary(pk.split('#')[1] ?? '') || (typeof conversationId === 'string' && isCanary(conversationId));
}

function isSame(a: Finding, b: Finding): boolean {
  return a.conversationId === b.conversationId && a.rule === b.rule;
}

/** The facts around what looks wrong between partitions, read anew. */
async function readAgain(
  table: AuditedTable,
  doubted: readonly Finding[],
  known: Pick<Facts, 'conversations' | 'links'>,
): Promise<Facts> {
  const ids = new Set(doubted.map(({ conversationId }) => conversationId));
  const neighbours = [...ids].flatMap((id) => {
    const { continues = null, continuedBy = null } = known.conversations.get(id) ?? {};
    return [continues, continuedBy].filter((other) => other !== null);
  });
  const conversations = new Map<string, ConversationFacts>();
  const partitions = new Set(known.links.filter((link) => ids.has(link.conversationId)).map(({ pk }) => pk));
  for (const id of new Set([...ids, ...neighbours])) {
    const facts = conversationFacts(id, await table.partition(`CONV#${id}`));
    if (facts === undefined) continue;
    conversations.set(id, facts);
    partitions.add(`VISITOR#${facts.visitorId}`);
  }
  const visitors = new Map<string, VisitorFacts>();
  const links: Link[] = [];
  for (const pk of partitions) {
    for (const item of await table.partition(pk)) {
      if (item.type === 'visitor') visitors.set(pk.slice('VISITOR#'.length), visitorFacts(item));
      const link = linkOf(item);
      if (link !== undefined && (ids.has(link.conversationId) || conversations.has(link.conversationId)))
        links.push(link);
    }
  }
  return { conversations, visitors, links };
}
