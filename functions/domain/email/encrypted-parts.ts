import type { InboundAttachment } from './attachments.ts';
import type { Mail } from './mail.ts';

const cryptographicMessage = /^application\/(?:x-)?pkcs7-mime$/;

/**
 * What only the person with the key can read, as files to hand on: an S/MIME message (RFC 8551), or PGP armour that stands in the
 * text. The encrypted part of PGP/MIME (RFC 3156) is an ordinary attachment already.
 */
export function encryptedParts(mail: Mail): readonly InboundAttachment[] {
  const file = (filename: string, contentType: string, content: Uint8Array): InboundAttachment => ({
    filename,
    contentType,
    size: content.length,
    inline: false,
    dangerous: false,
    content,
  });
  const messages = mail.parts.filter((part) => cryptographicMessage.test(part.contentType));
  const armour = /^\s{0,100}-----BEGIN PGP MESSAGE-----/.test(mail.text?.slice(0, 200) ?? '') ? mail.text : undefined;
  return [
    ...messages.map((part) => file('smime.p7m', 'application/pkcs7-mime', part.content)),
    ...(armour === undefined ? [] : [file('message.asc', 'application/pgp-encrypted', Buffer.from(armour))]),
  ];
}
