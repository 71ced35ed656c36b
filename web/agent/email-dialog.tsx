import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ShownEmail } from '../../contract/emails.ts';
import { Dialog } from '../console/dialog.tsx';
import { EmailFrame } from '../console/email-frame.tsx';
import { times } from '../console/language.ts';
import { consoleTexts } from '../console/texts.ts';
import { Fact } from './fact.tsx';
import { texts } from './texts/texts.ts';

interface EmailDialogProps {
  readonly load: () => Promise<ShownEmail>;
  readonly onClose: () => void;
}

/** The e-mail as it went out; what would let its reader in is blanked out by the server. */
export function EmailDialog({ load, onClose }: EmailDialogProps): JSX.Element {
  const t = texts();
  const [email, setEmail] = useState<ShownEmail | 'failed' | null>(null);
  useEffect(() => {
    load().then(setEmail, () => setEmail('failed'));
  }, []);
  return (
    <Dialog title={t.emailTitle} size="wide" onClose={onClose}>
      {email === 'failed' && <p role="alert">{consoleTexts().failed}</p>}
      {email !== null && email !== 'failed' && (
        <>
          <dl class="facts kept-facts">
            {email.from !== undefined && (
              <Fact term={t.from}>
                <bdi>{email.from}</bdi>
              </Fact>
            )}
            <Fact term={t.to}>
              <bdi>{email.toShown ?? email.to}</bdi>
            </Fact>
            <Fact term={t.subject}>
              <bdi>{email.subject}</bdi>
            </Fact>
            <Fact term={t.sentAt}>
              <bdi>{times.value.exact(email.sentAt)}</bdi>
            </Fact>
          </dl>
          {email.html === undefined ? (
            <pre class="email-text" dir="auto" tabIndex={0}>
              {email.text}
            </pre>
          ) : (
            <EmailFrame html={email.html} title={t.emailTitle} look="email-frame" />
          )}
        </>
      )}
    </Dialog>
  );
}
