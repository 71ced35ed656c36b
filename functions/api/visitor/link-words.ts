/** What the pages behind the links of an e-mail say, in one language. `{address}` stands for the address that the e-mail went to. */
export interface LinkWords {
  readonly unsubscribe: PageTexts & { readonly undo: string; readonly undone: string };
  readonly notMe: PageTexts;
  /** There is no such link. */
  readonly unknown: RefusalTexts;
  /** It has expired, or its address is not the visitor's any more. */
  readonly gone: RefusalTexts;
  /** `{company}` stands for the company. */
  readonly toWebsite: string;
}

export interface PageTexts {
  readonly title: string;
  readonly question: string;
  readonly button: string;
  readonly done: string;
}

export interface RefusalTexts {
  readonly title: string;
  readonly text: string;
}

const english: LinkWords = {
  unsubscribe: {
    title: 'E-mails about this conversation',
    question:
      'Shall we send no more e-mails about this conversation to {address}? You can still read the answers on the website.',
    button: 'No more e-mails',
    done: 'Done. We will send no more e-mails about this conversation to {address}.',
    undo: 'Send me e-mails again',
    undone: 'We will send e-mails about this conversation to {address} again.',
  },
  notMe: {
    title: 'Not your conversation?',
    question:
      'Somebody gave the address {address} in a chat. We will take it out of that conversation and not write to you about it again.',
    button: 'This is not my conversation',
    done: 'Thank you. {address} has been taken out of that conversation.',
  },
  unknown: {
    title: 'This link leads nowhere',
    text: 'A part of it may have been lost. Please follow it from the e-mail once more.',
  },
  gone: {
    title: 'This link no longer works',
    text: 'It has expired, or the address has been replaced by another one since.',
  },
  toWebsite: 'To the website of {company}',
};

export const linkWords: Readonly<Record<string, LinkWords>> & { readonly en: LinkWords } = {
  en: english,
  de: {
    unsubscribe: {
      title: 'E-Mails zu dieser Konversation',
      question:
        'Sollen wir zu dieser Konversation keine E-Mails mehr an {address} senden? Auf der Website können Sie die Antworten weiterhin lesen.',
      button: 'Keine E-Mails mehr',
      done: 'Erledigt. Wir senden zu dieser Konversation keine E-Mails mehr an {address}.',
      undo: 'Doch wieder E-Mails senden',
      undone: 'Wir senden zu dieser Konversation wieder E-Mails an {address}.',
    },
    notMe: {
      title: 'Nicht Ihre Konversation?',
      question:
        'Jemand hat in einem Chat die Adresse {address} angegeben. Wir nehmen sie aus dieser Konversation heraus und schreiben Ihnen dazu nicht mehr.',
      button: 'Das ist nicht meine Konversation',
      done: 'Vielen Dank. {address} wurde aus dieser Konversation entfernt.',
    },
    unknown: {
      title: 'Dieser Link führt nirgendwohin',
      text: 'Vielleicht ist ein Teil davon verloren gegangen. Bitte öffnen Sie ihn noch einmal aus der E-Mail.',
    },
    gone: {
      title: 'Dieser Link gilt nicht mehr',
      text: 'Er ist abgelaufen, oder die Adresse wurde inzwischen durch eine andere ersetzt.',
    },
    toWebsite: 'Zur Website von {company}',
  },
  fr: {
    unsubscribe: {
      title: 'E-mails au sujet de cette conversation',
      question:
        'Ne plus envoyer d’e-mails au sujet de cette conversation à {address} ? Vous pouvez toujours lire les réponses sur le site.',
      button: 'Plus d’e-mails',
      done: 'C’est fait. Nous n’enverrons plus d’e-mails au sujet de cette conversation à {address}.',
      undo: 'Recevoir à nouveau des e-mails',
      undone: 'Nous enverrons à nouveau des e-mails au sujet de cette conversation à {address}.',
    },
    notMe: {
      title: 'Ce n’est pas votre conversation ?',
      question:
        'Quelqu’un a indiqué l’adresse {address} dans un chat. Nous la retirons de cette conversation et ne vous écrirons plus à ce sujet.',
      button: 'Ce n’est pas ma conversation',
      done: 'Merci. {address} a été retirée de cette conversation.',
    },
    unknown: {
      title: 'Ce lien ne mène nulle part',
      text: 'Une partie a peut-être été perdue. Veuillez l’ouvrir à nouveau depuis l’e-mail.',
    },
    gone: {
      title: 'Ce lien n’est plus valable',
      text: 'Il a expiré, ou l’adresse a été remplacée par une autre entre-temps.',
    },
    toWebsite: 'Vers le site de {company}',
  },
  es: {
    unsubscribe: {
      title: 'Correos sobre esta conversación',
      question:
        '¿Dejamos de enviar correos sobre esta conversación a {address}? Podrá seguir leyendo las respuestas en el sitio web.',
      button: 'No más correos',
      done: 'Hecho. No enviaremos más correos sobre esta conversación a {address}.',
      undo: 'Volver a recibir correos',
      undone: 'Volveremos a enviar correos sobre esta conversación a {address}.',
    },
    notMe: {
      title: '¿No es su conversación?',
      question:
        'Alguien indicó la dirección {address} en un chat. La quitaremos de esa conversación y no volveremos a escribirle sobre ella.',
      button: 'Esta conversación no es mía',
      done: 'Gracias. {address} se ha quitado de esa conversación.',
    },
    unknown: {
      title: 'Este enlace no lleva a ninguna parte',
      text: 'Quizá se perdió una parte. Ábralo de nuevo desde el correo, por favor.',
    },
    gone: {
      title: 'Este enlace ya no es válido',
      text: 'Ha caducado, o la dirección se ha sustituido por otra entretanto.',
    },
    toWebsite: 'Al sitio web de {company}',
  },
  it: {
    unsubscribe: {
      title: 'E-mail su questa conversazione',
      question:
        'Non inviare più e-mail su questa conversazione a {address}? Potrà comunque leggere le risposte sul sito.',
      button: 'Niente più e-mail',
      done: 'Fatto. Non invieremo più e-mail su questa conversazione a {address}.',
      undo: 'Ricevere di nuovo le e-mail',
      undone: 'Invieremo di nuovo le e-mail su questa conversazione a {address}.',
    },
    notMe: {
      title: 'Non è la sua conversazione?',
      question:
        'Qualcuno ha indicato l’indirizzo {address} in una chat. Lo togliamo da quella conversazione e non le scriveremo più al riguardo.',
      button: 'Questa conversazione non è mia',
      done: 'Grazie. {address} è stato tolto da quella conversazione.',
    },
    unknown: {
      title: 'Questo link non porta da nessuna parte',
      text: 'Forse se n’è persa una parte. Lo apra di nuovo dall’e-mail, per favore.',
    },
    gone: {
      title: 'Questo link non è più valido',
      text: 'È scaduto, oppure nel frattempo l’indirizzo è stato sostituito da un altro.',
    },
    toWebsite: 'Al sito di {company}',
  },
  pt: {
    unsubscribe: {
      title: 'E-mails sobre esta conversa',
      question:
        'Deixamos de enviar e-mails sobre esta conversa para {address}? Pode continuar a ler as respostas no site.',
      button: 'Não receber mais e-mails',
      done: 'Feito. Não enviaremos mais e-mails sobre esta conversa para {address}.',
      undo: 'Voltar a receber e-mails',
      undone: 'Voltaremos a enviar e-mails sobre esta conversa para {address}.',
    },
    notMe: {
      title: 'Esta conversa não é sua?',
      question:
        'Alguém indicou o endereço {address} num chat. Vamos retirá-lo dessa conversa e não voltaremos a escrever-lhe sobre ela.',
      button: 'Esta conversa não é minha',
      done: 'Obrigado. {address} foi retirado dessa conversa.',
    },
    unknown: {
      title: 'Esta ligação não leva a lado nenhum',
      text: 'Talvez se tenha perdido uma parte. Abra-a novamente a partir do e-mail, por favor.',
    },
    gone: {
      title: 'Esta ligação já não é válida',
      text: 'Expirou, ou o endereço foi entretanto substituído por outro.',
    },
    toWebsite: 'Para o site de {company}',
  },
  nl: {
    unsubscribe: {
      title: 'E-mails over dit gesprek',
      question:
        'Sturen we geen e-mails meer over dit gesprek naar {address}? Op de website kunt u de antwoorden blijven lezen.',
      button: 'Geen e-mails meer',
      done: 'Klaar. We sturen geen e-mails meer over dit gesprek naar {address}.',
      undo: 'Toch weer e-mails sturen',
      undone: 'We sturen weer e-mails over dit gesprek naar {address}.',
    },
    notMe: {
      title: 'Niet uw gesprek?',
      question:
        'Iemand heeft in een chat het adres {address} opgegeven. We halen het uit dat gesprek en schrijven u daarover niet meer.',
      button: 'Dit is niet mijn gesprek',
      done: 'Dank u. {address} is uit dat gesprek gehaald.',
    },
    unknown: {
      title: 'Deze link leidt nergens heen',
      text: 'Misschien is een deel ervan verloren gegaan. Open hem nog eens vanuit de e-mail.',
    },
    gone: {
      title: 'Deze link werkt niet meer',
      text: 'Hij is verlopen, of het adres is intussen door een ander vervangen.',
    },
    toWebsite: 'Naar de website van {company}',
  },
  pl: {
    unsubscribe: {
      title: 'E-maile dotyczące tej rozmowy',
      question:
        'Czy mamy już nie wysyłać e-maili dotyczących tej rozmowy na adres {address}? Odpowiedzi można nadal czytać na stronie.',
      button: 'Żadnych więcej e-maili',
      done: 'Gotowe. Nie będziemy już wysyłać e-maili dotyczących tej rozmowy na adres {address}.',
      undo: 'Wysyłajcie znowu e-maile',
      undone: 'Znowu będziemy wysyłać e-maile dotyczące tej rozmowy na adres {address}.',
    },
    notMe: {
      title: 'To nie jest Twoja rozmowa?',
      question: 'Ktoś podał na czacie adres {address}. Usuniemy go z tej rozmowy i nie będziemy więcej o niej pisać.',
      button: 'To nie jest moja rozmowa',
      done: 'Dziękujemy. Adres {address} został usunięty z tej rozmowy.',
    },
    unknown: {
      title: 'Ten link donikąd nie prowadzi',
      text: 'Być może zgubiła się jego część. Prosimy otworzyć go z e-maila jeszcze raz.',
    },
    gone: {
      title: 'Ten link już nie działa',
      text: 'Wygasł albo adres został w międzyczasie zastąpiony innym.',
    },
    toWebsite: 'Do strony {company}',
  },
  tr: {
    unsubscribe: {
      title: 'Bu görüşmeyle ilgili e-postalar',
      question:
        'Bu görüşmeyle ilgili {address} adresine artık e-posta göndermeyelim mi? Yanıtları web sitesinde okumaya devam edebilirsiniz.',
      button: 'Artık e-posta istemiyorum',
      done: 'Tamam. Bu görüşmeyle ilgili {address} adresine artık e-posta göndermeyeceğiz.',
      undo: 'Yeniden e-posta almak istiyorum',
      undone: 'Bu görüşmeyle ilgili {address} adresine yeniden e-posta göndereceğiz.',
    },
    notMe: {
      title: 'Bu sizin görüşmeniz değil mi?',
      question:
        'Biri bir sohbette {address} adresini verdi. Bu adresi o görüşmeden çıkaracağız ve size bu konuda bir daha yazmayacağız.',
      button: 'Bu benim görüşmem değil',
      done: 'Teşekkürler. {address} o görüşmeden çıkarıldı.',
    },
    unknown: {
      title: 'Bu bağlantı hiçbir yere götürmüyor',
      text: 'Bir kısmı kaybolmuş olabilir. Lütfen bağlantıyı e-postadan yeniden açın.',
    },
    gone: {
      title: 'Bu bağlantı artık geçerli değil',
      text: 'Süresi doldu ya da adres bu arada başka biriyle değiştirildi.',
    },
    toWebsite: '{company} web sitesine git',
  },
  ar: {
    unsubscribe: {
      title: 'رسائل البريد حول هذه المحادثة',
      question: 'هل نتوقف عن إرسال رسائل حول هذه المحادثة إلى {address}؟ يمكنك متابعة قراءة الردود على الموقع.',
      button: 'لا مزيد من الرسائل',
      done: 'تم. لن نرسل رسائل أخرى حول هذه المحادثة إلى {address}.',
      undo: 'أريد تلقي الرسائل مجددًا',
      undone: 'سنرسل الرسائل حول هذه المحادثة إلى {address} مجددًا.',
    },
    notMe: {
      title: 'هذه ليست محادثتك؟',
      question: 'ذكر أحدهم العنوان {address} في محادثة. سنزيله منها ولن نكتب إليك بشأنها مجددًا.',
      button: 'هذه ليست محادثتي',
      done: 'شكرًا. أُزيل العنوان {address} من تلك المحادثة.',
    },
    unknown: {
      title: 'هذا الرابط لا يؤدي إلى أي مكان',
      text: 'ربما فُقد جزء منه. يرجى فتحه من رسالة البريد مرة أخرى.',
    },
    gone: {
      title: 'هذا الرابط لم يعد صالحًا',
      text: 'انتهت صلاحيته، أو استُبدل العنوان بآخر منذ ذلك الحين.',
    },
    toWebsite: 'إلى موقع {company}',
  },
};
