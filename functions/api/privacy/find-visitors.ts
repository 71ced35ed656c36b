import type { ConversationId, VisitorId } from '../../domain/records/ids.ts';
import type { Table } from '../../domain/table/table.ts';
import type { AgentHandler } from '../agent/identity.ts';
import { presentVisitorForAgent } from '../http/present.ts';
import { searchedFor } from '../http/searched-for.ts';

const mostFound = 50;

/**
 * `GET /v1/admin/visitors?find=`: at most 50 visitors whose name, a later word of it, or address begins so, and the one whose id it is,
 * or that of a conversation of theirs; each with how many conversations they have. 400 for less than two characters.
 */
export function findVisitors({ table }: { readonly table: Table }): AgentHandler {
  return async ({ query }) => {
    const wanted = searchedFor(query.find ?? '');
    const [found, conversation] = await Promise.all([
      table.findVisitors(wanted, mostFound),
      table.conversation(wanted as ConversationId),
    ]);
    const named = conversation?.visitorId ?? (wanted as VisitorId);
    const visitors = await table.visitors([...new Set([named, ...found])]);
    const body = visitors.map(async (visitor) => ({
      ...presentVisitorForAgent(visitor),
      conversations: (await table.conversationsOf(visitor.id)).length,
    }));
    return { status: 200, body: { visitors: await Promise.all(body) } };
  };
}
