import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Dialog } from '../console/dialog.tsx';
import { times } from '../console/language.ts';
import { IconShape } from '../shared/icon.tsx';
import { refreshIcon } from '../shared/icons.ts';
import type { DeadLetter } from './local-api.ts';
import type { MailboxModel } from './mailbox-model.ts';
import { texts } from './texts/texts.ts';

interface DetailsProps {
  readonly kind: 'schedules' | 'dead-letters';
  readonly model: MailboxModel;
  readonly onClose: () => void;
}

/** What is to happen, or what could not be handled. */
export function Details({ kind, model, onClose }: DetailsProps): JSX.Element {
  const t = texts();
  const isOfTimers = kind === 'schedules';
  const { schedules, deadLetters } = model;
  const count = isOfTimers ? schedules.value.length : deadLetters.value.length;
  return (
    <Dialog title={isOfTimers ? t.schedulesTitle : t.deadLettersTitle} onClose={onClose}>
      {count === 0 && <p class="quiet">{t.noneOfThem}</p>}
      <ul class="details">
        {isOfTimers
          ? schedules.value.map(({ group, name, expression, nextAt }) => (
              <li key={`${group ?? ''}/${name}`}>
                <strong>{nextAt === undefined ? expression : times.value.exact(nextAt)}</strong>
                <code>{name}</code>
              </li>
            ))
          : deadLetters.value.map((letter) => <Letter key={letter.id} letter={letter} model={model} />)}
      </ul>
    </Dialog>
  );
}

function Letter({ letter, model }: { readonly letter: DeadLetter; readonly model: MailboxModel }): JSX.Element {
  const t = texts();
  const [hasFailed, setFailed] = useState(false);
  const { id, queue, sentAt, body } = letter;
  return (
    <li>
      <strong>{queue}</strong>
      <span class="quiet">{sentAt !== undefined && times.value.exact(sentAt)}</span>
      <pre class="raw" tabIndex={0}>
        {body}
      </pre>
      <div class="line">
        <button
          type="button"
          class="button small"
          onClick={() => void model.redrive(id).then((isDone) => setFailed(!isDone))}
        >
          <IconShape shape={refreshIcon} />
          {t.redrive}
        </button>
        <span role="status" class="problem">
          {hasFailed && t.notRedrivable}
        </span>
      </div>
    </li>
  );
}
