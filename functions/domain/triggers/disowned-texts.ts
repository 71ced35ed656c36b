import { automaticLocale } from './texts.ts';
import type { AutomaticLocale } from './texts.ts';

/** `{email}` stands for the address. A file of its own, since it is seldom needed. */
const texts: Readonly<Record<AutomaticLocale, string>> = {
  en: 'The owner of {email} says that this conversation is not theirs. The address has been removed; please give another one.',
  de: 'Der Inhaber von {email} sagt, dass dies nicht seine Konversation ist. Die Adresse wurde entfernt; bitte geben Sie eine andere an.',
  fr: 'Le titulaire de {email} indique que cette conversation n’est pas la sienne. L’adresse a été retirée ; veuillez en indiquer une autre.',
  es: 'El titular de {email} dice que esta conversación no es suya. La dirección se ha quitado; indique otra, por favor.',
  it: 'Il titolare di {email} dice che questa conversazione non è sua. L’indirizzo è stato tolto; ne indichi un altro, per favore.',
  pt: 'O titular de {email} diz que esta conversa não é sua. O endereço foi retirado; indique outro, por favor.',
  nl: 'De eigenaar van {email} zegt dat dit niet zijn of haar gesprek is. Het adres is verwijderd; geef alstublieft een ander.',
  pl: 'Właściciel adresu {email} twierdzi, że to nie jego rozmowa. Adres został usunięty; proszę podać inny.',
  tr: '{email} adresinin sahibi bu görüşmenin kendisine ait olmadığını söylüyor. Adres kaldırıldı; lütfen başka bir adres verin.',
  ar: 'يقول صاحب العنوان {email} إن هذه المحادثة ليست له. أُزيل العنوان؛ يرجى إدخال عنوان آخر.',
};

/** What is told when the owner of an address says that they are somebody else, in the locale's language, else in English. */
export function disownedText(locale: string): string {
  return texts[automaticLocale(locale)];
}
