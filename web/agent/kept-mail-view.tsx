import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Conversation } from '../../contract/conversations.ts';
import type { KeptMail, KeptMailAction } from '../../contract/kept-mail.ts';
import { ConfirmDialog } from '../console/confirm-dialog.tsx';
import { times } from '../console/language.ts';
import { plainName } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { backIcon, blockIcon, mailIcon, warningIcon } from '../shared/icons.ts';
import { MessageText } from '../shared/message-text.tsx';
import { AttachDialog } from './attach-dialog.tsx';
import { Fact } from './fact.tsx';
import { MessageFiles } from './message-files.tsx';
import { visitorName } from './names.ts';
import { addressOf } from './route.ts';
import { texts } from './texts/texts.ts';
import type { Workspace } from './workspace.ts';

interface KeptMailViewProps {
  readonly workspace: Workspace;
  readonly mail: KeptMail;
}

/** One kept mail: why it is here, what it says, and what is to become of it. */
export function KeptMailView({ workspace, mail }: KeptMailViewProps): JSX.Element {
  const t = texts();
  const { api, kept, notices } = workspace;
  const [asked, setAsked] = useState<'attach' | 'discard' | null>(null);
  const [isBusy, setBusy] = useState(false);
  const home = useConversation(workspace, mail.conversationId ?? undefined);
  const isVirus = mail.reason === 'virus';
  const reason = t.mail.reasons[mail.reason] ?? t.mail.otherReason;
  const sender = plainName(mail.name ?? '');
  const from = plainName(mail.fromShown ?? mail.from);

  async function settle(action: KeptMailAction): Promise<void> {
    setAsked(null);
    setBusy(true);
    await notices.attempt(async () => {
      const conversationId = await kept.settle(mail, action);
      if (conversationId === undefined) workspace.goToMail(undefined);
      else workspace.go(conversationId);
    });
    // Somebody else may have been quicker.
    void kept.reload();
    setBusy(false);
  }

  return (
    <main class="kept-mail">
      <header class="conversation-head">
        <button
          type="button"
          class="icon-button back"
          aria-label={t.mail.back}
          onClick={() => workspace.goToMail(undefined)}
        >
          <IconShape shape={backIcon} size={20} />
        </button>
        <div class="who">
          <h2 id="conversation" tabIndex={-1}>
            <bdi>{plainName(mail.subject) || t.mail.noSubject}</bdi>
          </h2>
          <p class="quiet">
            <bdi>{sender === '' ? from : `${sender} <${from}>`}</bdi>
          </p>
        </div>
      </header>
      <div class="kept-body">
        <p class={isVirus ? 'kept-reason danger' : 'kept-reason'}>
          <IconShape shape={isVirus ? blockIcon : warningIcon} />
          <span>
            <b>{reason.short}.</b> {reason.long}
          </span>
        </p>
        <dl class="facts kept-facts">
          <Fact term={t.mail.received}>
            <time dateTime={mail.receivedAt}>{times.value.exact(mail.receivedAt)}</time>
          </Fact>
          {home !== undefined && (
            <Fact term={t.mail.belongsTo}>
              <a href={addressOf(home.id)}>
                <bdi>{visitorName(home.visitor, t)}</bdi>
              </a>
            </Fact>
          )}
        </dl>
        {mail.text !== undefined && mail.text !== '' && (
          <div class="kept-text">
            <MessageText text={mail.text} />
          </div>
        )}
        <MessageFiles files={mail.attachments ?? []} addressOf={({ url }) => Promise.resolve(url)} />
      </div>
      <footer class="kept-actions">
        {home !== undefined && !isVirus && (
          <button
            type="button"
            class="button primary"
            disabled={isBusy}
            onClick={() => void settle({ action: 'release' })}
          >
            {t.mail.release}
          </button>
        )}
        {mail.canBegin === true && (
          <button
            type="button"
            class="button primary"
            disabled={isBusy}
            onClick={() => void settle({ action: 'begin' })}
          >
            {t.mail.begin}
          </button>
        )}
        {!isVirus && (
          <button
            type="button"
            class={home === undefined && mail.canBegin !== true ? 'button primary' : 'button'}
            disabled={isBusy}
            onClick={() => setAsked('attach')}
          >
            {t.mail.attach}
          </button>
        )}
        <button type="button" class="button" disabled={isBusy} onClick={() => setAsked('discard')}>
          {t.mail.discard}
        </button>
      </footer>
      {asked === 'attach' && (
        <AttachDialog
          find={api.find}
          onAttach={(conversationId) => void settle({ action: 'attach', conversationId })}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'discard' && (
        <ConfirmDialog
          title={t.mail.discard}
          question={t.mail.discardSure}
          onYes={() => void settle({ action: 'discard' })}
          onClose={() => setAsked(null)}
        />
      )}
    </main>
  );
}

/** What stands in place of a mail that is none, or none any more. */
export function NoKeptMail({
  workspace,
  isWanted,
}: {
  readonly workspace: Workspace;
  readonly isWanted: boolean;
}): JSX.Element {
  const t = texts();
  return (
    <main class="nothing" id="conversation" tabIndex={-1}>
      <IconShape shape={mailIcon} size={40} />
      <p class="large">{isWanted ? t.mail.gone : t.mail.title}</p>
      <p class="quiet">{t.mail.hint}</p>
      {isWanted && (
        <button type="button" class="button" onClick={() => workspace.goToMail(undefined)}>
          {t.mail.back}
        </button>
      )}
    </main>
  );
}

/** The conversation that a mail would belong to, once it is fetched. */
function useConversation({ api }: Workspace, id: string | undefined): Conversation | undefined {
  const [conversation, setConversation] = useState<Conversation | undefined>(undefined);
  useEffect(() => {
    setConversation(undefined);
    if (id === undefined) return undefined;
    let isWanted = true;
    api.conversation(id).then(
      (found) => {
        if (isWanted) setConversation(found);
      },
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [id]);
  return conversation;
}
