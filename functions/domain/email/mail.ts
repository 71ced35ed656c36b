/** A mail as it was read: decoded, bounded, and never a reason to throw. */
export interface Mail {
  /** In the order of the mail, names in lower case, values unfolded but not decoded. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** The one sender; undefined when the mail names none or several. */
  readonly from: Mailbox | undefined;
  readonly subject: string;
  /** With its angle brackets. */
  readonly messageId: string | undefined;
  readonly date: string | undefined;
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly parts: readonly MailPart[];
  readonly warnings: readonly MailWarning[];
}

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** A part that is not the mail's text: an attachment, an image in the text, a delivery report, a signature. */
export interface MailPart {
  readonly filename: string | undefined;
  /** Lower case, without parameters. */
  readonly contentType: string;
  readonly disposition: string | undefined;
  /** Without angle brackets. */
  readonly contentId: string | undefined;
  readonly content: Uint8Array;
}

/**
 * What an agent should know about how the mail was read.
 * `unreadable`: only its header could be read, the rest is in the raw mail · `shortened`: text, or the number of parts, went over a
 * limit · `attachments-left-out`: there were more than are kept · `dangerous-attachment` · `forwarded`: somebody else's
 * mail is in it and was left whole · `several-senders` · `winmail.dat`: Outlook packed attachments in a way only Outlook opens
 */
export type MailWarning =
  | 'unreadable'
  | 'shortened'
  | 'attachments-left-out'
  | 'dangerous-attachment'
  | 'forwarded'
  | 'several-senders'
  | 'winmail.dat';

/** The first value of a header. */
export function headerOf(mail: Pick<Mail, 'headers'>, name: string): string | undefined {
  return mail.headers.find((header) => header.name === name)?.value;
}

/** A structured header's value without comments and parameters, in lower case: `auto-replied`, `multipart/report`. */
export function headerToken(mail: Pick<Mail, 'headers'>, name: string): string | undefined {
  const value = headerOf(mail, name)
    ?.slice(0, 200)
    .replace(/\([^()]{0,100}\)/g, ' ');
  return value?.split(';', 1)[0]?.trim().toLowerCase();
}

/** A parameter of a structured header: `report-type` of `multipart/report; report-type=delivery-status`. */
export function headerParameter(mail: Pick<Mail, 'headers'>, name: string, parameter: string): string | undefined {
  const pattern = new RegExp(`;\\s{0,20}${parameter}\\s{0,5}=\\s{0,5}"?([^";\\s]{1,200})`, 'i');
  return pattern.exec(headerOf(mail, name)?.slice(0, 2000) ?? '')?.[1]?.toLowerCase();
}
