import { commitOrRetry } from '../conversation/commit-or-retry.ts';
import { storeReceived } from '../files/store-received.ts';
import type { Conversation } from '../records/conversation.ts';
import type { KeptMail, KeptState } from '../records/kept-mail.ts';
import type { World } from '../world.ts';
import { keptMailId } from './kept-mail-id.ts';
import type { InboundPorts } from './ports.ts';
import { leftOutOf, quotedOf, textOf } from './taken.ts';
import type { Taken } from './taken.ts';
import { vouchedAddress } from './vouched-address.ts';

/** Why a mail is kept and not a message: its kind, or what is wrong with it. Documented in docs/api.md. */
export type KeptReason =
  Taken['mail']['kind'] | 'answers-nothing' | 'own-address' | 'virus' | 'spam' | 'sender' | 'unreadable' | 'too-many';

/**
 * Keeps a mail for agents to see, once, with all that it takes to make it a message later. Of a mail with a virus nothing is
 * kept but who sent it and its subject. Throws Busy.
 */
export async function keep(
  world: World,
  { table, files }: Pick<InboundPorts, 'table' | 'files'>,
  taken: Taken,
  { state, reason, conversation }: { state: KeptState; reason: KeptReason; conversation?: Conversation | undefined },
): Promise<void> {
  const { arrival, mail, hash } = taken;
  const { from, subject } = mail.mail;
  const content =
    reason === 'virus'
      ? { text: '', quoted: '', attachments: [] }
      : {
          text: textOf(mail),
          quoted: quotedOf(mail),
          attachments: await storeReceived(files, hash, mail.attachments),
          ...leftOutOf(mail),
        };
  const value: KeptMail = {
    id: keptMailId({ state, receivedAt: arrival.receivedAt, sesId: arrival.sesId }),
    state,
    reason,
    mailKey: arrival.mailKey,
    from: from?.address ?? arrival.envelopeFrom,
    ...(from === undefined || from.name === '' ? {} : { name: from.name }),
    subject,
    ...content,
    conversationId: conversation?.id ?? null,
    ...beginningOf(taken, reason, conversation),
    receivedAt: arrival.receivedAt,
  };
  await commitOrRetry(
    world,
    table,
    () =>
      Promise.resolve({
        writes: [
          { kind: 'kept-mail', value },
          { kind: 'inbound-seen', hash },
        ],
        result: undefined,
      }),
    // Kept, or taken in, by another delivery of the same mail.
    (failed) =>
      Promise.resolve(
        failed.includes('inbound-seen') || failed.includes('kept-mail') ? { result: undefined } : undefined,
      ),
  );
}

/** Our own mail that comes back begins nothing, and what belongs to a conversation is released there. */
function beginningOf(
  taken: Taken,
  reason: KeptReason,
  conversation: Conversation | undefined,
): Pick<KeptMail, 'beginning'> {
  const address = conversation === undefined && reason !== 'own-address' ? vouchedAddress(taken) : undefined;
  if (address === undefined) return {};
  const { messageId } = taken.mail.mail;
  return { beginning: { address, ...(messageId === undefined ? {} : { messageId }) } };
}
