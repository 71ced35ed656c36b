import { composeUnreadEmail, emailLocales } from '../../domain/email/compose.ts';
import type { ComposedEmail } from '../../domain/email/compose.ts';
import { conversationRootId, replyAddress } from '../../domain/email/reply-address.ts';
import { emailLocaleFor } from '../../domain/email/texts/texts.ts';
import { plusSeconds } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import type { MailIdentity } from '../../domain/notification/send-claimed.ts';
import { chooseLocale } from '../../domain/settings/settings.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { sampleTexts } from './sample-texts.ts';

export interface Sample {
  readonly settings: Settings;
  readonly identity: MailIdentity;
  /** A tag in one of the languages of the e-mail; see `sampleLocale`. */
  readonly locale: string;
  readonly agentName: string;
  readonly to: string;
  readonly now: Instant;
}

/** Stands where an e-mail has its secrets. It is too short to be a token of any kind, so no link and no reply leads anywhere. */
const noToken = 'sample';

/** The language to show: the wanted one if the e-mail speaks it, enabled or not, else what a visitor who wants it would get. */
export function sampleLocale(settings: Settings, wanted: string): string {
  const language = wanted.toLowerCase().split(/[-_]/, 1)[0] ?? '';
  return emailLocales.some((one) => one === language) ? wanted : chooseLocale(settings, wanted);
}

/** The e-mail about two unread answers, composed by what composes the real ones. */
export function sampleEmail({ settings, identity, locale, agentName, to, now }: Sample): ComposedEmail {
  const texts = sampleTexts[emailLocaleFor(locale)];
  return composeUnreadEmail({
    locale,
    timeZone: settings.timeZone,
    companyName: settings.fromName,
    agentName,
    fromAddress: identity.fromAddress,
    to,
    replyAddress: replyAddress(noToken, identity.replyDomain),
    messages: texts.map((text, at) => ({
      seq: at + 1,
      authorName: agentName,
      text,
      sentAt: plusSeconds(now, -60 * (settings.delayMinutes + 1 - at)),
      attachments: [],
    })),
    resumeUrl: `${settings.siteUrl}#cc=${noToken}`,
    unsubscribeUrl: `${identity.publicUrl}/v1/email/unsubscribe/${noToken}`,
    notMeUrl: `${identity.publicUrl}/v1/email/not-me/${noToken}`,
    thread: { rootId: conversationRootId(noToken, identity.replyDomain), ids: [], subject: undefined },
    texts: settings.texts[locale] ?? settings.texts[emailLocaleFor(locale)] ?? {},
  });
}
