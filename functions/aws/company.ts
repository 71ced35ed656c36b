import type { Company } from '../domain/settings/settings.ts';
import { environment } from '../environment.ts';

/** What the stack was told of the company: the settings until an admin saves others. */
export function company(): Company {
  return {
    name: environment('COMPANY_NAME'),
    siteUrl: environment('SITE_URL'),
    allowedOrigins: environment('ALLOWED_ORIGINS').split(',').filter(Boolean),
  };
}
