import type { EmailTexts } from './email-texts.ts';

export const es: EmailTexts = {
  subject: 'Su conversación con {company}',
  unread: {
    one: 'Tiene un mensaje sin leer',
    other: 'Tiene {count} mensajes sin leer',
  },
  more: { one: '+{count} mensaje más', other: '+{count} mensajes más' },
  shortened: '… El mensaje completo está en nuestro sitio web.',
  attachments: 'Archivos adjuntos: {files}',
  attachmentsOnWebsite: 'En nuestro sitio web: {files}',
  howToReply: 'Para contestar, responda a este correo o continúe en nuestro sitio web.',
  continueOnWebsite: 'Continuar la conversación',
  keepToYourself: 'El enlace abre esta conversación a quien lo tenga; por favor, no reenvíe este correo.',
  whyYouGetThis: 'Recibe este correo porque se indicó {address} en un chat con {company}.',
  notMe: 'Esta conversación no es mía',
  unsubscribe: 'No recibir más correos sobre esta conversación',
};
