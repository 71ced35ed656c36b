import type { SettingsStore } from '../../domain/settings/settings-store.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { Handler, Request } from '../http/api.ts';
import { Problem } from '../http/problem.ts';
import { linkPage } from './link-page.ts';
import type { Site } from './link-page.ts';
import { linkTexts, readersLanguage } from './link-texts.ts';

/** Answers a person whose link is wrong or has expired with a page in their language, and everybody else with problem+json, under the same status. */
export function forReaders(table: SettingsStore, handler: Handler): Handler {
  return async (request) => {
    try {
      return await handler(request);
    } catch (error) {
      if (!(error instanceof Problem) || (error.code !== 'not_found' && error.code !== 'gone')) throw error;
      if (!isRead(request)) throw error;
      const { settings } = await table.rules();
      const language = readersLanguage(request.headers['accept-language'] ?? '');
      const texts = linkTexts(language ?? settings.defaultLocale);
      return linkPage(error.status, texts, siteOf(settings), error.code === 'gone' ? texts.gone : texts.unknown);
    }
  };
}

export function siteOf({ fromName, siteUrl }: Settings): Site {
  return { companyName: fromName, siteUrl };
}

/** Browsers ask for HTML by name when a page is opened; programs ask for JSON, or for anything. */
function isRead({ headers }: Request): boolean {
  return (headers.accept ?? '').toLowerCase().includes('text/html');
}
