import type { EmailTexts } from './email-texts.ts';

export const fr: EmailTexts = {
  subject: 'Votre conversation avec {company}',
  unread: {
    one: 'Vous avez un message non lu',
    other: 'Vous avez {count} messages non lus',
  },
  more: { one: '+{count} autre message', other: '+{count} autres messages' },
  shortened: '… Le message complet se trouve sur notre site.',
  attachments: 'Pièces jointes : {files}',
  attachmentsOnWebsite: 'Sur notre site : {files}',
  howToReply: 'Répondez simplement à cet e-mail ou poursuivez sur notre site.',
  continueOnWebsite: 'Poursuivre la conversation',
  keepToYourself:
    'Le lien ouvre cette conversation à toute personne qui le possède : merci de ne pas transférer cet e-mail.',
  whyYouGetThis: 'Vous recevez cet e-mail car l’adresse {address} a été indiquée dans un chat avec {company}.',
  notMe: 'Cette conversation n’est pas la mienne',
  unsubscribe: 'Ne plus recevoir d’e-mails sur cette conversation',
};
