import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FoundVisitor } from '../../contract/admin.ts';
import { ConfirmDialog } from '../console/confirm-dialog.tsx';
import { times } from '../console/language.ts';
import { consoleTexts } from '../console/texts.ts';
import { plainName } from '../shared/display-text.ts';
import type { AdminModel } from './admin-model.ts';
import { Section } from './section.tsx';
import { texts } from './texts/texts.ts';

/** Fewer characters find nobody. */
const leastSearched = 2;

/** What is stored of a visitor: as a file for them, or erased for good. */
export function VisitorsSection({ model }: { readonly model: AdminModel }): JSX.Element {
  const t = texts();
  const [wanted, setWanted] = useState('');
  const [found, setFound] = useState<readonly FoundVisitor[] | 'searching' | 'failed' | null>(null);
  const cannot = wanted.trim().length < leastSearched || found === 'searching';

  async function search(): Promise<void> {
    setFound('searching');
    setFound(await model.findVisitors(wanted.trim()).catch(() => 'failed' as const));
  }

  return (
    <Section name="visitors" hint={t.visitorsHint}>
      <form
        class="asking"
        onSubmit={(event) => {
          event.preventDefault();
          if (!cannot) void search();
        }}
      >
        <label for="visitor">{t.visitor}</label>
        <div class="line">
          <input
            id="visitor"
            class="input asked"
            type="search"
            maxLength={100}
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
          <button type="submit" class="button" aria-disabled={cannot}>
            {t.find}
          </button>
        </div>
        <p role="status" class={found === 'failed' ? 'problem' : 'quiet'}>
          {found === 'failed' && consoleTexts().failed}
          {found?.length === 0 && t.nobody}
        </p>
      </form>
      {typeof found === 'object' && found !== null && found.length > 0 && (
        <ul class="checks">
          {found.map((visitor) => (
            <VisitorRow key={visitor.id} model={model} visitor={visitor} />
          ))}
        </ul>
      )}
    </Section>
  );
}

type RowState = 'idle' | 'asking' | 'busy' | 'failed' | 'erased';

function VisitorRow({ model, visitor }: { readonly model: AdminModel; readonly visitor: FoundVisitor }): JSX.Element {
  const t = texts();
  const [state, setState] = useState<RowState>('idle');
  const { id, email, createdAt, conversations } = visitor;
  const name = plainName(visitor.name ?? '') || (email ?? id);

  async function working(work: () => Promise<RowState>): Promise<void> {
    if (state === 'busy') return;
    setState('busy');
    setState(await work().catch(() => 'failed' as const));
  }

  return (
    <li class="check visitor">
      <div>
        <p>
          <strong>
            <bdi>{name}</bdi>
          </strong>{' '}
          {name !== email && <bdi class="quiet">{email}</bdi>}
        </p>
        <p class="quiet">{t.visitorSince(times.value.exact(createdAt), conversations)}</p>
        <p role="status" class={state === 'failed' ? 'problem' : 'quiet'}>
          {state === 'failed' && consoleTexts().failed}
          {state === 'erased' && t.erased}
        </p>
      </div>
      {state !== 'erased' && (
        <div class="line">
          <button
            type="button"
            class="button small"
            aria-disabled={state === 'busy'}
            onClick={() =>
              void working(async () => {
                save(`visitor-${id}.json`, await model.exportVisitor(id));
                return 'idle';
              })
            }
          >
            {t.exportVisitor}
          </button>
          <button
            type="button"
            class="button small"
            aria-disabled={state === 'busy'}
            onClick={() => state !== 'busy' && setState('asking')}
          >
            {t.erase}
          </button>
        </div>
      )}
      {state === 'asking' && (
        <ConfirmDialog
          title={t.eraseVisitor(name)}
          question={t.eraseQuestion(conversations)}
          onYes={() =>
            void working(async () => {
              await model.eraseVisitor(id);
              return 'erased';
            })
          }
          onClose={() => setState((now) => (now === 'asking' ? 'idle' : now))}
        />
      )}
    </li>
  );
}

/** Has the browser save something as a file. */
function save(filename: string, content: object): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: filename }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
