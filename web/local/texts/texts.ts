import { createPageTexts } from '../../console/page-texts.ts';
import type { MailboxTexts } from './mailbox-texts.ts';

export const { texts, loadTexts, chooseLanguage } = createPageTexts<MailboxTexts>({
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
});
