import type { EmailTexts } from './email-texts.ts';

export const pt: EmailTexts = {
  subject: 'A sua conversa com {company}',
  unread: {
    one: 'Tem uma mensagem não lida',
    other: 'Tem {count} mensagens não lidas',
  },
  more: { one: '+{count} outra mensagem', other: '+{count} outras mensagens' },
  shortened: '… A mensagem completa está no nosso site.',
  attachments: 'Anexos: {files}',
  attachmentsOnWebsite: 'No nosso site: {files}',
  howToReply: 'Para responder, basta responder a este e-mail ou continuar no nosso site.',
  continueOnWebsite: 'Continuar a conversa',
  keepToYourself: 'A ligação abre esta conversa a quem a tiver; por favor, não reencaminhe este e-mail.',
  whyYouGetThis: 'Recebe este e-mail porque o endereço {address} foi indicado num chat com {company}.',
  notMe: 'Esta conversa não é minha',
  unsubscribe: 'Não receber mais e-mails sobre esta conversa',
};
