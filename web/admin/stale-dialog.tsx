import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { EmailText, Settings } from '../../contract/admin.ts';
import { Dialog } from '../console/dialog.tsx';
import { languageName, times } from '../console/language.ts';
import { plainName } from '../shared/display-text.ts';
import type { AdminModel, Stale } from './admin-model.ts';
import { textsThatDiffer } from './merge-settings.ts';
import type { SettingsField } from './merge-settings.ts';
import type { AdminTexts } from './texts/admin-texts.ts';
import { texts } from './texts/texts.ts';

interface StaleDialogProps {
  readonly model: AdminModel;
  readonly stale: Stale;
}

/** Somebody else has saved meanwhile: a person chooses, field by field, and nothing is overwritten unseen. */
export function StaleDialog({ model, stale }: StaleDialogProps): JSX.Element {
  const t = texts();
  const [theirsFor, setTheirsFor] = useState<ReadonlySet<SettingsField>>(new Set());
  const { conflicts, taken, merged, mergedTheirs, theirs } = stale;

  function choose(field: SettingsField, isTheirs: boolean): void {
    const others = [...theirsFor].filter((one) => one !== field);
    setTheirsFor(new Set(isTheirs ? [...others, field] : others));
  }

  return (
    <Dialog title={t.staleHeading} onClose={model.putOff}>
      <p>
        {theirs.changedBy !== undefined &&
          theirs.changedAt !== undefined &&
          `${t.staleBy(plainName(theirs.changedBy.name), times.value.exact(theirs.changedAt))} `}
        {conflicts.length > 0 ? t.staleText : t.staleApart}
      </p>
      {conflicts.map((field) => (
        <fieldset key={field} class="conflict">
          <legend>{t.fields[field]}</legend>
          {[false, true].map((isTheirs) => (
            <label key={String(isTheirs)} class="check-line">
              <input
                type="radio"
                name={field}
                checked={theirsFor.has(field) === isTheirs}
                onChange={() => choose(field, isTheirs)}
              />
              <span>
                {isTheirs ? t.theirs : t.mine}:{' '}
                <b>
                  {field === 'texts'
                    ? wordsIn(isTheirs ? mergedTheirs : merged, stale, t)
                    : shown(isTheirs ? mergedTheirs : merged, field, t)}
                </b>
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      {taken.length > 0 && <p class="quiet">{t.staleTaken(taken.map((field) => t.fields[field]).join(', '))}</p>}
      <div class="line end">
        <button type="button" class="button" onClick={model.takeTheirs}>
          {t.reload}
        </button>
        <button type="button" class="button primary" onClick={() => void model.resolve(theirsFor)}>
          {t.saveMerged}
        </button>
      </div>
    </Dialog>
  );
}

/** A setting's value in a few words. */
function shown(settings: Settings, field: Exclude<SettingsField, 'texts'>, t: AdminTexts): string {
  switch (field) {
    case 'continuousConversations':
      return settings.continuousConversations ? t.on : t.off;
    case 'delayMinutes':
    case 'emailReplyDelayMinutes':
      return `${settings[field]} ${t.minutes}`;
    case 'fromName':
    case 'siteUrl':
    case 'timeZone':
      return settings[field];
    case 'defaultLocale':
      return languageName(settings.defaultLocale);
    case 'allowedOrigins':
      return settings.allowedOrigins.join(', ') || t.nothing;
    case 'locales':
      return settings.locales.map((tag) => languageName(tag)).join(', ');
    case 'startByEmail':
    case 'canary':
      return settings[field] === true ? t.on : t.off;
    case 'hours':
      return hoursInWords(settings, t);
  }
}

/** The sentences that both have worded, as one side has them. */
function wordsIn(settings: Settings, { merged, mergedTheirs }: Stale, t: AdminTexts): string {
  const plain = (text: EmailText | undefined): string =>
    text === undefined
      ? t.ownWords
      : (typeof text === 'string' ? [text] : Object.values(text)).map(t.quoted).join(' / ');
  return textsThatDiffer(merged.texts, mergedTheirs.texts)
    .map(([tag, name]) => {
      const label = `${t.emailTexts[name] ?? name} (${languageName(tag)})`;
      return `${label}: ${plain(settings.texts[tag]?.[name])}`;
    })
    .join(' · ');
}

function hoursInWords({ hours }: Settings, t: AdminTexts): string {
  if (hours === null) return t.alwaysOpen;
  const days = Object.entries(hours).map(
    ([day, spans]) =>
      `${t.weekdays[day as keyof typeof hours]} ${spans.map(({ from, to }) => `${from}–${to}`).join(' ')}`,
  );
  return days.join(', ') || t.closedDay;
}
