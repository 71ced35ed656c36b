import type * as wire from '../../../contract/wire.ts';
import { commitOrRetry } from '../../domain/conversation/commit-or-retry.ts';
import { decisionRecord } from '../../domain/conversation/decision-record.ts';
import { presenceCapMinutes } from '../../domain/conversation/intent.ts';
import { earlierOf, laterOf } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import { expectedEmail } from '../../domain/notification/expected-email.ts';
import { skipped } from '../../domain/notification/outcome.ts';
import { sentMailKey } from '../../domain/notification/sent-mail-key.ts';
import type { Conversation } from '../../domain/records/conversation.ts';
import type { DecisionRecord } from '../../domain/records/decision.ts';
import { rearmed } from '../../domain/records/episode.ts';
import type { Pending } from '../../domain/records/episode.ts';
import { decodeFields, oneOf } from '../http/decode.ts';
import { presentEmail, presentPending } from '../http/present.ts';
import { notFound, Problem } from '../http/problem.ts';
import { conversationOf } from './conversations.ts';
import type { AgentHandler } from './identity.ts';
import type { AgentPorts } from './ports.ts';

type Action = 'send-now' | 'hold' | 'release' | 'skip';

/** `POST /v1/agent/conversations/{id}/notification`: an agent decides about the e-mail that is pending. */
export function decideByAgent({ world, table }: AgentPorts): AgentHandler {
  return async (request) => {
    const { id } = await conversationOf(table, request);
    const { action } = decodeFields(request.json(), { action: oneOf('send-now', 'hold', 'release', 'skip') });
    const changed = await commitOrRetry(world, table, async () => {
      const conversation = await table.conversation(id);
      const visitor = conversation && (await table.visitor(conversation.visitorId));
      const pending = conversation && visitor ? expectedEmail(conversation, visitor) : null;
      if (conversation === undefined || pending === null) throw new Problem(409, 'nothing_pending');
      const result = acted(conversation, pending, action, world.now());
      // Releasing what nobody holds changes nothing.
      if (result === conversation) return { writes: [], result };
      const record = recordOf(action);
      const seen = { conversation, episode: pending, visitor, at: world.now() };
      return {
        writes: [{ kind: 'conversation', value: result }, ...(record === null ? [] : [decisionRecord(record, seen)])],
        result,
      };
    });
    const notification =
      changed.pending === null ? { state: 'skipped', reason: 'skipped-by-agent' } : presentPending(changed.pending);
    return { status: 200, body: { notification } };
  };
}

function acted(conversation: Conversation, pending: Pending, action: Action, now: Instant): Conversation {
  switch (action) {
    case 'send-now': {
      const dueAt = earlierOf(pending.dueAt, now);
      const state = pending.state === 'held-by-agent' ? 'armed' : pending.state;
      return { ...conversation, pending: rearmed(pending, { dueAt, state, presenceHeld: presenceCapMinutes }) };
    }
    case 'hold':
      return { ...conversation, pending: rearmed(pending, { state: 'held-by-agent' }) };
    case 'release':
      return pending.state === 'held-by-agent'
        ? { ...conversation, pending: rearmed(pending, { state: 'armed', dueAt: laterOf(pending.dueAt, now) }) }
        : conversation;
    case 'skip':
      return skipped(conversation, 'skipped-by-agent', []);
  }
}

function recordOf(action: Action): DecisionRecord['decision'] | null {
  switch (action) {
    case 'hold':
      return 'held-by-agent';
    case 'skip':
      return 'skipped-by-agent';
    case 'release':
      return 'released';
    case 'send-now':
      return null;
  }
}

/** `GET /v1/agent/conversations/{id}/decisions`, oldest first. */
export function listDecisions({ table }: AgentPorts): AgentHandler {
  return async (request) => {
    const { id } = await conversationOf(table, request);
    const { decisions } = await table.ledger(id);
    const shown = decisions.map(({ episode, arm, decision, at, saw, detail }): wire.Decision => ({
      episode,
      arm,
      decision,
      at,
      saw,
      detail,
    }));
    return { status: 200, body: { decisions: shown } };
  };
}

/** `GET /v1/agent/conversations/{id}/emails`, oldest first. */
export function listEmails({ table }: AgentPorts): AgentHandler {
  return async (request) => {
    const { id } = await conversationOf(table, request);
    const { emails } = await table.ledger(id);
    return { status: 200, body: { emails: emails.map(presentEmail) } };
  };
}

/** `GET /v1/agent/conversations/{id}/emails/{episode}`: the mail exactly as sent, its secrets blanked out. */
export function showEmail({ table, files }: AgentPorts): AgentHandler {
  return async (request) => {
    const { id } = await conversationOf(table, request);
    const { episode = '' } = request.parameters;
    const email = /^\d{1,10}$/.test(episode) ? await table.email(id, Number(episode)) : undefined;
    const kept = email && (await files.get(sentMailKey(id, email)));
    if (email === undefined || kept === undefined) throw notFound('e-mail');
    const mail = JSON.parse(new TextDecoder().decode(kept)) as KeptMail;
    const { from, replyTo, headers, html, text, attachments } = mail;
    return {
      status: 200,
      body: { email: { ...presentEmail(email), from, replyTo, headers, html, text, attachments } },
    };
  };
}

type KeptMail = Readonly<Record<'from' | 'replyTo' | 'headers' | 'html' | 'text' | 'attachments', unknown>>;
