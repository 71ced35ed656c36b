/** What became of handing a mail to SES. `refused` is certain: it was not sent. `unknown`: nobody can tell. */
export type SendResult =
  | { readonly kind: 'accepted'; readonly sesId: string; readonly messageId: string }
  | {
      readonly kind: 'refused';
      readonly final: boolean;
      readonly reason: string;
      /** SES's own words. They may name an address, so they are shown to an admin and neither stored nor logged. */
      readonly says?: string;
    }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface OutgoingMail {
  /** With display name, RFC 2047 encoded. */
  readonly from: string;
  readonly to: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Files that go along. */
  readonly files?: readonly MailFile[];
  /** What SES's events will name: letters, digits, `_` and `-`. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface MailFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

export interface MailSender {
  /** Hands the mail over once; tries again by itself only if it certainly was not. */
  send(mail: OutgoingMail): Promise<SendResult>;
}
