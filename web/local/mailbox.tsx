import { signal, useSignalEffect } from '@preact/signals';
import { render } from 'preact';
import type { JSX } from 'preact';
import { LanguageChoice } from '../console/language-choice.tsx';
import { times } from '../console/language.ts';
import { consoleTexts } from '../console/texts.ts';
import { createCall } from '../shared/call.ts';
import { plainName } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { clockIcon } from '../shared/icons.ts';
import { Details } from './details-dialog.tsx';
import { createLocalApi } from './local-api.ts';
import { MailView } from './mail-view.tsx';
import { createMailboxModel } from './mailbox-model.ts';
import { chooseLanguage, loadTexts, texts } from './texts/texts.ts';

/** The mailbox of everybody the system writes to; on one machine only. */

const api = createLocalApi(createCall({ base: '', onDate: (date) => model.dated(date) }));
const model = createMailboxModel(api);
const dialog = signal<'schedules' | 'dead-letters' | null>(null);
const wallNow = signal(Date.now());

const steps = [
  ['minute', 60],
  ['ten', 600],
  ['hour', 3_600],
  ['day', 86_400],
] as const;

function Page(): JSX.Element {
  const t = texts();
  const mails = model.mails.value;
  const chosen = mails?.find(({ id }) => id === model.chosenId.value) ?? null;
  useSignalEffect(() => {
    document.title = texts().title;
  });
  return (
    <div class={chosen === null ? 'mailbox' : 'mailbox with-mail'}>
      <header class="bar">
        <div>
          <h1>{t.title}</h1>
          <p class="quiet">{t.subtitle}</p>
        </div>
        <nav class="links">
          <a href="/">{t.shop}</a>
          <a href="/agent">{consoleTexts().agentPage}</a>
          <a href="/admin">{consoleTexts().adminPage}</a>
          <LanguageChoice onChoose={chooseLanguage} />
        </nav>
      </header>
      <Clock />
      <nav class="mails" aria-label={t.list}>
        {mails?.length === 0 && (
          <div class="empty">
            <p>
              <strong>{t.empty}</strong>
            </p>
            <p class="quiet">{t.emptyHint}</p>
          </div>
        )}
        <ul>
          {(mails ?? []).map(({ id, to, subject, sentAt }) => (
            <li key={id}>
              <button
                type="button"
                class="mail-card"
                aria-current={id === chosen?.id ? 'true' : undefined}
                onClick={() => model.choose(id)}
              >
                <span class="mail-to">
                  <bdi>{plainName(to)}</bdi>
                </span>
                <time dateTime={sentAt}>{times.value.moment(sentAt, Date.now() + model.ahead.value)}</time>
                <span class="mail-subject" dir="auto">
                  {plainName(subject)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <main class="shown">
        {chosen === null ? (
          mails !== null && mails.length > 0 && <p class="quiet choose">{t.choose}</p>
        ) : (
          <MailView key={chosen.id} mail={chosen} api={api} onBack={() => model.choose(null)} />
        )}
      </main>
      {dialog.value !== null && <Details kind={dialog.value} model={model} onClose={() => (dialog.value = null)} />}
    </div>
  );
}

/** What time it is for the system, and the buttons that let it pass. */
function Clock(): JSX.Element {
  const t = texts();
  const systemNow = Math.max(wallNow.value, Date.now()) + model.ahead.value;
  const { schedules, deadLetters, isPassing, isReachable, news } = model;
  const happened = news.value;
  return (
    <section class="clock" aria-label={t.clockLabel}>
      <p class="now">
        <IconShape shape={clockIcon} size={20} />
        {t.clock(times.value.exact(systemNow))}
      </p>
      <div class="steps">
        <span>{t.clockLabel}:</span>
        {steps.map(([name, seconds]) => (
          <button
            key={name}
            type="button"
            class={name === 'ten' ? 'button small primary' : 'button small'}
            aria-disabled={isPassing.value}
            onClick={() => {
              if (!isPassing.value) void model.advance(seconds).catch(() => undefined);
            }}
          >
            {t.pass[name]}
          </button>
        ))}
      </div>
      <div class="counts">
        <button type="button" class="text-button" onClick={() => (dialog.value = 'schedules')}>
          {t.schedules(schedules.value.length)}
        </button>
        <button
          type="button"
          class={deadLetters.value.length > 0 ? 'text-button problem' : 'text-button'}
          onClick={() => (dialog.value = 'dead-letters')}
        >
          {t.deadLetters(deadLetters.value.length)}
        </button>
      </div>
      <p class="happened" role="status">
        {!isReachable.value && consoleTexts().noConnection}
        {isReachable.value && isPassing.value && t.passing}
        {isReachable.value && !isPassing.value && happened?.kind === 'mail' && (
          <button type="button" class="text-button" onClick={() => model.choose(happened.id)}>
            {t.newMail(plainName(happened.to))}
          </button>
        )}
        {isReachable.value && !isPassing.value && happened?.kind === 'time' && (
          // Who sees the page sees its clock.
          <span class="hidden">{t.passed(times.value.exact(systemNow))}</span>
        )}
      </p>
    </section>
  );
}

loadTexts().then(
  () => render(<Page />, document.body),
  () => {
    document.body.textContent = consoleTexts().notLoaded;
  },
);
model.start();
setInterval(() => {
  wallNow.value = Date.now();
}, 10_000);
