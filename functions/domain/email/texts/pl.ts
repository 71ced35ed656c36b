import type { EmailTexts } from './email-texts.ts';

export const pl: EmailTexts = {
  subject: 'Rozmowa z {company}',
  unread: {
    one: 'Masz jedną nieprzeczytaną wiadomość',
    few: 'Masz {count} nieprzeczytane wiadomości',
    many: 'Masz {count} nieprzeczytanych wiadomości',
    other: 'Masz {count} nieprzeczytanej wiadomości',
  },
  more: {
    one: '+{count} kolejna wiadomość',
    few: '+{count} kolejne wiadomości',
    many: '+{count} kolejnych wiadomości',
    other: '+{count} kolejnej wiadomości',
  },
  shortened: '… Cała wiadomość znajduje się na naszej stronie.',
  attachments: 'Załączniki: {files}',
  attachmentsOnWebsite: 'Na naszej stronie: {files}',
  howToReply: 'Aby odpisać, wystarczy odpowiedzieć na tę wiadomość lub kontynuować rozmowę na naszej stronie.',
  continueOnWebsite: 'Kontynuuj rozmowę',
  keepToYourself: 'Link otwiera tę rozmowę każdemu, kto go ma, dlatego prosimy nie przekazywać tej wiadomości dalej.',
  whyYouGetThis: 'Otrzymujesz tę wiadomość, ponieważ adres {address} podano na czacie z {company}.',
  notMe: 'To nie jest moja rozmowa',
  unsubscribe: 'Nie chcę więcej wiadomości o tej rozmowie',
};
