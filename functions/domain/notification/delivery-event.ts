import { append } from '../conversation/append.ts';
import { commitOrRetry } from '../conversation/commit-or-retry.ts';
import { isSameAddress } from '../email/judge-sender.ts';
import type { Instant } from '../instant.ts';
import type { Conversation } from '../records/conversation.ts';
import { undeliveredWith } from '../records/episode.ts';
import type { ConversationId } from '../records/ids.ts';
import { furtherDelivery } from '../records/outbound-email.ts';
import type { DeliveryState, OutboundEmail } from '../records/outbound-email.ts';
import { withRefusal, withRefusedAddress } from '../records/visitor.ts';
import type { Visitor } from '../records/visitor.ts';
import type { Write } from '../records/write.ts';
import { chooseLocale } from '../settings/settings.ts';
import type { Rules } from '../settings/settings.ts';
import { aboutAddress, automaticText } from '../triggers/texts.ts';
import type { World } from '../world.ts';
import type { NotificationTable } from './notification-store.ts';
import { recordSent } from './record-outcome.ts';
import type { SentMail } from './record-outcome.ts';
import { isUsable, rescued } from './rescue.ts';

/** What SES tells about a mail of ours. The tags say which one it is, even if the answer to the sender was lost. */
export interface DeliveryEvent {
  readonly conversationId: ConversationId;
  readonly episode: number;
  readonly attempt: number;
  readonly mail: SentMail;
  /** `given-up`: it did not arrive, and to the same address a later one may. */
  readonly state: DeliveryState | 'given-up';
  readonly at: Instant;
  readonly reason?: string;
}

/**
 * Writes down what SES tells. Any event proves that the mail was taken, so a claim whose holder could not say so is
 * completed. States only advance; a bounce or complaint counts against the address if it still is the visitor's. Events
 * may come twice and in any order. Throws Busy.
 */
export async function recordDeliveryEvent(world: World, table: NotificationTable, event: DeliveryEvent): Promise<void> {
  const { conversationId, episode, attempt, mail } = event;
  const isIt = (sending: { readonly episode: number; readonly attempt: number }): boolean =>
    sending.episode === episode && sending.attempt === attempt;
  await recordSent(world, table, { conversationId, isIt }, mail);

  await commitOrRetry(world, table, async () => {
    const [conversation, email, rules] = await Promise.all([
      table.conversation(conversationId),
      table.email(conversationId, episode),
      table.rules(),
    ]);
    if (conversation === undefined || email === undefined) return { writes: [], result: undefined };
    const state = event.state === 'given-up' ? 'bounced' : event.state;
    if (furtherDelivery(email.state, state) === email.state) return { writes: [], result: undefined };
    const visitor = await table.visitor(conversation.visitorId);
    const advanced: OutboundEmail = {
      ...email,
      state,
      stateAt: event.at,
      ...(event.reason === undefined ? {} : { reason: event.reason }),
    };
    const consequences = consequencesOf(event, { conversation, email, visitor, rules, now: world.now() });
    return { writes: [{ kind: 'email', value: advanced }, ...consequences], result: undefined };
  });
}

interface Scene {
  readonly conversation: Conversation;
  readonly email: OutboundEmail;
  readonly visitor: Visitor | undefined;
  readonly rules: Rules;
  readonly now: Instant;
}

function consequencesOf(event: DeliveryEvent, scene: Scene): readonly Write[] {
  const { conversation, email, visitor, now } = scene;
  // The agents' pages follow the conversation, so its version moves with the e-mail's state.
  const touched: Write = { kind: 'conversation', value: { ...conversation, updatedAt: now } };
  const isHis = visitor !== undefined && isSameAddress(visitor.address?.email ?? '', email.to);
  const undelivered = undeliveredWith(conversation.undelivered, email.messages);
  // A former address: they must not go back to it.
  const bars: readonly Write[] =
    visitor === undefined || (event.state !== 'bounced' && event.state !== 'complained')
      ? []
      : [{ kind: 'visitor', value: withRefusal(visitor, { email: email.to, why: event.state }) }];
  switch (event.state) {
    case 'sent':
    case 'delivered':
      return [touched];
    case 'complained':
      return [
        touched,
        ...(isHis ? [{ kind: 'visitor', value: withRefusedAddress(visitor, 'complained') } as const] : bars),
      ];
    case 'given-up':
      // With the visitor as they are: should they get another address in this moment, all is looked at again.
      return [
        toOtherAddress(scene, undelivered && { ...undelivered, to: email.to }),
        ...(visitor === undefined ? [] : [{ kind: 'visitor', value: visitor } as const]),
      ];
    case 'bounced': {
      if (isHis) {
        const { conversation: told, message } = tellBounce({ ...scene, visitor });
        return [
          { kind: 'conversation', value: { ...told, undelivered } },
          { kind: 'message', value: message },
          { kind: 'visitor', value: withRefusedAddress(visitor, 'bounced') },
        ];
      }
      return [toOtherAddress(scene, undelivered), ...bars];
    }
  }
}

/** What did not arrive goes to the address that they have meanwhile, or waits for one. */
function toOtherAddress({ conversation, email, visitor, now }: Scene, undelivered: Conversation['undelivered']): Write {
  const address = visitor?.address ?? null;
  const hasOther = address !== null && !isSameAddress(address.email, email.to) && isUsable(address);
  const value = hasOther
    ? rescued(conversation, undelivered?.messages ?? [], now)
    : { ...conversation, undelivered, updatedAt: now };
  return { kind: 'conversation', value };
}

/** The visitor is told where they still look, and asked for another address. */
function tellBounce({
  conversation,
  email,
  visitor,
  rules,
  now,
}: Scene & { readonly visitor: Visitor }): ReturnType<typeof append> {
  const locale = chooseLocale(rules.settings, visitor.locale);
  const text = aboutAddress(automaticText('delivery-problem', locale), email.to);
  return append(
    conversation,
    { author: { kind: 'system' }, channel: 'messaging', kind: 'delivery-problem', text },
    rules.settings,
    now,
  );
}
