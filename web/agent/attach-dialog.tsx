import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../contract/conversations.ts';
import { Dialog } from '../console/dialog.tsx';
import { consoleTexts } from '../console/texts.ts';
import { initials, plainName } from '../shared/display-text.ts';
import { lastWords } from './last-words.ts';
import { visitorName } from './names.ts';
import { isTooShort } from './queue-order.ts';
import { texts } from './texts/texts.ts';

interface AttachDialogProps {
  readonly find: (text: string) => Promise<readonly Conversation[]>;
  readonly onAttach: (conversationId: string) => void;
  readonly onClose: () => void;
}

const pauseMs = 250;

/** Finds the conversation that a mail belongs to, by the beginning of the visitor's name or address. */
export function AttachDialog({ find, onAttach, onClose }: AttachDialogProps): JSX.Element {
  const t = texts();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly Conversation[] | 'failed' | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const wanted = typed.trim();

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    setChosen(null);
    if (isTooShort(wanted)) {
      setFound(null);
      return undefined;
    }
    let isWanted = true;
    const timer = setTimeout(() => {
      find(wanted).then(
        (results) => isWanted && setFound(results),
        () => isWanted && setFound('failed'),
      );
    }, pauseMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [wanted]);

  return (
    <Dialog title={t.mail.attachTitle} onClose={onClose}>
      <form
        class="attach"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== null) onAttach(chosen);
        }}
      >
        <label class="attach-find">
          {t.mail.attachFind}
          <input
            ref={field}
            type="search"
            class="input"
            dir="auto"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <div class="attach-results" role="status">
          {found === 'failed' && <p class="problem">{consoleTexts().failed}</p>}
          {found !== null && found !== 'failed' && found.length === 0 && <p class="quiet">{t.emptySearch}</p>}
          {found !== null && found !== 'failed' && found.length > 0 && (
            <fieldset>
              <legend class="hidden">{t.mail.attachTitle}</legend>
              {found.map((conversation) => (
                <Choice
                  key={conversation.id}
                  conversation={conversation}
                  isChosen={conversation.id === chosen}
                  onChoose={() => setChosen(conversation.id)}
                />
              ))}
            </fieldset>
          )}
        </div>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {consoleTexts().cancel}
          </button>
          <button type="submit" class="button primary" disabled={chosen === null}>
            {t.mail.attachHere}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly conversation: Conversation;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ conversation, isChosen, onChoose }: ChoiceProps): JSX.Element {
  const t = texts();
  const { visitor, status } = conversation;
  return (
    <label class="choice">
      <input type="radio" name="conversation" checked={isChosen} onChange={onChoose} />
      <span class="avatar" aria-hidden="true">
        {initials(visitor.name ?? visitor.email ?? '')}
      </span>
      <span class="choice-words">
        <span class="choice-name">
          <bdi>{visitorName(visitor, t)}</bdi>
          {typeof visitor.email === 'string' && (
            <span class="quiet">
              {' '}
              <bdi>{plainName(visitor.emailShown ?? visitor.email)}</bdi>
            </span>
          )}
        </span>
        <span class="choice-snippet" dir="auto">
          {lastWords(conversation, t)}
        </span>
      </span>
      <span class="chip">{t.status[status]}</span>
    </label>
  );
}
