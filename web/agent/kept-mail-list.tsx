import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { keptStates } from '../../contract/kept-mail.ts';
import type { KeptMail } from '../../contract/kept-mail.ts';
import { times } from '../console/language.ts';
import { initials, plainName } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { backIcon } from '../shared/icons.ts';
import { addressOf, mailAddressOf } from './route.ts';
import { texts } from './texts/texts.ts';
import type { Workspace } from './workspace.ts';

interface KeptMailListProps {
  readonly workspace: Workspace;
  readonly openId: string | undefined;
}

/** Mail that became no message, newest first, in place of the queue. */
export function KeptMailList({ workspace, openId }: KeptMailListProps): JSX.Element {
  const t = texts();
  const { kept } = workspace;
  const state = kept.shown.value;
  const { mails, cursor } = kept.lists.value[state];
  useEffect(() => {
    const opened = openId === undefined ? undefined : kept.find(openId);
    if (opened !== undefined) kept.shown.value = opened.state;
  }, [openId, kept.isLoaded.value]);
  return (
    <nav class="queue" aria-label={t.mail.title}>
      <div class="queue-head">
        <a class="to-queue" href={addressOf(undefined)}>
          <IconShape shape={backIcon} />
          {t.queue}
        </a>
        <div class="tabs" role="group" aria-label={t.mail.title}>
          {keptStates.map((one) => {
            const list = kept.lists.value[one];
            return (
              <button
                key={one}
                type="button"
                class="tab"
                aria-pressed={one === state}
                onClick={() => {
                  kept.shown.value = one;
                }}
              >
                {t.mail.states[one]}
                {list.mails.length > 0 && (
                  <span class="tab-count">
                    {list.mails.length}
                    {list.cursor !== undefined && '+'}
                  </span>
                )}
              </button>
            );
          })}
        </div>
      </div>
      {mails.length === 0 ? (
        <p class="queue-empty quiet">{kept.isLoaded.value ? t.mail.empty[state] : t.loading}</p>
      ) : (
        <div class="rows">
          <ul class="mail-rows">
            {mails.map((mail) => (
              <li key={mail.id}>
                <MailCard mail={mail} workspace={workspace} isOpen={mail.id === openId} />
              </li>
            ))}
          </ul>
          {cursor !== undefined && (
            <p class="more">
              <button type="button" class="button small" onClick={() => void workspace.notices.attempt(kept.loadMore)}>
                {t.mail.more}
              </button>
            </p>
          )}
        </div>
      )}
    </nav>
  );
}

interface MailCardProps {
  readonly mail: KeptMail;
  readonly workspace: Workspace;
  readonly isOpen: boolean;
}

function MailCard({ mail, workspace, isOpen }: MailCardProps): JSX.Element {
  const t = texts();
  const { id, from, name, subject, receivedAt, reason, state } = mail;
  const sender = plainName(name ?? '') || plainName(from) || t.mail.noSender;
  return (
    <a class={isOpen ? 'card open' : 'card'} href={mailAddressOf(id)} aria-current={isOpen ? 'true' : undefined}>
      <span class="avatar" aria-hidden="true">
        {initials(sender)}
      </span>
      <span class="card-name">
        <bdi>{sender}</bdi>
      </span>
      <time class="card-age" dateTime={receivedAt}>
        {times.value.moment(receivedAt, workspace.now.peek())}
      </time>
      <span class="card-snippet" dir="auto">
        {plainName(subject) || t.mail.noSubject}
      </span>
      <span class="card-marks">
        <span class={reason === 'virus' ? 'chip danger' : state === 'quarantined' ? 'chip warn' : 'chip'}>
          {(t.mail.reasons[reason] ?? t.mail.otherReason).short}
        </span>
      </span>
    </a>
  );
}
