import type { EmailTexts } from './email-texts.ts';

export const it: EmailTexts = {
  subject: 'La sua conversazione con {company}',
  unread: {
    one: 'Ha un messaggio non letto',
    other: 'Ha {count} messaggi non letti',
  },
  more: { one: '+{count} altro messaggio', other: '+{count} altri messaggi' },
  shortened: '… Il messaggio completo è sul nostro sito.',
  attachments: 'Allegati: {files}',
  attachmentsOnWebsite: 'Sul nostro sito: {files}',
  howToReply: 'Per rispondere basta rispondere a questa e-mail, oppure continui sul nostro sito.',
  continueOnWebsite: 'Continua la conversazione',
  keepToYourself:
    'Il link apre questa conversazione a chiunque lo possieda: la preghiamo di non inoltrare questa e-mail.',
  whyYouGetThis: 'Riceve questa e-mail perché l’indirizzo {address} è stato indicato in una chat con {company}.',
  notMe: 'Questa conversazione non è mia',
  unsubscribe: 'Non ricevere altre e-mail su questa conversazione',
};
