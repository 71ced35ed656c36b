import type { EventBridgeEvent } from 'aws-lambda';
import { sesMessageId } from '../domain/email/reply-address.ts';
import { instantOf } from '../domain/instant.ts';
import type { DeliveryEvent } from '../domain/notification/delivery-event.ts';
import type { ConversationId } from '../domain/records/ids.ts';

/** The part of an SES event that is used (SES Developer Guide, "Contents of event data"). */
export interface SesEventDetail {
  readonly eventType: string;
  readonly mail: {
    readonly messageId: string;
    readonly tags?: Readonly<Record<string, readonly string[]>>;
    readonly commonHeaders?: { readonly subject?: string };
  };
  readonly bounce?: {
    readonly bounceType: string;
    readonly bounceSubType?: string;
    /** What the delivery report says of each, if there was one. */
    readonly bouncedRecipients?: readonly { readonly action?: string; readonly diagnosticCode?: string }[];
  };
  readonly reject?: { readonly reason?: string };
}

/** What an SES event says about a mail of ours; undefined for a mail that is not, and for kinds that change nothing. */
export function deliveryEventOf({
  detail,
  time,
  region,
}: EventBridgeEvent<string, SesEventDetail>): DeliveryEvent | undefined {
  const { mail } = detail;
  const [conversation] = mail.tags?.conversation ?? [];
  const [episode] = mail.tags?.episode ?? [];
  const [attempt] = mail.tags?.attempt ?? [];
  const state = stateOf(detail);
  if (conversation === undefined || episode === undefined || attempt === undefined || state === undefined)
    return undefined;
  const reason = reasonOf(detail);
  return {
    conversationId: conversation as ConversationId,
    episode: Number(episode),
    attempt: Number(attempt),
    mail: {
      sesId: mail.messageId,
      messageId: sesMessageId(mail.messageId, region),
      subject: (mail.commonHeaders?.subject ?? '').replace(/^Re: /, ''),
    },
    state,
    at: instantOf(new Date(time)),
    ...(reason === undefined ? {} : { reason }),
  };
}

function stateOf({ eventType, bounce }: SesEventDetail): DeliveryEvent['state'] | undefined {
  switch (eventType) {
    case 'Send':
    case 'DeliveryDelay':
      return 'sent';
    case 'Delivery':
      return 'delivered';
    case 'Bounce':
      if (bounce?.bounceType === 'Permanent') return 'bounced';
      return bounce !== undefined && isGivenUp(bounce) ? 'given-up' : 'sent';
    case 'Reject':
      return 'bounced';
    case 'Complaint':
      return 'complained';
    default:
      return undefined;
  }
}

/**
 * Whether the mail did not arrive: SES tells of a soft bounce only when it tries no more. But a general one without a delivery report may be
 * the absence notice of somebody who has the mail (SES Developer Guide, "Bounce types").
 */
function isGivenUp({
  bounceType,
  bounceSubType = 'General',
  bouncedRecipients = [],
}: NonNullable<SesEventDetail['bounce']>): boolean {
  const isReported = bouncedRecipients.some(({ action }) => action === 'failed');
  return isReported || (bounceType === 'Transient' && bounceSubType !== 'General');
}

function reasonOf({ bounce, reject }: SesEventDetail): string | undefined {
  if (bounce === undefined) return reject?.reason;
  const said = bounce.bouncedRecipients?.[0]?.diagnosticCode;
  return said ?? [bounce.bounceType, bounce.bounceSubType].filter(Boolean).join(', ');
}
