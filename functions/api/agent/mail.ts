import type * as wire from '../../../contract/wire.ts';
import { commitOrRetry } from '../../domain/conversation/commit-or-retry.ts';
import { post } from '../../domain/conversation/post.ts';
import type { ConversationId } from '../../domain/records/ids.ts';
import type { KeptMail, SettledMail } from '../../domain/records/kept-mail.ts';
import type { Message } from '../../domain/records/message.ts';
import type { Response } from '../http/api.ts';
import { pageAt } from '../http/cursor.ts';
import { decodeFields, oneOf, optional, queryNumber, text } from '../http/decode.ts';
import { presentConversationForAgent, presentMessageForAgent, shownApart } from '../http/present.ts';
import type { Download } from '../http/present.ts';
import { notFound, Problem } from '../http/problem.ts';
import { visitorOf } from './conversations.ts';
import type { AgentHandler, Caller } from './identity.ts';
import { keptContent } from './kept-content.ts';
import type { AgentPorts } from './ports.ts';

type MailPorts = Pick<AgentPorts, 'table' | 'world' | 'attachments'>;
type Action = SettledMail['action'];

/** `GET /v1/agent/mail`: what became no message and no agent has decided about, newest first. */
export function listMail({ table, attachments }: MailPorts): AgentHandler {
  return async ({ query }) => {
    const { state } = decodeFields(query, { state: oneOf('unmatched', 'quarantined') });
    const limit = queryNumber(query.limit, 'limit', { least: 1, most: 100, otherwise: 50 });
    const { cursor } = query;
    const { mails, ...next } = await pageAt(
      table.keptMails(state, { limit, ...(cursor === undefined ? {} : { cursor }) }),
    );
    return {
      status: 200,
      body: { mail: mails.map((mail) => presentKeptMail(mail, attachments.downloadUrl)), ...next },
    };
  };
}

/**
 * `POST /v1/agent/mail/{id}`: `release` puts a mail into the conversation it belongs to, `attach` into another one, `begin` into a new one of
 * its sender's, `discard` takes it off the list. A mail is settled once: the same action again answers the first result, another one 409.
 */
export function settleMail(ports: MailPorts): AgentHandler {
  return async (request, caller) => {
    const { action, conversationId } = decodeFields(request.json(), {
      action: oneOf('release', 'attach', 'begin', 'discard'),
      conversationId: optional(text(1, 64)),
    });
    if (action === 'attach' && conversationId === undefined) {
      const errors = { conversationId: 'is missing' };
      throw new Problem(400, 'invalid_request', 'conversationId is missing.', { errors });
    }
    const mail = await ports.table.keptMail(request.parameters.id ?? '');
    if (mail === undefined) throw notFound('mail');
    const wanted = conversationId as ConversationId | undefined;
    if ('action' in mail) return settledBefore(ports, mail, action, wanted);
    if (action === 'discard') return discard(ports, mail, caller);
    if (action === 'begin') return begin(ports, mail, caller);
    return append(ports, mail, action, wanted, caller);
  };
}

async function append(
  ports: MailPorts,
  mail: KeptMail,
  action: 'release' | 'attach',
  wanted: ConversationId | undefined,
  caller: Caller,
): Promise<Response> {
  const { table, world } = ports;
  if (mail.reason === 'virus') throw new Problem(409, 'mail_has_virus');
  const conversationId = action === 'attach' ? wanted : mail.conversationId;
  if (conversationId === undefined || conversationId === null) throw new Problem(409, 'no_conversation');
  if ((await table.conversation(conversationId)) === undefined) throw notFound('conversation');
  const { from, name } = mail;
  const settled = { id: mail.id, action, conversationId, by: caller.agent.id };
  const posted = await post(world, table, {
    conversationId,
    draft: {
      author: { kind: 'other', email: from, ...(name === undefined ? {} : { name }) },
      ...keptContent(mail),
    },
    also: ({ message }) => [
      { kind: 'mail-settled', value: { ...settled, message: placeOf(message), at: message.sentAt } },
    ],
  });
  return posted === undefined
    ? again(ports, mail.id, action, wanted)
    : shown(ports, posted.message.conversationId, posted.message);
}

async function begin(ports: MailPorts, mail: KeptMail, caller: Caller): Promise<Response> {
  const { beginByMail } = await import('./begin-by-mail.ts');
  const message = await beginByMail(ports, mail, caller.agent.id);
  return message === null ? again(ports, mail.id, 'begin', undefined) : shown(ports, message.conversationId, message);
}

async function discard(ports: MailPorts, mail: KeptMail, caller: Caller): Promise<Response> {
  const { table, world } = ports;
  const decided = { action: 'discard', conversationId: null, message: null } as const;
  const value: SettledMail = { id: mail.id, ...decided, by: caller.agent.id, at: world.now() };
  return commitOrRetry<Response>(
    world,
    table,
    () => Promise.resolve({ writes: [{ kind: 'mail-settled', value }], result: { status: 200, body: {} } }),
    async (failed) =>
      failed.includes('mail-settled') ? { result: await again(ports, mail.id, 'discard', undefined) } : undefined,
  );
}

/** Somebody else was faster. */
async function again(
  ports: MailPorts,
  id: string,
  action: Action,
  wanted: ConversationId | undefined,
): Promise<Response> {
  const mail = await ports.table.keptMail(id);
  if (mail === undefined || !('action' in mail)) throw notFound('mail');
  return settledBefore(ports, mail, action, wanted);
}

async function settledBefore(
  ports: MailPorts,
  mail: SettledMail,
  action: Action,
  wanted: ConversationId | undefined,
): Promise<Response> {
  const { message } = mail;
  const same = mail.action === action && (action !== 'attach' || mail.conversationId === wanted);
  if (!same) throw new Problem(409, 'mail_settled');
  if (message === null) return { status: 200, body: {} };
  const first = await ports.table.message(message.conversationId, message.seq);
  if (first === undefined) throw notFound('message');
  return shown(ports, message.conversationId, first);
}

async function shown({ table, attachments }: MailPorts, id: ConversationId, message: Message): Promise<Response> {
  const conversation = await table.conversation(id);
  if (conversation === undefined) throw notFound('conversation');
  const visitor = await visitorOf(table, conversation);
  return {
    status: 200,
    body: {
      conversation: presentConversationForAgent(conversation, visitor),
      message: presentMessageForAgent(message, attachments.downloadUrl),
    },
  };
}

function placeOf({ conversationId, seq }: Message): NonNullable<SettledMail['message']> {
  return { conversationId, seq };
}

function presentKeptMail(mail: KeptMail, download: Download): wire.KeptMail {
  const { id, state, reason, from, name, subject, text, attachments, leftOut } = mail;
  const { conversationId, beginning, receivedAt } = mail;
  return {
    id,
    state,
    reason,
    from,
    fromShown: shownApart(from),
    name,
    subject,
    text,
    attachments: attachments.map((one) => ({ ...one, url: download(one) })),
    leftOut,
    conversationId: conversationId ?? undefined,
    canBegin: beginning === undefined ? undefined : true,
    receivedAt,
  };
}
