export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Wall-clock times `HH:MM`. */
export interface OpenSpan {
  readonly from: string;
  readonly to: string;
}

export type Hours = Readonly<Partial<Record<Weekday, readonly OpenSpan[]>>>;

/** What an admin decides; saved as a whole, on condition of its version. */
export interface Settings {
  readonly version: number;
  readonly continuousConversations: boolean;
  readonly delayMinutes: number;
  readonly emailReplyDelayMinutes: number;
  readonly fromName: string;
  readonly siteUrl: string;
  readonly allowedOrigins: readonly string[];
  /** `null`: always open. */
  readonly hours: Hours | null;
  readonly timeZone: string;
  readonly defaultLocale: string;
  readonly locales: readonly string[];
  /** The admin's own words for the e-mail: locale → name of the text → text. */
  readonly texts: Readonly<Record<string, EmailWording>>;
  /** Whether mail to the support address starts a conversation; missing where the server cannot do that. */
  readonly startByEmail?: boolean | undefined;
  /** Who saved them last, and when; missing while nobody has. */
  readonly changedBy?: { readonly name: string } | undefined;
  readonly changedAt?: string | undefined;
  /** Whether a test message makes the round trip by e-mail every hour; missing where the server cannot do that. */
  readonly canary?: boolean | undefined;
}

/** A text, or one for each form of its count (`Intl.PluralRules`). */
export type EmailText = string | Readonly<Record<string, string>>;

export type EmailWording = Readonly<Record<string, EmailText>>;

export type TriggerId = 'request-email' | 'away-message';

export interface Trigger {
  readonly id: TriggerId;
  readonly active: boolean;
  /** The admin's own words by locale. */
  readonly texts: Readonly<Record<string, string>>;
  /** What is said where they have none. */
  readonly defaultTexts: Readonly<Record<string, string>>;
}

export interface Triggers {
  readonly triggers: readonly Trigger[];
  readonly conflict?: { readonly with: TriggerId } | undefined;
}

export interface Check {
  readonly id: string;
  readonly state: 'ok' | 'missing' | 'failing';
  readonly detail: string;
  readonly remedy?: string | undefined;
}

export interface EmailPreview {
  readonly locale?: string | undefined;
  readonly subject: string;
  readonly from: string;
  readonly html: string;
  readonly text: string;
  /** The texts of that language before anybody changed them. */
  readonly defaultTexts: EmailWording;
}

/** What is previewed, saved or not. */
export interface PreviewRequest {
  readonly locale: string;
  readonly fromName: string;
  readonly texts: EmailWording;
}

export interface FoundVisitor {
  readonly id: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly createdAt: string;
  /** How many. */
  readonly conversations: number;
}

/** What another delay would have meant. */
export interface Replay {
  readonly wouldHaveBeenSent: number;
  readonly sent: number;
  /** How many more if their visitors had an address. */
  readonly withoutAddress: number;
  /** The first of them. */
  readonly emails?: readonly ReplayedEmail[] | undefined;
}

/** An e-mail that would have been sent. */
export interface ReplayedEmail {
  readonly conversationId: string;
  readonly at: string;
  /** The messages it would have carried. */
  readonly messages: readonly number[];
}
