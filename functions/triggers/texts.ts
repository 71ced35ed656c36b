import { shownAddress } from '../email/shown-address.ts';

/** What the automatic voices say where the admin has not written his own words. */
interface AutomaticTexts {
  readonly 'request-email': string;
  readonly 'away-message': string;
  /** `{email}` stands for the address. */
  readonly 'email-confirmation': string;
  /** `{email}` stands for the address. */
  readonly 'delivery-problem': string;
  /** The owner of the address says that he is somebody else; `{email}` stands for it. */
  readonly 'not-me': string;
}

export const automaticLocales = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr', 'ar'] as const;

type AutomaticLocale = (typeof automaticLocales)[number];

const texts: Readonly<Record<AutomaticLocale, AutomaticTexts>> = {
  en: {
    'request-email':
      'Please leave your e-mail address, so that our answer reaches you even when you have left this page.',
    'away-message': 'We are away right now. We will answer as soon as we are back.',
    'email-confirmation':
      'Thank you. As soon as one of us replies and you are not here, we will send the answer to {email}.',
    'delivery-problem': 'We could not reach you at {email}. Please give us another e-mail address.',
    'not-me':
      'The owner of {email} says that this conversation is not theirs. The address has been removed; please give another one.',
  },
  de: {
    'request-email':
      'Bitte hinterlassen Sie Ihre E-Mail-Adresse, damit unsere Antwort Sie auch erreicht, wenn Sie diese Seite verlassen haben.',
    'away-message': 'Wir sind gerade nicht da. Wir antworten Ihnen, sobald wir zurück sind.',
    'email-confirmation':
      'Vielen Dank. Sobald jemand von uns antwortet und Sie nicht mehr hier sind, senden wir die Antwort an {email}.',
    'delivery-problem':
      'Wir konnten Sie unter {email} nicht erreichen. Bitte geben Sie uns eine andere E-Mail-Adresse.',
    'not-me':
      'Der Inhaber von {email} sagt, dass dies nicht seine Konversation ist. Die Adresse wurde entfernt; bitte geben Sie eine andere an.',
  },
  fr: {
    'request-email':
      'Laissez-nous votre adresse e-mail afin que notre réponse vous parvienne même si vous avez quitté cette page.',
    'away-message': 'Nous sommes absents pour le moment. Nous vous répondrons dès notre retour.',
    'email-confirmation':
      'Merci. Dès que nous aurons répondu, si vous n’êtes plus ici, nous enverrons la réponse à {email}.',
    'delivery-problem': 'Nous n’avons pas pu vous joindre à l’adresse {email}. Indiquez-nous une autre adresse e-mail.',
    'not-me':
      'Le titulaire de {email} indique que cette conversation n’est pas la sienne. L’adresse a été retirée ; veuillez en indiquer une autre.',
  },
  es: {
    'request-email':
      'Déjenos su dirección de correo para que nuestra respuesta le llegue aunque haya salido de esta página.',
    'away-message': 'Ahora mismo no estamos. Le responderemos en cuanto volvamos.',
    'email-confirmation':
      'Gracias. En cuanto respondamos, si usted ya no está aquí, enviaremos la respuesta a {email}.',
    'delivery-problem': 'No hemos podido escribirle a {email}. Indíquenos otra dirección de correo.',
    'not-me':
      'El titular de {email} dice que esta conversación no es suya. La dirección se ha quitado; indique otra, por favor.',
  },
  it: {
    'request-email':
      'Ci lasci il Suo indirizzo e-mail: la nostra risposta Le arriverà anche se avrà lasciato questa pagina.',
    'away-message': 'In questo momento non ci siamo. Le risponderemo appena torniamo.',
    'email-confirmation': 'Grazie. Appena avremo risposto, se non sarà più qui, invieremo la risposta a {email}.',
    'delivery-problem': 'Non siamo riusciti a raggiungerLa all’indirizzo {email}. Ci dia un altro indirizzo e-mail.',
    'not-me':
      'Il titolare di {email} dice che questa conversazione non è sua. L’indirizzo è stato tolto; ne indichi un altro, per favore.',
  },
  pt: {
    'request-email':
      'Deixe o seu endereço de e-mail para que a nossa resposta lhe chegue mesmo depois de sair desta página.',
    'away-message': 'De momento não estamos disponíveis. Respondemos assim que voltarmos.',
    'email-confirmation':
      'Obrigado. Assim que respondermos, se já não estiver aqui, enviaremos a resposta para {email}.',
    'delivery-problem': 'Não conseguimos contactá-lo através de {email}. Indique-nos outro endereço de e-mail.',
    'not-me':
      'O titular de {email} diz que esta conversa não é sua. O endereço foi retirado; indique outro, por favor.',
  },
  nl: {
    'request-email': 'Laat uw e-mailadres achter, zodat ons antwoord u ook bereikt als u deze pagina hebt verlaten.',
    'away-message': 'We zijn er op dit moment niet. We antwoorden zodra we terug zijn.',
    'email-confirmation': 'Dank u. Zodra we antwoorden en u hier niet meer bent, sturen we het antwoord naar {email}.',
    'delivery-problem': 'We konden u op {email} niet bereiken. Geef ons een ander e-mailadres.',
    'not-me':
      'De eigenaar van {email} zegt dat dit niet zijn of haar gesprek is. Het adres is verwijderd; geef alstublieft een ander.',
  },
  pl: {
    'request-email': 'Prosimy zostawić adres e-mail, aby nasza odpowiedź dotarła także po opuszczeniu tej strony.',
    'away-message': 'W tej chwili nas nie ma. Odpowiemy zaraz po powrocie.',
    'email-confirmation':
      'Dziękujemy. Gdy odpowiemy, a nie będzie już Państwa na stronie, wyślemy odpowiedź na adres {email}.',
    'delivery-problem': 'Nie udało się nam napisać na adres {email}. Prosimy podać inny adres e-mail.',
    'not-me': 'Właściciel adresu {email} twierdzi, że to nie jego rozmowa. Adres został usunięty; proszę podać inny.',
  },
  tr: {
    'request-email': 'Lütfen e-posta adresinizi bırakın; bu sayfadan ayrılmış olsanız bile yanıtımız size ulaşsın.',
    'away-message': 'Şu anda burada değiliz. Döner dönmez size yanıt vereceğiz.',
    'email-confirmation': 'Teşekkür ederiz. Yanıt verdiğimizde burada değilseniz yanıtı {email} adresine göndereceğiz.',
    'delivery-problem': 'Size {email} adresinden ulaşamadık. Lütfen başka bir e-posta adresi verin.',
    'not-me':
      '{email} adresinin sahibi bu görüşmenin kendisine ait olmadığını söylüyor. Adres kaldırıldı; lütfen başka bir adres verin.',
  },
  ar: {
    'request-email': 'يرجى ترك عنوان بريدك الإلكتروني ليصلك ردنا حتى بعد مغادرتك هذه الصفحة.',
    'away-message': 'نحن غير متواجدين الآن. سنرد عليك فور عودتنا.',
    'email-confirmation': 'شكرًا لك. بمجرد أن نرد، إن لم تكن هنا، سنرسل الرد إلى {email}.',
    'delivery-problem': 'تعذّر علينا الوصول إليك على {email}. يرجى تزويدنا بعنوان بريد آخر.',
    'not-me': 'يقول صاحب العنوان {email} إن هذه المحادثة ليست له. أُزيل العنوان؛ يرجى إدخال عنوان آخر.',
  },
};

/** Our own words of an automatic message, in the locale's language, else in English. */
export function automaticText(name: keyof AutomaticTexts, locale: string): string {
  const language = locale.toLowerCase().split('-')[0];
  const known = automaticLocales.find((one) => one === language) ?? 'en';
  return texts[known][name];
}

/** The same of one that is about an address. */
export function automaticTextAbout(
  name: 'email-confirmation' | 'delivery-problem' | 'not-me',
  locale: string,
  address: string,
): string {
  return automaticText(name, locale).replace('{email}', () => shownAddress(address));
}
