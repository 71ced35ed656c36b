import type { EventBridgeEvent } from 'aws-lambda';
import type { ConversationId } from '../conversation/ids.ts';
import type { DeliveryState } from '../conversation/records.ts';
import { sesMessageId } from '../email/reply-address.ts';
import { instantOf } from '../instant.ts';
import type { DeliveryEvent } from '../notification/delivery-event.ts';

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
    readonly bouncedRecipients?: readonly { readonly diagnosticCode?: string }[];
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

/** A transient bounce is no end: SES says so when it has tried for long enough, and the mail may still be read. */
function stateOf({ eventType, bounce }: SesEventDetail): DeliveryState | undefined {
  switch (eventType) {
    case 'Send':
    case 'DeliveryDelay':
      return 'sent';
    case 'Delivery':
      return 'delivered';
    case 'Bounce':
      return bounce?.bounceType === 'Permanent' ? 'bounced' : 'sent';
    case 'Reject':
      return 'bounced';
    case 'Complaint':
      return 'complained';
    default:
      return undefined;
  }
}

function reasonOf({ bounce, reject }: SesEventDetail): string | undefined {
  if (bounce === undefined) return reject?.reason;
  const said = bounce.bouncedRecipients?.[0]?.diagnosticCode;
  return said ?? [bounce.bounceType, bounce.bounceSubType].filter(Boolean).join(', ');
}
