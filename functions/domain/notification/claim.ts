import { plusSeconds } from '../instant.ts';
import type { Conversation } from '../records/conversation.ts';
import type { LinkToken, TokenPurpose } from '../records/link-token.ts';
import type { Message } from '../records/message.ts';
import type { Visitor } from '../records/visitor.ts';
import type { Write } from '../records/write.ts';
import type { World } from '../world.ts';
import { sendClaimed } from './send-claimed.ts';
import type { DeliveryPorts, LinkTokens } from './send-claimed.ts';

const day = 24 * 60 * 60;
const resumeSeconds = 7 * day;
/** Unsubscribing from an old mail must still work. */
const unsubscribeSeconds = 365 * day;

/** `lost`: somebody else changed the conversation first; read and decide again. */
export type Carried = 'done' | 'lost';

export interface NewClaim {
  /** The conversation as claimed. */
  readonly conversation: Conversation;
  readonly visitor: Visitor;
  readonly messages: readonly Message[];
}

/** Writes a claim with the links of its e-mail, and sends it if the claim was won. */
export async function claimAndSend(world: World, ports: DeliveryPorts, claim: NewClaim): Promise<Carried> {
  const { conversation, visitor, messages } = claim;
  const { sending } = conversation;
  if (sending === null) return 'done';
  const secret = (): string => `${conversation.id}${world.random.token()}`;
  const links: LinkTokens = { resume: secret(), unsubscribe: secret(), notMe: secret() };
  const link = (purpose: TokenPurpose, token: string, seconds: number): Write => {
    const value: LinkToken = {
      purpose,
      conversationId: conversation.id,
      visitorId: visitor.id,
      email: sending.addressee,
      addressVersion: visitor.addressVersion,
      upTo: sending.upTo,
      expiresAt: plusSeconds(world.now(), seconds),
    };
    return { kind: 'link-token', token, value };
  };
  const commit = await ports.table.commit([
    { kind: 'conversation', value: conversation },
    addressUnchanged(visitor),
    link('resume', links.resume, resumeSeconds),
    link('unsubscribe', links.unsubscribe, unsubscribeSeconds),
    link('not-me', links.notMe, unsubscribeSeconds),
  ]);
  if (commit.kind === 'lost') return 'lost';
  await sendClaimed(world, ports, { conversation, sending, visitor, messages, links });
  return 'done';
}

/** The condition that the visitor's address is still the one that was seen. */
export function addressUnchanged({ id, addressVersion }: Visitor): Write {
  return { kind: 'address-unchanged', visitorId: id, addressVersion };
}
