import { shownAddress } from '../email/shown-address.ts';

/** What the automatic voices say where the admin has not written their own words. */
interface AutomaticTexts {
  readonly 'request-email': string;
  readonly 'away-message': string;
  /** `{email}` stands for the address. */
  readonly 'email-confirmation': string;
  /** `{email}` stands for the address. */
  readonly 'delivery-problem': string;
}

export const automaticLocales = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr', 'ar'] as const;

export type AutomaticLocale = (typeof automaticLocales)[number];

const texts: Readonly<Record<AutomaticLocale, AutomaticTexts>> = {
  en: {
    'request-email':
      'Please leave your e-mail address, so that our answer reaches you even when you have left this page.',
    'away-message': 'We are away right now. We will answer as soon as we are back.',
    'email-confirmation':
      'Thank you. As soon as one of us replies and you are not here, we will send the answer to {email}.',
    'delivery-problem': 'We could not reach you at {email}. Please give us another e-mail address.',
  },
  de: {
    'request-email':
      'Bitte hinterlassen Sie Ihre E-Mail-Adresse, damit unsere Antwort Sie auch erreicht, wenn Sie diese Seite verlassen haben.',
    'away-message': 'Wir sind gerade nicht da. Wir antworten Ihnen, sobald wir zurück sind.',
    'email-confirmation':
      'Vielen Dank. Sobald jemand von uns antwortet und Sie nicht mehr hier sind, senden wir die Antwort an {email}.',
    'delivery-problem':
      'Wir konnten Sie unter {email} nicht erreichen. Bitte geben Sie uns eine andere E-Mail-Adresse.',
  },
  fr: {
    'request-email':
      'Laissez-nous votre adresse e-mail afin que notre réponse vous parvienne même si vous avez quitté cette page.',
    'away-message': 'Nous sommes absents pour le moment. Nous vous répondrons dès notre retour.',
    'email-confirmation':
      'Merci. Dès que nous aurons répondu, si vous n’êtes plus ici, nous enverrons la réponse à {email}.',
    'delivery-problem': 'Nous n’avons pas pu vous joindre à l’adresse {email}. Indiquez-nous une autre adresse e-mail.',
  },
  es: {
    'request-email':
      'Déjenos su dirección de correo para que nuestra respuesta le llegue aunque haya salido de esta página.',
    'away-message': 'Ahora mismo no estamos. Le responderemos en cuanto volvamos.',
    'email-confirmation':
      'Gracias. En cuanto respondamos, si usted ya no está aquí, enviaremos la respuesta a {email}.',
    'delivery-problem': 'No hemos podido escribirle a {email}. Indíquenos otra dirección de correo.',
  },
  it: {
    'request-email':
      'Ci lasci il Suo indirizzo e-mail: la nostra risposta Le arriverà anche se avrà lasciato questa pagina.',
    'away-message': 'In questo momento non ci siamo. Le risponderemo appena torniamo.',
    'email-confirmation': 'Grazie. Appena avremo risposto, se non sarà più qui, invieremo la risposta a {email}.',
    'delivery-problem': 'Non siamo riusciti a raggiungerLa all’indirizzo {email}. Ci dia un altro indirizzo e-mail.',
  },
  pt: {
    'request-email':
      'Deixe o seu endereço de e-mail para que a nossa resposta lhe chegue mesmo depois de sair desta página.',
    'away-message': 'De momento não estamos disponíveis. Respondemos assim que voltarmos.',
    'email-confirmation':
      'Obrigado. Assim que respondermos, se já não estiver aqui, enviaremos a resposta para {email}.',
    'delivery-problem': 'Não conseguimos contactá-lo através de {email}. Indique-nos outro endereço de e-mail.',
  },
  nl: {
    'request-email': 'Laat uw e-mailadres achter, zodat ons antwoord u ook bereikt als u deze pagina hebt verlaten.',
    'away-message': 'We zijn er op dit moment niet. We antwoorden zodra we terug zijn.',
    'email-confirmation': 'Dank u. Zodra we antwoorden en u hier niet meer bent, sturen we het antwoord naar {email}.',
    'delivery-problem': 'We konden u op {email} niet bereiken. Geef ons een ander e-mailadres.',
  },
  pl: {
    'request-email': 'Prosimy zostawić adres e-mail, aby nasza odpowiedź dotarła także po opuszczeniu tej strony.',
    'away-message': 'W tej chwili nas nie ma. Odpowiemy zaraz po powrocie.',
    'email-confirmation':
      'Dziękujemy. Gdy odpowiemy, a nie będzie już Państwa na stronie, wyślemy odpowiedź na adres {email}.',
    'delivery-problem': 'Nie udało się nam napisać na adres {email}. Prosimy podać inny adres e-mail.',
  },
  tr: {
    'request-email': 'Lütfen e-posta adresinizi bırakın; bu sayfadan ayrılmış olsanız bile yanıtımız size ulaşsın.',
    'away-message': 'Şu anda burada değiliz. Döner dönmez size yanıt vereceğiz.',
    'email-confirmation': 'Teşekkür ederiz. Yanıt verdiğimizde burada değilseniz yanıtı {email} adresine göndereceğiz.',
    'delivery-problem': 'Size {email} adresinden ulaşamadık. Lütfen başka bir e-posta adresi verin.',
  },
  ar: {
    'request-email': 'يرجى ترك عنوان بريدك الإلكتروني ليصلك ردنا حتى بعد مغادرتك هذه الصفحة.',
    'away-message': 'نحن غير متواجدين الآن. سنرد عليك فور عودتنا.',
    'email-confirmation': 'شكرًا لك. بمجرد أن نرد، إن لم تكن هنا، سنرسل الرد إلى {email}.',
    'delivery-problem': 'تعذّر علينا الوصول إليك على {email}. يرجى تزويدنا بعنوان بريد آخر.',
  },
};

/** Our own words of an automatic message, in the locale's language, else in English. */
export function automaticText(name: keyof AutomaticTexts, locale: string): string {
  return texts[automaticLocale(locale)][name];
}

/** The language of a locale that automatic messages speak, else English. */
export function automaticLocale(locale: string): AutomaticLocale {
  const language = locale.toLowerCase().split('-')[0];
  return automaticLocales.find((one) => one === language) ?? 'en';
}

/** The text with the address that it is about. */
export function aboutAddress(text: string, address: string): string {
  return text.replace('{email}', () => shownAddress(address));
}
