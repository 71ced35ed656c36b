/** What the pages behind the links of an e-mail say. */
export interface LinkTexts {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  readonly unsubscribe: PageTexts;
  readonly notMe: PageTexts;
}

export interface PageTexts {
  readonly title: string;
  readonly question: string;
  readonly button: string;
  readonly done: string;
}

const english: Omit<LinkTexts, 'locale' | 'direction'> = {
  unsubscribe: {
    title: 'E-mails about this conversation',
    question: 'Do you want no more e-mails about this conversation? You can still read the answers on the website.',
    button: 'No more e-mails',
    done: 'Done. You will get no more e-mails about this conversation.',
  },
  notMe: {
    title: 'Not your conversation?',
    question:
      'Somebody gave your address in a chat. We will take it out of that conversation and not write to you about it again.',
    button: 'This is not my conversation',
    done: 'Thank you. Your address has been taken out of that conversation.',
  },
};

const texts: Readonly<Record<string, Omit<LinkTexts, 'locale' | 'direction'>>> = {
  en: english,
  de: {
    unsubscribe: {
      title: 'E-Mails zu dieser Konversation',
      question:
        'Möchten Sie keine E-Mails zu dieser Konversation mehr erhalten? Auf der Website können Sie die Antworten weiterhin lesen.',
      button: 'Keine E-Mails mehr',
      done: 'Erledigt. Sie erhalten keine E-Mails zu dieser Konversation mehr.',
    },
    notMe: {
      title: 'Nicht Ihre Konversation?',
      question:
        'Jemand hat in einem Chat Ihre Adresse angegeben. Wir nehmen sie aus dieser Konversation heraus und schreiben Ihnen dazu nicht mehr.',
      button: 'Das ist nicht meine Konversation',
      done: 'Vielen Dank. Ihre Adresse wurde aus dieser Konversation entfernt.',
    },
  },
  fr: {
    unsubscribe: {
      title: 'E-mails au sujet de cette conversation',
      question:
        'Ne plus recevoir d’e-mails au sujet de cette conversation ? Vous pouvez toujours lire les réponses sur le site.',
      button: 'Plus d’e-mails',
      done: 'C’est fait. Vous ne recevrez plus d’e-mails au sujet de cette conversation.',
    },
    notMe: {
      title: 'Ce n’est pas votre conversation ?',
      question:
        'Quelqu’un a indiqué votre adresse dans un chat. Nous la retirons de cette conversation et ne vous écrirons plus à ce sujet.',
      button: 'Ce n’est pas ma conversation',
      done: 'Merci. Votre adresse a été retirée de cette conversation.',
    },
  },
  es: {
    unsubscribe: {
      title: 'Correos sobre esta conversación',
      question:
        '¿No quiere recibir más correos sobre esta conversación? Podrá seguir leyendo las respuestas en el sitio web.',
      button: 'No más correos',
      done: 'Hecho. No recibirá más correos sobre esta conversación.',
    },
    notMe: {
      title: '¿No es su conversación?',
      question:
        'Alguien indicó su dirección en un chat. La quitaremos de esa conversación y no volveremos a escribirle sobre ella.',
      button: 'Esta conversación no es mía',
      done: 'Gracias. Su dirección se ha quitado de esa conversación.',
    },
  },
  it: {
    unsubscribe: {
      title: 'E-mail su questa conversazione',
      question: 'Non vuole più ricevere e-mail su questa conversazione? Potrà comunque leggere le risposte sul sito.',
      button: 'Niente più e-mail',
      done: 'Fatto. Non riceverà più e-mail su questa conversazione.',
    },
    notMe: {
      title: 'Non è la sua conversazione?',
      question:
        'Qualcuno ha indicato il suo indirizzo in una chat. Lo togliamo da quella conversazione e non le scriveremo più al riguardo.',
      button: 'Questa conversazione non è mia',
      done: 'Grazie. Il suo indirizzo è stato tolto da quella conversazione.',
    },
  },
  pt: {
    unsubscribe: {
      title: 'E-mails sobre esta conversa',
      question: 'Não quer receber mais e-mails sobre esta conversa? Pode continuar a ler as respostas no site.',
      button: 'Não receber mais e-mails',
      done: 'Feito. Não receberá mais e-mails sobre esta conversa.',
    },
    notMe: {
      title: 'Esta conversa não é sua?',
      question:
        'Alguém indicou o seu endereço num chat. Vamos retirá-lo dessa conversa e não voltaremos a escrever-lhe sobre ela.',
      button: 'Esta conversa não é minha',
      done: 'Obrigado. O seu endereço foi retirado dessa conversa.',
    },
  },
  nl: {
    unsubscribe: {
      title: 'E-mails over dit gesprek',
      question: 'Wilt u geen e-mails meer over dit gesprek? Op de website kunt u de antwoorden blijven lezen.',
      button: 'Geen e-mails meer',
      done: 'Klaar. U krijgt geen e-mails meer over dit gesprek.',
    },
    notMe: {
      title: 'Niet uw gesprek?',
      question:
        'Iemand heeft in een chat uw adres opgegeven. We halen het uit dat gesprek en schrijven u daarover niet meer.',
      button: 'Dit is niet mijn gesprek',
      done: 'Dank u. Uw adres is uit dat gesprek gehaald.',
    },
  },
  pl: {
    unsubscribe: {
      title: 'E-maile dotyczące tej rozmowy',
      question: 'Nie chce Pan/Pani więcej e-maili dotyczących tej rozmowy? Odpowiedzi można nadal czytać na stronie.',
      button: 'Żadnych więcej e-maili',
      done: 'Gotowe. Nie będzie więcej e-maili dotyczących tej rozmowy.',
    },
    notMe: {
      title: 'To nie jest Twoja rozmowa?',
      question: 'Ktoś podał ten adres na czacie. Usuniemy go z tej rozmowy i nie będziemy więcej o niej pisać.',
      button: 'To nie jest moja rozmowa',
      done: 'Dziękujemy. Adres został usunięty z tej rozmowy.',
    },
  },
  tr: {
    unsubscribe: {
      title: 'Bu görüşmeyle ilgili e-postalar',
      question:
        'Bu görüşmeyle ilgili artık e-posta almak istemiyor musunuz? Yanıtları web sitesinde okumaya devam edebilirsiniz.',
      button: 'Artık e-posta istemiyorum',
      done: 'Tamam. Bu görüşmeyle ilgili artık e-posta almayacaksınız.',
    },
    notMe: {
      title: 'Bu sizin görüşmeniz değil mi?',
      question:
        'Biri bir sohbette adresinizi verdi. Adresinizi o görüşmeden çıkaracağız ve size bu konuda bir daha yazmayacağız.',
      button: 'Bu benim görüşmem değil',
      done: 'Teşekkürler. Adresiniz o görüşmeden çıkarıldı.',
    },
  },
  ar: {
    unsubscribe: {
      title: 'رسائل البريد حول هذه المحادثة',
      question: 'ألا تريد تلقي رسائل بريد أخرى حول هذه المحادثة؟ يمكنك متابعة قراءة الردود على الموقع.',
      button: 'لا مزيد من الرسائل',
      done: 'تم. لن تتلقى رسائل بريد أخرى حول هذه المحادثة.',
    },
    notMe: {
      title: 'هذه ليست محادثتك؟',
      question: 'ذكر أحدهم عنوانك في محادثة. سنزيله منها ولن نكتب إليك بشأنها مجددًا.',
      button: 'هذه ليست محادثتي',
      done: 'شكرًا. أُزيل عنوانك من تلك المحادثة.',
    },
  },
};

/** The texts in the locale's language, else in English. */
export function linkTexts(locale: string): LinkTexts {
  const language = locale.toLowerCase().split('-')[0] ?? '';
  const found = Object.hasOwn(texts, language) ? texts[language] : undefined;
  return {
    ...(found ?? english),
    locale: found === undefined ? 'en' : language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
  };
}
