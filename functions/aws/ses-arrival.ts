import type { SESEventRecord } from 'aws-lambda';
import type { VerdictStatus } from '../domain/email/judge-sender.ts';
import type { Arrival } from '../domain/inbound/arrival.ts';
import { instantOf } from '../domain/instant.ts';

/** The prefix under which the receipt rule stores mail. */
const prefix = 'inbound/';

/** What SES tells of a mail it received. The event names no key: the S3 action stores it under SES's id. */
export function arrivalOf({ ses: { mail, receipt } }: SESEventRecord): Arrival {
  const verdict = ({ status }: { readonly status: string }): VerdictStatus => status as VerdictStatus;
  const { dmarcPolicy } = receipt as { readonly dmarcPolicy?: string };
  return {
    sesId: mail.messageId,
    mailKey: `${prefix}${mail.messageId}`,
    envelopeFrom: mail.source,
    recipients: receipt.recipients,
    verdicts: {
      spam: verdict(receipt.spamVerdict),
      virus: verdict(receipt.virusVerdict),
      spf: verdict(receipt.spfVerdict),
      dkim: verdict(receipt.dkimVerdict),
      dmarc: verdict(receipt.dmarcVerdict),
      ...(dmarcPolicy === undefined ? {} : { dmarcPolicy }),
    },
    receivedAt: instantOf(new Date(mail.timestamp)),
  };
}
