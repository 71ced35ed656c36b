import type { EmailTexts } from '../email/compose.ts';
import type { Instant } from '../instant.ts';
import type { OperatingHours } from './operating-hours.ts';

/** What an admin decides. Stored as one item, changed only on condition of its version. */
export interface Settings {
  /** 0 while nobody has saved any. */
  readonly version: number;
  /** „Switch messaging conversations to email“: off means no further e-mail, from that moment. */
  readonly continuousConversations: boolean;
  /** Whole minutes from 1 to 1440. */
  readonly delayMinutes: number;
  /** For visitors who last wrote by e-mail: whole minutes from 0 to 1440. */
  readonly emailReplyDelayMinutes: number;
  /** Whether mail to the reply domain that answers nothing starts a conversation. */
  readonly startByEmail: boolean;
  /** Whether a message makes the round trip through SES every hour. */
  readonly canary: boolean;
  /** The company, as the visitor knows it. */
  readonly fromName: string;
  /** The page with the widget that resume links lead to. */
  readonly siteUrl: string;
  /** Origins whose pages may call the visitor API. */
  readonly allowedOrigins: readonly string[];
  /** `null`: always open. */
  readonly hours: OperatingHours | null;
  /** IANA name. */
  readonly timeZone: string;
  readonly defaultLocale: string;
  readonly locales: readonly string[];
  /** The admin's own words for the e-mail: locale → name of the text → text. */
  readonly texts: Readonly<Record<string, Partial<EmailTexts>>>;
  /** Who saved them last, under the name of that day; nobody before the first save. */
  readonly changedBy?: { readonly name: string };
  readonly changedAt?: Instant;
}

export type TriggerId = 'request-email' | 'away-message';

export const triggerIds: readonly TriggerId[] = ['request-email', 'away-message'];

/** An automatic message and whether it is on. */
export interface Trigger {
  readonly id: TriggerId;
  readonly active: boolean;
  /** The admin's own words, by locale; where there are none ours are used. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Settings and triggers as read together. */
export interface Rules {
  readonly settings: Settings;
  readonly triggers: Readonly<Record<TriggerId, Trigger>>;
}

/** What the stack knows of the company before an admin has saved anything. */
export interface Company {
  readonly name: string;
  readonly siteUrl: string;
  readonly allowedOrigins: readonly string[];
}

/** The settings of a new deployment: the feature is off until an admin switches it on. */
export function firstSettings(company: Company): Settings {
  return {
    version: 0,
    continuousConversations: false,
    delayMinutes: 10,
    emailReplyDelayMinutes: 1,
    startByEmail: false,
    canary: false,
    fromName: company.name,
    siteUrl: company.siteUrl,
    allowedOrigins: company.allowedOrigins,
    hours: null,
    timeZone: 'UTC',
    defaultLocale: 'en',
    locales: ['en', 'de'],
    texts: {},
  };
}

/** A trigger that nobody has touched is off. */
export function firstTrigger(id: TriggerId): Trigger {
  return { id, active: false, texts: {} };
}

/** The language of `locales` that suits `wanted` (BCP 47) best: the tag itself, its language, else the default. */
export function chooseLocale(settings: Pick<Settings, 'locales' | 'defaultLocale'>, wanted: string): string {
  const tag = wanted.toLowerCase();
  const language = tag.split('-')[0];
  return (
    settings.locales.find((locale) => locale.toLowerCase() === tag) ??
    settings.locales.find((locale) => locale.toLowerCase() === language) ??
    settings.defaultLocale
  );
}
