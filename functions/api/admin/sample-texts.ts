import type { EmailLocale } from '../../domain/email/texts/texts.ts';

/** What an agent says in previews and test e-mails: two messages, so that the plural is seen. */
export const sampleTexts: Readonly<Record<EmailLocale, readonly [string, string]>> = {
  de: ['Guten Tag! Ja, die Kanne ist wieder da.', 'Soll ich Ihnen eine bis Freitag zurücklegen?'],
  en: ['Hello! Yes, the teapot is back in stock.', 'Shall I put one aside for you until Friday?'],
  fr: ['Bonjour ! Oui, la théière est de nouveau disponible.', 'Voulez-vous que je vous en réserve une ?'],
  es: ['¡Hola! Sí, la tetera vuelve a estar disponible.', '¿Quiere que le reserve una hasta el viernes?'],
  it: ['Buongiorno! Sì, la teiera è di nuovo disponibile.', 'Gliene metto da parte una fino a venerdì?'],
  pt: ['Olá! Sim, o bule voltou a estar disponível.', 'Quer que lhe reserve um até sexta-feira?'],
  nl: ['Goedendag! Ja, de theepot is er weer.', 'Zal ik er tot vrijdag een voor u apart houden?'],
  pl: ['Dzień dobry! Tak, czajniczek znów jest dostępny.', 'Czy mam odłożyć jeden dla Pani lub Pana do piątku?'],
  tr: ['Merhaba! Evet, demlik yeniden stokta.', 'Cumaya kadar sizin için bir tane ayırayım mı?'],
  ar: ['مرحبًا! نعم، إبريق الشاي متوفر من جديد.', 'هل أحجز لك واحدًا حتى يوم الجمعة؟'],
};
