import { mostPageMessages } from '../../../contract/limits.ts';
import type * as wire from '../../../contract/wire.ts';
import { retract } from '../../domain/conversation/append.ts';
import { commitOrRetry } from '../../domain/conversation/commit-or-retry.ts';
import { messageState } from '../../domain/notification/message-state.ts';
import type { Ledger } from '../../domain/notification/message-state.ts';
import type { Conversation } from '../../domain/records/conversation.ts';
import { seq } from '../../domain/records/ids.ts';
import type { Message } from '../../domain/records/message.ts';
import type { Visitor } from '../../domain/records/visitor.ts';
import { clientMessageId, decodeFields, oneOf, optional, queryNumber } from '../http/decode.ts';
import { messageContent } from '../http/message-content.ts';
import { pageThatFits } from '../http/page-that-fits.ts';
import { presentConversationForAgent, presentMessageForAgent } from '../http/present.ts';
import type { Download } from '../http/present.ts';
import { notFound, Problem } from '../http/problem.ts';
import { postWithUploads } from '../uploads/post-with-uploads.ts';
import { conversationOf, visitorOf } from './conversations.ts';
import type { AgentHandler } from './identity.ts';
import type { AgentPorts } from './ports.ts';

const nothingYet: Ledger = { emails: [], decisions: [] };

/** `GET /v1/agent/conversations/{id}/messages`: with what became of each answer. */
export function listMessages({ table, attachments }: AgentPorts): AgentHandler {
  return async (request) => {
    const conversation = await conversationOf(table, request);
    const after = seq(queryNumber(request.query.after, 'after', { least: 0, otherwise: 0 }));
    const limit = queryNumber(request.query.limit, 'limit', { least: 1, most: mostPageMessages, otherwise: 100 });
    const [found, ledger, visitor] = await Promise.all([
      table.messages(conversation.id, { after, limit }),
      table.ledger(conversation.id),
      visitorOf(table, conversation),
    ]);
    const messages = pageThatFits(found);
    return {
      status: 200,
      body: {
        messages: messages.map((message) =>
          presented(message, { conversation, visitor, ledger }, attachments.downloadUrl),
        ),
        conversation: presentConversationForAgent(conversation, visitor),
        through: messages.at(-1)?.seq ?? after,
      } satisfies wire.MessagePage,
    };
  };
}

/** `POST /v1/agent/conversations/{id}/messages`: an answer, or a note for colleagues. */
export function postMessage(ports: AgentPorts): AgentHandler {
  const { table, attachments } = ports;
  return async (request, { agent }) => {
    const { id } = await conversationOf(table, request);
    const body = request.json();
    const wanted = decodeFields(body, {
      clientMessageId,
      ...messageContent(body),
      notify: optional(oneOf('auto', 'now', 'never')),
      visibility: optional(oneOf('public', 'note')),
    });
    const draft = {
      author: { kind: 'agent', id: agent.id, name: agent.name },
      channel: 'messaging',
      text: wanted.text,
      clientMessageId: wanted.clientMessageId,
      notify: wanted.notify ?? 'auto',
      visibility: wanted.visibility ?? 'public',
    } as const;
    const posted = await postWithUploads(ports, { conversationId: id, draft }, wanted.attachmentIds);
    if (posted === undefined) throw notFound('conversation');
    const { conversation, message, created } = posted;
    const [visitor, ledger] = await Promise.all([
      visitorOf(table, conversation),
      created ? nothingYet : table.ledger(conversation.id),
    ]);
    const shown = presented(message, { conversation, visitor, ledger }, attachments.downloadUrl);
    const elsewhere = conversation.id !== id;
    const successor = elsewhere ? { conversation: presentConversationForAgent(conversation, visitor) } : {};
    return { status: created ? 201 : 200, body: { message: shown, ...successor } };
  };
}

/** `DELETE /v1/agent/conversations/{id}/messages/{seq}`: an agent takes back what they wrote. */
export function deleteMessage({ world, table, attachments }: AgentPorts): AgentHandler {
  return async (request, { agent }) => {
    const { id } = await conversationOf(table, request);
    const at = /^\d{1,10}$/.test(request.parameters.seq ?? '') ? seq(Number(request.parameters.seq)) : undefined;
    const gone = await commitOrRetry<Message>(world, table, async () => {
      const conversation = await table.conversation(id);
      const message = at === undefined ? undefined : await table.message(id, at);
      if (conversation === undefined || message === undefined) throw notFound('message');
      if (message.author.kind !== 'agent' || message.author.id !== agent.id) {
        throw new Problem(403, 'message_not_yours');
      }
      if (message.deletedAt !== undefined) return { writes: [], result: message };
      const retracted = retract(conversation, message, world.now());
      return {
        writes: [
          { kind: 'conversation', value: retracted.conversation },
          { kind: 'message-replaced', value: retracted.message },
        ],
        result: retracted.message,
      };
    });
    // Nobody is notified of what was taken back.
    return { status: 200, body: { message: presentMessageForAgent(gone, attachments.downloadUrl) } };
  };
}

/** What the state of a message depends on. */
interface Surroundings {
  readonly conversation: Conversation;
  readonly visitor: Visitor;
  readonly ledger: Ledger;
}

function presented(
  message: Message,
  { conversation, visitor, ledger }: Surroundings,
  download: Download,
): wire.Message {
  return presentMessageForAgent(message, download, messageState(message, conversation, visitor, ledger));
}
