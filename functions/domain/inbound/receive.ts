import { isCanary } from '../canary/canary-id.ts';
import { readInbound } from '../email/inbound.ts';
import { answersSomething } from '../email/references.ts';
import type { World } from '../world.ts';
import type { Arrival } from './arrival.ts';
import { findConversation } from './find-conversation.ts';
import { keep } from './keep.ts';
import type { KeptReason } from './keep.ts';
import { noteAutoReply, noteEncrypted } from './note-mail.ts';
import type { InboundPorts } from './ports.ts';
import { startByEmail, startingAddress } from './start-by-email.ts';
import { canaryTokenOf, takeCanaryEmail, takeCanaryReply } from './take-canary-mail.ts';
import { takeReply } from './take-reply.ts';
import { takeReport } from './take-report.ts';
import { hashOf, isOurOwn } from './taken.ts';
import type { Taken } from './taken.ts';

export type { InboundPorts } from './ports.ts';

/**
 * Takes in a mail, once, however often it is delivered: a reply becomes a message of its conversation; everything else is
 * kept where agents can see it. Nothing is dropped. Throws when the raw mail, the table or the files cannot be reached, so that the
 * mail is tried again.
 */
export async function receive(world: World, ports: InboundPorts, arrival: Arrival): Promise<void> {
  const raw = await ports.mails.get(arrival.mailKey);
  if (raw === undefined) throw new Error(`There is no mail ${arrival.mailKey}`);
  const mail = await readInbound(raw);
  const taken = { arrival, mail, hash: hashOf(mail.mail.messageId ?? raw, arrival) };
  if (await ports.table.inboundSeen(taken.hash)) return;

  const canary = canaryTokenOf(taken, ports);
  if (canary !== undefined) return takeCanaryEmail(ports, taken, canary);

  const conversation = await findConversation(ports, mail, arrival);
  if (arrival.verdicts.virus === 'FAIL')
    return keep(world, ports, taken, { state: 'quarantined', reason: 'virus', conversation });
  if (conversation !== undefined && isCanary(conversation.id))
    return takeCanaryReply(world, ports, { ...taken, conversation });
  if (isOurOwn(mail, ports)) return keep(world, ports, taken, { state: 'unmatched', reason: 'own-address' });
  if (conversation === undefined) {
    const address = await startingAddress(ports, taken);
    return address === undefined
      ? keep(world, ports, taken, { state: 'unmatched', reason: reasonOf(ports, taken) })
      : startByEmail(world, ports, taken, address);
  }
  const matched = { ...taken, conversation };
  switch (mail.kind) {
    case 'reply':
      return takeReply(world, ports, matched);
    case 'auto-reply':
    case 'list':
      return noteAutoReply(world, ports, matched);
    case 'encrypted':
      return noteEncrypted(world, ports, matched);
    case 'bounce':
    case 'complaint':
      return takeReport(world, ports, matched);
    case 'receipt':
      return keep(world, ports, matched, { state: 'unmatched', reason: 'receipt', conversation });
  }
}

function reasonOf({ replyDomain }: InboundPorts, { mail, arrival }: Taken): KeptReason {
  if (mail.kind !== 'reply') return mail.kind;
  if (mail.warnings.includes('unreadable')) return 'unreadable';
  return answersSomething(mail.mail, arrival.recipients, replyDomain) ? 'reply' : 'answers-nothing';
}
