import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { FilePicker } from './file-picker.tsx';
import type { FileInMail, LocalApi, Mail, MailClient, Reply } from './local-api.ts';
import { texts } from './texts/texts.ts';
import { writers } from './writers.ts';
import type { Writer } from './writers.ts';

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
  const [writer, setWriter] = useState<Writer>('recipient');
  const [other, setOther] = useState('karin@example.org');
  const [client, setClient] = useState<MailClient>('gmail');
  const [kind, setKind] = useState<Reply['kind']>('reply');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [state, setState] = useState<'idle' | 'sending' | 'sent' | 'refused'>('idle');
  const isEmpty = text.trim() === '' && files.length === 0;

  async function send(): Promise<void> {
    setState('sending');
    try {
      const attachments = await Promise.all(files.map(inMail));
      await api.reply(mail.id, {
        text,
        client,
        kind,
        sender: writer === 'forger' ? 'forged' : 'genuine',
        ...(writer === 'other' ? { from: other.trim() } : {}),
        ...(attachments.length === 0 ? {} : { attachments }),
      });
      setState('sent');
      setText('');
      setFiles([]);
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
        if (!isEmpty && state !== 'sending') void send();
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
      <FilePicker files={files} onChange={setFiles} />
      <div class="reply-options">
        <Choice label={t.as} values={writers} value={writer} words={t.writers} onChange={setWriter} />
        <Choice label={t.client} values={clients} value={client} words={t.clients} onChange={setClient} />
        <Choice label={t.kind} values={kinds} value={kind} words={t.kinds} onChange={setKind} />
        {writer === 'other' && (
          <label>
            {t.otherAddress}
            <input
              class="input"
              type="email"
              dir="ltr"
              value={other}
              onInput={(event) => setOther(event.currentTarget.value)}
            />
          </label>
        )}
      </div>
      <p class="quiet hint">{kind === 'auto-reply' && writer !== 'forger' ? t.autoReplyHint : t.writerHints[writer]}</p>
      <div class="line">
        <button type="submit" class="button primary" aria-disabled={isEmpty || state === 'sending'}>
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

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly words: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, values, value, words, onChange }: ChoiceProps<Value>): JSX.Element {
  return (
    <label>
      {label}
      <select
        class="select"
        value={value}
        onChange={(event) => onChange(values.find((one) => one === event.currentTarget.value) ?? value)}
      >
        {values.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </select>
    </label>
  );
}

async function inMail(file: File): Promise<FileInMail> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { filename: file.name, contentType: file.type || 'application/octet-stream', content: btoa(binary) };
}
