import type { EmailTexts } from './email-texts.ts';

export const tr: EmailTexts = {
  subject: '{company} ile görüşmeniz',
  unread: {
    one: 'Okunmamış bir mesajınız var',
    other: 'Okunmamış {count} mesajınız var',
  },
  more: { one: '+{count} mesaj daha', other: '+{count} mesaj daha' },
  shortened: '… Mesajın tamamı web sitemizde.',
  attachments: 'Ekler: {files}',
  attachmentsOnWebsite: 'Web sitemizde: {files}',
  howToReply: 'Cevap vermek için bu e-postayı yanıtlamanız yeterli; isterseniz web sitemizde de devam edebilirsiniz.',
  continueOnWebsite: 'Görüşmeye devam et',
  keepToYourself: 'Bağlantıya sahip olan herkes bu görüşmeyi açabilir; lütfen bu e-postayı başkasına iletmeyin.',
  whyYouGetThis: 'Bu e-postayı, {company} ile yapılan bir sohbette {address} adresi verildiği için alıyorsunuz.',
  notMe: 'Bu görüşme bana ait değil',
  unsubscribe: 'Bu görüşme hakkında artık e-posta gönderme',
};
