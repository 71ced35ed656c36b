import type { JSX, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Message } from '../../contract/messages.ts';
import { ConfirmDialog } from '../console/confirm-dialog.tsx';
import { Dialog } from '../console/dialog.tsx';
import { Composer } from './composer.tsx';
import type { ComposerHandle } from './composer.tsx';
import { ConversationHead } from './conversation-head.tsx';
import { ConversationLog } from './conversation-log.tsx';
import { EmailDialog } from './email-dialog.tsx';
import { LedgerDialog } from './ledger-dialog.tsx';
import { LoadingLine } from './loading-line.tsx';
import { isWithVisitor } from './notification-words.ts';
import { PendingBar } from './pending-bar.tsx';
import { pendingAnswers } from './pending.ts';
import { texts } from './texts/texts.ts';
import type { ThreadModel } from './thread-model.ts';
import { VisitorFacts, VisitorPanel } from './visitor-panel.tsx';
import type { Workspace } from './workspace.ts';

interface ConversationViewProps {
  readonly workspace: Workspace;
  readonly model: ThreadModel;
  readonly composer: RefObject<ComposerHandle | null>;
}

type Asked =
  | { readonly kind: 'why'; readonly seq: number }
  | { readonly kind: 'email'; readonly episode: number }
  | { readonly kind: 'take-back'; readonly message: Message }
  | { readonly kind: 'visitor' }
  | { readonly kind: 'close' };

/** The conversation that is open: its head, its messages, what is pending, and where to write. */
export function ConversationView({ workspace, model, composer }: ConversationViewProps): JSX.Element {
  const t = texts();
  const [asked, ask] = useState<Asked | null>(null);
  const [isDropping, setDropping] = useState(false);
  const conversation = model.conversation.value;
  const messages = model.thread.value?.messages ?? [];
  const decisions = model.decisions.value;

  useEffect(() => {
    if (matchMedia('(max-width: 760px)').matches) document.querySelector<HTMLElement>('#conversation')?.focus();
  }, []);

  if (model.isMissing.value || conversation === null) {
    return (
      <main class="nothing" id="conversation" tabIndex={-1}>
        {model.isMissing.value ? <p class="large">{t.notFound}</p> : <LoadingLine model={model} />}
        <button type="button" class="button" onClick={() => workspace.go(undefined)}>
          {t.back}
        </button>
      </main>
    );
  }
  const pending = pendingAnswers(conversation, workspace.delivery.value, model.thread.value);
  return (
    <main class="conversation">
      <section
        class={isDropping ? 'conversation-middle dropping' : 'conversation-middle'}
        aria-labelledby="conversation"
        data-drop={t.files.drop}
        onDragOver={(event) => {
          if (event.dataTransfer?.types.includes('Files') !== true) return;
          event.preventDefault();
          setDropping(true);
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDropping(false);
        }}
        onDrop={(event) => {
          setDropping(false);
          const { files } = event.dataTransfer ?? {};
          if (files === undefined || files.length === 0) return;
          event.preventDefault();
          workspace.drafts.of(model.id).files.add(files);
        }}
      >
        <ConversationHead
          workspace={workspace}
          model={model}
          conversation={conversation}
          onDetails={() => ask({ kind: 'visitor' })}
          onClose={() => ask({ kind: 'close' })}
        />
        <ConversationLog
          workspace={workspace}
          model={model}
          conversation={conversation}
          onWhy={decisions === null ? undefined : (seq) => ask({ kind: 'why', seq })}
          onTakeBack={(message) => ask({ kind: 'take-back', message })}
          onShowEmail={(episode) => ask({ kind: 'email', episode })}
        />
        {pending !== null && (
          <PendingBar
            pending={pending}
            clock={workspace.now}
            onDecide={
              decisions === null ? undefined : (action) => workspace.notices.attempt(() => model.decide(action))
            }
          />
        )}
        <Composer
          conversation={conversation}
          pending={pending}
          draft={workspace.drafts.of(model.id)}
          delivery={workspace.delivery.value}
          lastVisitorChannel={messages.findLast(({ author }) => author.kind === 'visitor')?.channel ?? 'messaging'}
          clock={workspace.now}
          handle={composer}
          onWrite={(written) => {
            model.newAfter.value = null;
            model.outbox.write(written);
          }}
        />
      </section>
      <VisitorPanel workspace={workspace} model={model} />
      <AskedDialog asked={asked} workspace={workspace} model={model} onAsk={ask} onClose={() => ask(null)} />
    </main>
  );
}

interface AskedDialogProps extends Omit<ConversationViewProps, 'composer'> {
  readonly asked: Asked | null;
  readonly onAsk: (asked: Asked) => void;
  readonly onClose: () => void;
}

function AskedDialog({ asked, workspace, model, onAsk, onClose }: AskedDialogProps): JSX.Element | null {
  const t = texts();
  switch (asked?.kind) {
    case 'why':
      return (
        <LedgerDialog
          key="why"
          seq={asked.seq}
          decisions={model.decisions.value ?? []}
          emails={model.emails.value}
          onShowEmail={(episode) => onAsk({ kind: 'email', episode })}
          onClose={onClose}
        />
      );
    case 'email':
      return <EmailDialog key="email" load={() => workspace.api.email(model.id, asked.episode)} onClose={onClose} />;
    case 'take-back':
      return (
        <ConfirmDialog
          key="take-back"
          title={t.takeBack}
          question={
            asked.message.notification && isWithVisitor(asked.message.notification) ? t.takeBackEmailed : t.takeBackSure
          }
          onYes={() => void workspace.notices.attempt(() => model.takeBack(asked.message.seq))}
          onClose={onClose}
        />
      );
    case 'close':
      return (
        <ConfirmDialog
          key="close"
          title={t.closeConversation}
          question={t.closeSure}
          onYes={() => {
            if (model.conversation.value !== null)
              void workspace.changes.changeStatus(model.conversation.value, 'closed');
          }}
          onClose={onClose}
        />
      );
    case 'visitor':
      return (
        <Dialog key="visitor" title={t.visitorHeading} onClose={onClose}>
          <VisitorFacts workspace={workspace} model={model} />
        </Dialog>
      );
    case undefined:
      return null;
  }
}
