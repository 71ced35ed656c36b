import type { EmailLocale } from './texts/texts.ts';

/**
 * The first line of every e-mail we send. In a reply it is the surest sign of where our own text begins, so an admin cannot
 * change it and the reply cutter knows it in every language. Plain ASCII dashes survive clients that answer in an old charset.
 */
export const replyMarkers: Readonly<Record<EmailLocale, string>> = {
  de: '--- Bitte antworten Sie oberhalb dieser Zeile ---',
  en: '--- Please reply above this line ---',
  fr: '--- Merci de répondre au-dessus de cette ligne ---',
  es: '--- Por favor, responda por encima de esta línea ---',
  it: '--- Si prega di rispondere sopra questa riga ---',
  pt: '--- Por favor, responda acima desta linha ---',
  nl: '--- Antwoord alstublieft boven deze regel ---',
  pl: '--- Prosimy odpowiadać powyżej tej linii ---',
  tr: '--- Lütfen bu satırın üzerine yanıt yazın ---',
  ar: '--- يرجى الرد فوق هذا السطر ---',
};
