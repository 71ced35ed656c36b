import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { FileInMail, LocalApi, Mail, MailClient, Reply } from './local-api.ts';
import { texts } from './texts/mailbox-words.ts';

interface ReplyBoxProps {
  readonly mail: Mail;
  readonly api: LocalApi;
}

const clients: readonly MailClient[] = ['gmail', 'outlook', 'apple'];
const kinds: readonly Reply['kind'][] = ['reply', 'auto-reply'];

/** Answers a mail as a mail program would, over SMTP. */
export function ReplyBox({ mail, api }: ReplyBoxProps): JSX.Element {
  const t = texts();
  const id = useId();
  const [text, setText] = useState('');
  const [from, setFrom] = useState(mail.to);
  const [client, setClient] = useState<MailClient>('gmail');
  const [kind, setKind] = useState<Reply['kind']>('reply');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [state, setState] = useState<'idle' | 'sending' | 'sent' | 'refused'>('idle');

  async function send(form: HTMLFormElement): Promise<void> {
    setState('sending');
    try {
      const attachments = await Promise.all(files.map(inMail));
      await api.reply(mail.id, {
        text,
        client,
        kind,
        ...(from.trim() === mail.to ? {} : { from: from.trim() }),
        ...(attachments.length === 0 ? {} : { attachments }),
      });
      setState('sent');
      setText('');
      setFiles([]);
      form.reset();
    } catch {
      setState('refused');
    }
  }

  return (
    <form
      class="reply-box"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '' && state !== 'sending') void send(event.currentTarget);
      }}
    >
      <h3>{t.reply}</h3>
      <label class="hidden" for={`${id}-text`}>
        {t.replyLabel}
      </label>
      <textarea
        id={`${id}-text`}
        class="area"
        rows={4}
        dir="auto"
        placeholder={t.replyLabel}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setState('idle');
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
        }}
      />
      <div class="reply-options">
        <label>
          {t.as}
          <input
            class="input"
            type="email"
            dir="ltr"
            title={t.somebodyElse}
            value={from}
            onInput={(event) => setFrom(event.currentTarget.value)}
          />
        </label>
        <label>
          {t.client}
          <select
            class="select"
            value={client}
            onChange={(event) => setClient(clients.find((one) => one === event.currentTarget.value) ?? 'gmail')}
          >
            {clients.map((one) => (
              <option key={one} value={one}>
                {t.clients[one]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t.kind}
          <select
            class="select"
            value={kind}
            onChange={(event) => setKind(kinds.find((one) => one === event.currentTarget.value) ?? 'reply')}
          >
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t.kinds[one]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t.attach}
          <input
            class="input file"
            type="file"
            multiple
            onChange={(event) => setFiles([...(event.currentTarget.files ?? [])])}
          />
        </label>
      </div>
      <div class="line">
        <button type="submit" class="button primary" disabled={text.trim() === ''} aria-disabled={state === 'sending'}>
          {t.send}
        </button>
        <span role="status" class={state === 'refused' ? 'problem' : 'quiet'}>
          {state === 'sending' && t.sending}
          {state === 'sent' && t.sent}
          {state === 'refused' && t.refused}
        </span>
      </div>
    </form>
  );
}

async function inMail(file: File): Promise<FileInMail> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { filename: file.name, contentType: file.type || 'application/octet-stream', content: btoa(binary) };
}
