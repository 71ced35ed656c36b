import { post, start } from '../conversation/post.ts';
import { seq } from '../conversation/ids.ts';
import type { Author } from '../conversation/message.ts';
import { isForVisitor } from '../conversation/message.ts';
import type { Visitor } from '../conversation/visitor.ts';
import type { Handler } from '../http/api.ts';
import { clientMessageId, decodeFields, listOf, optional, queryNumber, text, wholeNumber } from '../http/decode.ts';
import { presentConversationForVisitor, presentMessageForVisitor } from '../http/present.ts';
import { notFound, Problem } from '../http/problem.ts';
import { readable } from '../http/readable.ts';
import { authenticate, isInScope, ownConversation } from './session.ts';
import type { VisitorPorts } from './session.ts';

export const messageText = text(1, 10_000);

/** `GET /v1/visitor/conversations` */
export function listConversations(ports: VisitorPorts): Handler {
  return async (request) => {
    const { session, visitor } = await authenticate(ports, request);
    const { table } = ports;
    const all = await table.conversations(await table.conversationsOf(visitor.id));
    const inScope = await Promise.all(all.map((conversation) => isInScope(table, session, conversation)));
    const conversations = all
      .filter((_, index) => inScope[index])
      .sort((a, b) => (a.createdAt > b.createdAt ? -1 : 1))
      .map((conversation) => presentConversationForVisitor(conversation, visitor));
    return { status: 200, body: { conversations } };
  };
}

/** `POST /v1/visitor/conversations` */
export function startConversation(ports: VisitorPorts): Handler {
  return async (request) => {
    const { session, visitor } = await authenticate(ports, request);
    if (session.scope.kind === 'conversation') {
      throw new Problem(403, 'forbidden', 'A session from an e-mail is limited to its conversation.');
    }
    const wanted = decodeFields(request.json(), { clientMessageId, text: messageText });
    const draft = { ...wanted, author: author(visitor), channel: 'messaging' } as const;
    const { created, conversation, message } = await start(ports.world, ports.table, { visitorId: visitor.id, draft });
    return {
      status: created ? 201 : 200,
      body: {
        conversation: presentConversationForVisitor(conversation, visitor),
        message: presentMessageForVisitor(message),
      },
    };
  };
}

/** `GET /v1/visitor/conversations/{id}/messages` */
export function listMessages(ports: VisitorPorts): Handler {
  return async (request) => {
    const authenticated = await authenticate(ports, request);
    const conversation = await ownConversation(ports, authenticated, request.parameters.id);
    const after = seq(queryNumber(request.query.after, 'after', { least: 0, otherwise: 0 }));
    const limit = queryNumber(request.query.limit, 'limit', { least: 1, most: 200, otherwise: 100 });
    const messages = await ports.table.messages(conversation.id, { after, limit });
    return {
      status: 200,
      body: {
        messages: messages.filter(isForVisitor).map(presentMessageForVisitor),
        conversation: presentConversationForVisitor(conversation, authenticated.visitor),
        through: messages.at(-1)?.seq ?? after,
      },
    };
  };
}

/** `POST /v1/visitor/conversations/{id}/messages` */
export function postMessage(ports: VisitorPorts): Handler {
  return async (request) => {
    const authenticated = await authenticate(ports, request);
    const { visitor } = authenticated;
    const conversation = await ownConversation(ports, authenticated, request.parameters.id);
    const wanted = decodeFields(request.json(), {
      clientMessageId,
      text: messageText,
      attachmentIds: optional(listOf(text(1, 64), 10)),
      readThrough: optional(wholeNumber(0)),
    });
    if ((wanted.attachmentIds ?? []).length > 0) throw notFound('attachment');
    const readThrough =
      wanted.readThrough === undefined ? undefined : readable(conversation, wanted.readThrough, 'readThrough');
    const posted = await post(ports.world, ports.table, {
      conversationId: conversation.id,
      draft: {
        author: author(visitor),
        channel: 'messaging',
        text: wanted.text,
        clientMessageId: wanted.clientMessageId,
      },
      ...(readThrough === undefined ? {} : { readThrough }),
    });
    if (posted === undefined) throw notFound('conversation');
    const elsewhere = posted.conversation.id !== conversation.id;
    return {
      status: posted.created ? 201 : 200,
      body: {
        message: presentMessageForVisitor(posted.message),
        ...(elsewhere ? { conversation: presentConversationForVisitor(posted.conversation, visitor) } : {}),
      },
    };
  };
}

/** `PUT /v1/visitor/conversations/{id}/read` */
export function readMessages(ports: VisitorPorts): Handler {
  return async (request) => {
    const authenticated = await authenticate(ports, request);
    const conversation = await ownConversation(ports, authenticated, request.parameters.id);
    const wanted = decodeFields(request.json(), { through: wholeNumber(0) });
    const through = readable(conversation, wanted.through, 'through');
    const message = await ports.table.message(conversation.id, through);
    const advanced = message && (await ports.table.advanceRead(conversation.id, 'visitor', message));
    const now = advanced ?? (await ports.table.conversation(conversation.id)) ?? conversation;
    return { status: 200, body: { readThrough: now.visitorReadThrough } };
  };
}

function author({ id, name }: Visitor): Author {
  return name === undefined ? { kind: 'visitor', id } : { kind: 'visitor', id, name };
}
