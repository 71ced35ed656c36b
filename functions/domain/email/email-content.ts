import { cut } from '../cut.ts';
import { oneLine } from './mailbox-name.ts';
import { replyMarkers } from './reply-marker.ts';
import { shownAddress } from './shown-address.ts';
import type { EmailTexts } from './texts/email-texts.ts';
import { emailLocaleFor, filledIn, formattingLocale, pluralForm } from './texts/texts.ts';
import type { UnreadEmail, UnreadMessage } from './unread-email.ts';

/** What both parts of the mail say: already in the language, not yet escaped. */
export interface EmailContent {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  readonly companyName: string;
  readonly marker: string;
  readonly headline: string;
  readonly messages: readonly ContentMessage[];
  readonly more: string | undefined;
  readonly texts: Pick<
    EmailTexts,
    'howToReply' | 'continueOnWebsite' | 'keepToYourself' | 'whyYouGetThis' | 'notMe' | 'unsubscribe'
  >;
  readonly resumeUrl: string;
  readonly unsubscribeUrl: string;
  readonly notMeUrl: string;
}

export interface ContentMessage {
  readonly author: string;
  readonly time: string;
  readonly text: string;
  /** Says that the text was shortened; undefined when it is whole. */
  readonly shortened: string | undefined;
  /** Names the files that go along with the e-mail. */
  readonly attachments: string | undefined;
  /** Names the files that do not. */
  readonly onWebsite: string | undefined;
}

/** Words the content: all counts, times and texts in the locale, for the messages that go in. */
export function emailContent(email: UnreadEmail, texts: EmailTexts, messages: readonly ContentMessage[]): EmailContent {
  const language = emailLocaleFor(email.locale);
  const more = email.messages.length - messages.length;
  const values = { company: oneLine(email.companyName), address: shownAddress(email.to) };
  const counted = (forms: EmailTexts['unread'], count: number): string =>
    filledIn(pluralForm(forms, count, language), {
      ...values,
      count: new Intl.NumberFormat(formattingLocale(email.locale)).format(count),
    });
  return {
    locale: formattingLocale(email.locale),
    direction: language === 'ar' ? 'rtl' : 'ltr',
    companyName: values.company,
    marker: replyMarkers[language],
    headline: counted(texts.unread, email.messages.length),
    messages,
    more: more === 0 ? undefined : counted(texts.more, more),
    texts: {
      howToReply: filledIn(texts.howToReply, values),
      continueOnWebsite: filledIn(texts.continueOnWebsite, values),
      keepToYourself: filledIn(texts.keepToYourself, values),
      whyYouGetThis: filledIn(texts.whyYouGetThis, values),
      notMe: filledIn(texts.notMe, values),
      unsubscribe: filledIn(texts.unsubscribe, values),
    },
    resumeUrl: email.resumeUrl,
    unsubscribeUrl: email.unsubscribeUrl,
    notMeUrl: email.notMeUrl,
  };
}

export function contentMessage(email: UnreadEmail, texts: EmailTexts, message: UnreadMessage): ContentMessage {
  const author = cut(oneLine(message.authorName), 120);
  return {
    author: author === '' ? oneLine(email.companyName) : author,
    time: shownTime(message.sentAt, email),
    text: readable(message.text),
    shortened: undefined,
    attachments: named(
      texts.attachments,
      message.attachments.filter(({ onWebsiteOnly }) => onWebsiteOnly !== true),
    ),
    onWebsite: named(
      texts.attachmentsOnWebsite,
      message.attachments.filter(({ onWebsiteOnly }) => onWebsiteOnly === true),
    ),
  };
}

function named(sentence: string, attachments: UnreadMessage['attachments']): string | undefined {
  const files = attachments.map(({ filename }) => cut(oneLine(filename), 120)).join(', ');
  return files === '' ? undefined : filledIn(sentence, { files });
}

export function shortenedTo(message: ContentMessage, length: number, texts: EmailTexts): ContentMessage {
  return { ...message, text: cut(message.text, length), shortened: texts.shortened };
}

/** With the zone's name: the visitor may live in another one than the company. */
function shownTime(sentAt: string, email: UnreadEmail): string {
  const format = (timeZone: string): string =>
    new Intl.DateTimeFormat(formattingLocale(email.locale), {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
      timeZone,
    }).format(new Date(sentAt));
  try {
    return format(email.timeZone);
  } catch (error) {
    if (error instanceof RangeError && email.timeZone !== 'UTC') return format('UTC');
    throw error;
  }
}

function readable(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').trim();
  return lines.replace(/(?![\n\t])\p{Cc}/gu, '');
}
