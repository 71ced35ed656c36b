import { createPageTexts } from '../../console/page-texts.ts';
import type { AdminTexts } from './admin-texts.ts';

export const { texts, loadTexts, chooseLanguage } = createPageTexts<AdminTexts>({
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
});
