/** What the pages behind the links of an e-mail say. */
export interface LinkTexts {
  readonly locale: string;
  readonly unsubscribe: PageTexts;
  readonly notMe: PageTexts;
  /** In the conversation; `{email}` stands for the address. */
  readonly addressRemoved: string;
}

interface PageTexts {
  readonly title: string;
  readonly question: string;
  readonly button: string;
  readonly done: string;
}

const texts: Readonly<Record<'en' | 'de', Omit<LinkTexts, 'locale'>>> = {
  en: {
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
    addressRemoved:
      'The owner of {email} says that this conversation is not theirs. The address has been removed; please give another one.',
  },
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
    addressRemoved:
      'Der Inhaber von {email} sagt, dass dies nicht seine Konversation ist. Die Adresse wurde entfernt; bitte geben Sie eine andere an.',
  },
};

/** The texts in the locale's language, else in English. */
export function linkTexts(locale: string): LinkTexts {
  const language = locale.toLowerCase().startsWith('de') ? 'de' : 'en';
  return { locale: language, ...texts[language] };
}

/** A page with one question and a button that posts to the same address, or with the answer. It needs no script. */
export function linkPage({ locale }: LinkTexts, page: PageTexts, state: 'ask' | 'done'): string {
  const content =
    state === 'done'
      ? `<p role="status">${page.done}</p>`
      : `<p>${page.question}</p><form method="post"><button>${page.button}</button></form>`;
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${page.title}</title>
<style>body{font:17px/1.5 system-ui,sans-serif;margin:0;display:grid;min-height:100vh;place-items:center;background:Canvas;color:CanvasText}
main{max-width:30rem;padding:2rem}h1{font-size:1.4rem;line-height:1.25}
button{font:inherit;font-weight:600;padding:.7rem 1.2rem;border:0;border-radius:.5rem;background:#1d4ed8;color:#fff;cursor:pointer}
button:focus-visible{outline:3px solid #93c5fd;outline-offset:2px}</style></head>
<body><main><h1>${page.title}</h1>${content}</main></body></html>
`;
}
