import type { Settings } from '../../../contract/admin.ts';

/** As the server has them. */
export const savedSettings: Settings = {
  version: 3,
  continuousConversations: true,
  delayMinutes: 10,
  emailReplyDelayMinutes: 1,
  fromName: 'Kiesel & Ton',
  siteUrl: 'https://example.com/',
  allowedOrigins: ['https://example.com'],
  hours: null,
  timeZone: 'UTC',
  defaultLocale: 'en',
  locales: ['en', 'de'],
  texts: {},
};
