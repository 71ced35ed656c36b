import type { WidgetInfo } from '../../contract/widget.ts';
import '../widget/embed.ts';

/** The shop's own script: its language, and the widget embedded as on any customer's page. */

const languages = ['en', 'de'] as const;
type Language = (typeof languages)[number];

function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = languages.find((language) => tag.toLowerCase().startsWith(language));
    if (found !== undefined) return found;
  }
  return 'en';
}

const asked = new URLSearchParams(location.search).get('lang');
const language = languageOf(asked === null ? navigator.languages : [asked]);
document.documentElement.lang = language;

/** The shop is called what the chat and the e-mails call it. */
async function takeName(): Promise<void> {
  const { teamName } = (await (await fetch('/v1/widget')).json()) as WidgetInfo;
  document.title = teamName;
  document.querySelector('.brand')?.replaceChildren(teamName);
}

takeName().catch(() => undefined);

for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
  button.addEventListener('click', () => {
    const next = languageOf([button.dataset.language ?? '']);
    document.documentElement.lang = next;
    window.ContinuousChat?.('update', { locale: next });
  });
}

window.ContinuousChat?.('boot', { locale: language });

document.querySelector('.ask')?.addEventListener('click', () => window.ContinuousChat?.('open'));
