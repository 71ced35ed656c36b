import { commitOrRetry } from '../conversation/commit-or-retry.ts';
import { isSameAddress } from '../email/judge-sender.ts';
import { tracesIn } from '../email/references.ts';
import { recordDeliveryEvent } from '../notification/delivery-event.ts';
import type { DeliveryState, OutboundEmail } from '../records/outbound-email.ts';
import type { World } from '../world.ts';
import { keep } from './keep.ts';
import type { InboundPorts } from './ports.ts';
import type { Matched } from './taken.ts';

/**
 * A bounce or complaint that came as a mail. If it is final and about an address that one of our e-mails went to, what SES would have
 * reported follows from it; else it changes nothing and is kept. Throws Busy.
 */
export async function takeReport(world: World, ports: InboundPorts, matched: Matched): Promise<void> {
  const { mail, arrival, hash } = matched;
  const kind = mail.kind === 'complaint' ? 'complaint' : 'bounce';
  const state = stateOf(matched);
  const email = state === undefined || isForged(matched) ? undefined : await reportedEmail(ports, matched);
  if (state === undefined || email === undefined)
    return keep(world, ports, matched, {
      state: isForged(matched) ? 'quarantined' : 'unmatched',
      reason: isForged(matched) ? 'sender' : kind,
      conversation: matched.conversation,
    });
  const { conversationId, episode, attempt, sesId, subject } = email;
  const status = mail.report?.status;
  await recordDeliveryEvent(world, ports.table, {
    conversationId,
    episode,
    attempt,
    mail: { sesId, messageId: '', subject },
    state,
    at: arrival.receivedAt,
    ...(status === undefined ? {} : { reason: `reported by mail: ${status}` }),
  });
  // Only then: a report that was half taken in is taken in again, and states only advance.
  await commitOrRetry(
    world,
    ports.table,
    () => Promise.resolve({ writes: [{ kind: 'inbound-seen', hash }], result: undefined }),
    () => Promise.resolve({ result: undefined }),
  );
}

/** Only what is final counts: a server that still tries says so (RFC 3464, 2.3.3), and 4.x.x may pass (RFC 3463). */
function stateOf({ mail: { kind, report } }: Matched): DeliveryState | undefined {
  if (kind === 'complaint') return 'complained';
  const { action, status = '' } = report ?? {};
  if (action === 'failed') return status.startsWith('4.') ? undefined : 'bounced';
  return action === undefined && status.startsWith('5.') ? 'bounced' : undefined;
}

/** Whoever has a reply address could else have the visitor's address marked as dead. */
function isForged({ arrival: { verdicts } }: Matched): boolean {
  const asked = verdicts.dmarcPolicy?.toLowerCase() ?? 'none';
  return verdicts.spam === 'FAIL' || (verdicts.dmarc === 'FAIL' && asked !== 'none');
}

/** The e-mail that the report is about: the one it returns, else the newest; and only if it went to the reported address. */
async function reportedEmail(
  { table, replyDomain }: InboundPorts,
  { mail, arrival, conversation }: Matched,
): Promise<OutboundEmail | undefined> {
  const recipient = mail.report?.recipient;
  if (recipient === undefined) return undefined;
  const isIt = (email: OutboundEmail | undefined): boolean => email !== undefined && isSameAddress(email.to, recipient);
  for (const trace of tracesIn(mail.mail, arrival.recipients, replyDomain)) {
    if (trace.kind !== 'ses-id') continue;
    const found = await table.sesId(trace.id);
    const email = found && (await table.email(found.conversationId, found.episode));
    if (email !== undefined) return isIt(email) ? email : undefined;
  }
  const { emails } = await table.ledger(conversation.id);
  return emails.filter(isIt).at(-1);
}
