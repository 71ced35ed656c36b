import type { EmailTexts } from './texts/email-texts.ts';

/** What an e-mail about unread messages is made of. */
export interface UnreadEmail {
  /** Wanted BCP 47 tag; falls back to its language, then to English. */
  readonly locale: string;
  /** IANA name of the zone in which times are shown; an unknown one is taken for UTC. */
  readonly timeZone: string;
  readonly companyName: string;
  /** Author of the newest unread message. */
  readonly agentName: string | undefined;
  readonly fromAddress: string;
  readonly to: string;
  readonly replyAddress: string;
  /** All unread messages, oldest first. */
  readonly messages: readonly UnreadMessage[];
  readonly resumeUrl: string;
  readonly unsubscribeUrl: string;
  readonly notMeUrl: string;
  readonly thread: {
    /** The conversation's root id, with angle brackets. */
    readonly rootId: string;
    /** Ids of the thread's mails so far, newest last, with angle brackets. */
    readonly ids: readonly string[];
    /** Subject of the thread's first mail; undefined when this is the first. */
    readonly subject: string | undefined;
    /** The visitor's own Message-ID, if they wrote last and by e-mail. */
    readonly inReplyTo?: string;
  };
  /** What the admin changed for this locale. */
  readonly texts: Partial<EmailTexts>;
}

export interface UnreadMessage {
  readonly seq: number;
  readonly authorName: string;
  readonly text: string;
  /** ISO 8601 */
  readonly sentAt: string;
  /** Those that do not go along with the e-mail are on the website only. */
  readonly attachments: readonly { readonly filename: string; readonly onWebsiteOnly?: true }[];
}
