import type { EmailTexts } from './email-texts.ts';

export const nl: EmailTexts = {
  subject: 'Uw gesprek met {company}',
  unread: {
    one: 'U hebt een ongelezen bericht',
    other: 'U hebt {count} ongelezen berichten',
  },
  more: { one: '+{count} ander bericht', other: '+{count} andere berichten' },
  shortened: '… Het hele bericht staat op onze website.',
  attachments: 'Bijlagen: {files}',
  attachmentsOnWebsite: 'Op onze website: {files}',
  howToReply: 'Beantwoord gewoon deze e-mail of ga verder op onze website.',
  continueOnWebsite: 'Gesprek voortzetten',
  keepToYourself: 'De link opent dit gesprek voor iedereen die hem heeft. Stuur deze e-mail daarom niet door.',
  whyYouGetThis: 'U ontvangt deze e-mail omdat {address} is opgegeven in een chat met {company}.',
  notMe: 'Dit is niet mijn gesprek',
  unsubscribe: 'Geen e-mails meer over dit gesprek',
};
