import type { EmailTexts } from './email-texts.ts';

export const en: EmailTexts = {
  subject: 'Your conversation with {company}',
  unread: {
    one: 'You have an unread message',
    other: 'You have {count} unread messages',
  },
  more: { one: '+{count} more message', other: '+{count} more messages' },
  shortened: '… The whole message is on our website.',
  attachments: 'Attached: {files}',
  attachmentsOnWebsite: 'On our website: {files}',
  howToReply: 'To answer, simply reply to this e-mail, or continue on our website.',
  continueOnWebsite: 'Continue the conversation',
  keepToYourself: 'The link opens this conversation for whoever has it, so please do not forward this e-mail.',
  whyYouGetThis: 'You receive this e-mail because {address} was given in a chat with {company}.',
  notMe: 'This is not my conversation',
  unsubscribe: 'No more e-mails about this conversation',
};
