import { mostPageMessages } from '../../../contract/limits.ts';
import type * as wire from '../../../contract/wire.ts';
import { advanceRead } from '../../domain/conversation/advance-read.ts';
import { seq } from '../../domain/records/ids.ts';
import { isForVisitor } from '../../domain/records/message.ts';
import type { Author } from '../../domain/records/message.ts';
import type { Visitor } from '../../domain/records/visitor.ts';
import type { Handler } from '../http/api.ts';
import { clientMessageId, decodeFields, optional, queryNumber, wholeNumber } from '../http/decode.ts';
import { messageContent } from '../http/message-content.ts';
import { pageThatFits } from '../http/page-that-fits.ts';
import { presentConversationForVisitor, presentMessageForVisitor } from '../http/present.ts';
import { notFound, Problem } from '../http/problem.ts';
import { readable } from '../http/readable.ts';
import { postWithUploads, startWithUploads } from '../uploads/post-with-uploads.ts';
import { authenticate, isInScope, ownConversation } from './session.ts';
import type { VisitorPorts } from './session.ts';

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
    const body = request.json();
    const { attachmentIds, ...wanted } = decodeFields(body, { clientMessageId, ...messageContent(body) });
    const draft = { ...wanted, author: author(visitor), channel: 'messaging' } as const;
    const { created, conversation, message } = await startWithUploads(
      ports,
      { visitorId: visitor.id, draft },
      attachmentIds,
    );
    return {
      status: created ? 201 : 200,
      body: {
        conversation: presentConversationForVisitor(conversation, visitor),
        message: presentMessageForVisitor(message, ports.attachments.downloadUrl),
      } satisfies wire.SentMessage,
    };
  };
}

/** `GET /v1/visitor/conversations/{id}/messages` */
export function listMessages(ports: VisitorPorts): Handler {
  return async (request) => {
    const authenticated = await authenticate(ports, request);
    const conversation = await ownConversation(ports, authenticated, request.parameters.id);
    const after = seq(queryNumber(request.query.after, 'after', { least: 0, otherwise: 0 }));
    const limit = queryNumber(request.query.limit, 'limit', { least: 1, most: mostPageMessages, otherwise: 100 });
    const messages = pageThatFits(await ports.table.messages(conversation.id, { after, limit }));
    return {
      status: 200,
      body: {
        messages: messages
          .filter(isForVisitor)
          .map((message) => presentMessageForVisitor(message, ports.attachments.downloadUrl)),
        conversation: presentConversationForVisitor(conversation, authenticated.visitor),
        through: messages.at(-1)?.seq ?? after,
      } satisfies wire.MessagePage,
    };
  };
}

/** `POST /v1/visitor/conversations/{id}/messages` */
export function postMessage(ports: VisitorPorts): Handler {
  return async (request) => {
    const authenticated = await authenticate(ports, request);
    const { visitor } = authenticated;
    const conversation = await ownConversation(ports, authenticated, request.parameters.id);
    const body = request.json();
    const wanted = decodeFields(body, {
      clientMessageId,
      ...messageContent(body),
      readThrough: optional(wholeNumber(0)),
    });
    const readThrough =
      wanted.readThrough === undefined ? undefined : readable(conversation, wanted.readThrough, 'readThrough');
    const draft = {
      author: author(visitor),
      channel: 'messaging',
      text: wanted.text,
      clientMessageId: wanted.clientMessageId,
    } as const;
    const posted = await postWithUploads(
      ports,
      { conversationId: conversation.id, draft, ...(readThrough === undefined ? {} : { readThrough }) },
      wanted.attachmentIds,
    );
    if (posted === undefined) throw notFound('conversation');
    const elsewhere = posted.conversation.id !== conversation.id;
    return {
      status: posted.created ? 201 : 200,
      body: {
        message: presentMessageForVisitor(posted.message, ports.attachments.downloadUrl),
        ...(elsewhere ? { conversation: presentConversationForVisitor(posted.conversation, visitor) } : {}),
      } satisfies wire.SentMessage,
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
    const advanced = message && (await advanceRead(ports.world, ports.table, 'visitor', message));
    const now = advanced ?? (await ports.table.conversation(conversation.id)) ?? conversation;
    return { status: 200, body: { readThrough: now.visitorReadThrough } };
  };
}

function author({ id, name }: Visitor): Extract<Author, { kind: 'visitor' }> {
  return name === undefined ? { kind: 'visitor', id } : { kind: 'visitor', id, name };
}
