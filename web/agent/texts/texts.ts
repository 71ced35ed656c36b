import { createPageTexts } from '../../console/page-texts.ts';
import type { AgentTexts } from './agent-texts.ts';

export const { texts, loadTexts, chooseLanguage } = createPageTexts<AgentTexts>({
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
});
