import type { EmailTexts } from './email-texts.ts';

export const de: EmailTexts = {
  subject: 'Ihre Konversation mit {company}',
  unread: {
    one: 'Sie haben eine ungelesene Nachricht',
    other: 'Sie haben {count} ungelesene Nachrichten',
  },
  more: { one: '+{count} weitere Nachricht', other: '+{count} weitere Nachrichten' },
  shortened: '… Die ganze Nachricht steht auf unserer Website.',
  attachments: 'Anhang: {files}',
  attachmentsOnWebsite: 'Auf unserer Website: {files}',
  howToReply: 'Antworten Sie einfach auf diese E-Mail oder schreiben Sie auf unserer Website weiter.',
  continueOnWebsite: 'Konversation fortsetzen',
  keepToYourself:
    'Der Link öffnet diese Konversation für jeden, der ihn hat. Bitte leiten Sie diese E-Mail nicht weiter.',
  whyYouGetThis: 'Sie erhalten diese E-Mail, weil {address} in einem Chat mit {company} angegeben wurde.',
  notMe: 'Das ist nicht meine Konversation',
  unsubscribe: 'Keine weiteren E-Mails zu dieser Konversation',
};
