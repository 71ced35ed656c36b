import { answerCanary, noteTrouble } from '../canary/answer-canary.ts';
import { canaryTokenIn } from '../canary/canary-id.ts';
import type { World } from '../world.ts';
import { keep } from './keep.ts';
import type { InboundPorts } from './ports.ts';
import { takeReply, trusted } from './take-reply.ts';
import { isOurOwn } from './taken.ts';
import type { Matched, Taken } from './taken.ts';

/** The token of the canary's address that one of our own e-mails has come to; undefined for all other mail. */
export function canaryTokenOf({ mail, arrival }: Taken, ports: InboundPorts): string | undefined {
  if (!isOurOwn(mail, ports)) return undefined;
  return arrival.recipients.map((address) => canaryTokenIn(address, ports.replyDomain)).find((token) => token);
}

/** The canary's e-mail has arrived: half of the round trip. */
export async function takeCanaryEmail(ports: InboundPorts, { mail, arrival }: Taken, token: string): Promise<void> {
  await answerCanary({ ...ports, mail: ports.answers }, token, { mail: mail.mail, ...arrival });
}

/**
 * Mail has come for the canary's conversation. Its own answer goes the way of every visitor's reply, if its domain vouches for
 * it; if not, the round has failed. Whoever else writes there is kept for agents, who do not see the conversation.
 */
export async function takeCanaryReply(world: World, ports: InboundPorts, matched: Matched): Promise<void> {
  const { mail, conversation } = matched;
  const from = mail.mail.from?.address ?? '';
  if (canaryTokenIn(from, ports.replyDomain) === undefined) {
    await keep(world, ports, matched, { state: 'unmatched', reason: mail.kind });
    return;
  }
  const sender = trusted(matched, await ports.table.visitor(conversation.visitorId));
  if (mail.kind === 'reply' && sender === 'visitor') await takeReply(world, ports, matched);
  else await noteTrouble(ports.table, conversation.id, 'not-trusted');
}
