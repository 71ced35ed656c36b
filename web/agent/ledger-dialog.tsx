import type { JSX } from 'preact';
import type { Decision, SentEmail } from '../../contract/emails.ts';
import { Dialog } from '../console/dialog.tsx';
import { times } from '../console/language.ts';
import { texts } from './texts/texts.ts';

interface LedgerDialogProps {
  /** The message that was asked about. */
  readonly seq: number;
  readonly decisions: readonly Decision[];
  readonly emails: readonly SentEmail[];
  readonly onShowEmail: (episode: number) => void;
  readonly onClose: () => void;
}

/** What was decided about a message, and why: the ledger's entries that saw it. */
export function LedgerDialog({ seq, decisions, emails, onShowEmail, onClose }: LedgerDialogProps): JSX.Element {
  const t = texts();
  const about = decisions.filter(({ saw }) => saw === undefined || (saw.firstSeq <= seq && seq <= saw.through));
  const email = emails.findLast(({ messages }) => messages.includes(seq));
  return (
    <Dialog title={t.whyTitle} onClose={onClose}>
      {about.length === 0 ? (
        <p class="quiet">{t.whyEmpty}</p>
      ) : (
        <ol class="ledger">
          {about.map((decision) => (
            <li key={`${decision.episode}-${decision.arm}-${decision.decision}`}>
              <time dateTime={decision.at} title={times.value.exact(decision.at)}>
                {times.value.moment(decision.at, Date.now())}
              </time>
              <span>
                {t.decisions[decision.decision] ??
                  t.because(t.states.skipped, t.reasons[decision.decision] ?? decision.decision)}
                {decision.detail !== undefined && decision.detail !== '' && (
                  <span class="quiet text"> {decision.detail}</span>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
      {email !== undefined && (
        <p>
          <button type="button" class="button" onClick={() => onShowEmail(email.episode)}>
            {t.showEmail}
          </button>
        </p>
      )}
    </Dialog>
  );
}
