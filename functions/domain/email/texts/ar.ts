import type { EmailTexts } from './email-texts.ts';

export const ar: EmailTexts = {
  subject: 'محادثتك مع {company}',
  unread: {
    zero: 'ليست لديك رسائل غير مقروءة',
    one: 'لديك رسالة غير مقروءة',
    two: 'لديك رسالتان غير مقروءتين',
    few: 'لديك {count} رسائل غير مقروءة',
    many: 'لديك {count} رسالة غير مقروءة',
    other: 'لديك {count} رسالة غير مقروءة',
  },
  more: {
    zero: '+{count} رسالة أخرى',
    one: '+ رسالة واحدة أخرى',
    two: '+ رسالتان أخريان',
    few: '+{count} رسائل أخرى',
    many: '+{count} رسالة أخرى',
    other: '+{count} رسالة أخرى',
  },
  shortened: '… الرسالة كاملة على موقعنا.',
  attachments: 'المرفقات: {files}',
  attachmentsOnWebsite: 'على موقعنا: {files}',
  howToReply: 'للإجابة يكفي الرد على هذا البريد، أو المتابعة على موقعنا.',
  continueOnWebsite: 'متابعة المحادثة',
  keepToYourself: 'الرابط يفتح هذه المحادثة لكل من يملكه، فيرجى عدم إعادة توجيه هذا البريد.',
  whyYouGetThis: 'وصلك هذا البريد لأن العنوان {address} ذُكر في محادثة مع {company}.',
  notMe: 'هذه ليست محادثتي',
  unsubscribe: 'لا أريد مزيدًا من الرسائل عن هذه المحادثة',
};
