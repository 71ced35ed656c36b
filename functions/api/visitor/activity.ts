import { append } from '../../domain/conversation/append.ts';
import { commitOrRetry } from '../../domain/conversation/commit-or-retry.ts';
import { plusSeconds } from '../../domain/instant.ts';
import { pushToAgents } from '../../domain/realtime/push.ts';
import type { Conversation } from '../../domain/records/conversation.ts';
import type { Message } from '../../domain/records/message.ts';
import type { Visitor } from '../../domain/records/visitor.ts';
import { openingAt } from '../../domain/settings/operating-hours.ts';
import { automaticMessage } from '../../domain/triggers/automatic-message.ts';
import type { Handler } from '../http/api.ts';
import { decodeFields, flag } from '../http/decode.ts';
import { presentMessageForVisitor } from '../http/present.ts';
import { notFound } from '../http/problem.ts';
import { authenticate, ownConversation } from './session.ts';
import type { VisitorPorts } from './session.ts';

/** A report of activity counts as presence for so long; it is the only thing that does. */
const presenceSeconds = 60;

/** `POST /v1/visitor/conversations/{id}/activity` */
export function reportActivity(ports: VisitorPorts): Handler {
  return async (request) => {
    const conversation = await ownConversation(ports, await authenticate(ports, request), request.parameters.id);
    const { visible, typing } = decodeFields(request.json(), { visible: flag, typing: flag });
    const { table, world } = ports;
    if (visible || typing) await table.setPresence(conversation.id, plusSeconds(world.now(), presenceSeconds));
    if (typing) await pushToAgents(ports, { type: 'typing', conversationId: conversation.id, by: 'visitor' });
    return { status: 204 };
  };
}

/** `POST /v1/visitor/conversations/{id}/idle`: what an automatic voice says now, or has just said. */
export function reportIdle(ports: VisitorPorts): Handler {
  return async (request) => {
    const { world, table } = ports;
    const authenticated = await authenticate(ports, request);
    const { id } = await ownConversation(ports, authenticated, request.parameters.id);
    const message = await commitOrRetry<Message | null>(world, table, async () => {
      const [conversation, rules] = await Promise.all([table.conversation(id), table.rules()]);
      if (conversation === undefined) throw notFound('conversation');
      const now = world.now();
      const opening = openingAt(rules.settings.hours, rules.settings.timeZone, now);
      const visitor: Visitor = authenticated.visitor;
      const voice = automaticMessage({ conversation, visitor, rules, opening, now });
      if (voice === null) return { writes: [], result: await justSaid(ports, conversation) };
      const appended = append(voice.conversation, voice.draft, rules.settings, now);
      return {
        writes: [
          { kind: 'conversation', value: appended.conversation },
          { kind: 'message', value: appended.message },
        ],
        result: appended.message,
      };
    });
    return {
      status: 200,
      body: { message: message === null ? null : presentMessageForVisitor(message, ports.attachments.downloadUrl) },
    };
  };
}

/** A repeated report is answered like the first: with the automatic message that still is the last one. */
async function justSaid({ table }: VisitorPorts, conversation: Conversation): Promise<Message | null> {
  const message = await table.message(conversation.id, conversation.lastSeq);
  return message?.kind === 'request-email' || message?.kind === 'away' ? message : null;
}
