import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { locale, times } from '../console/language.ts';
import { fileSize } from '../shared/files.ts';
import { plainName } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { backIcon, externalIcon } from '../shared/icons.ts';
import { HtmlPart } from './html-part.tsx';
import type { LocalApi, Mail, MailEvent } from './local-api.ts';
import { resumeLinkIn } from './mail-content.ts';
import { ReplyBox } from './reply-box.tsx';
import { texts } from './texts/texts.ts';

interface MailViewProps {
  readonly mail: Mail;
  readonly api: LocalApi;
  readonly onBack: () => void;
}

const tabs = ['html', 'text', 'headers', 'source'] as const;
type Tab = (typeof tabs)[number];

/** One mail: what it looks like, what it is made of, its link, and a reply to it. */
export function MailView({ mail, api, onBack }: MailViewProps): JSX.Element {
  const t = texts();
  const [tab, setTab] = useState<Tab>('html');
  const link = resumeLinkIn(mail.text);
  const conversation = mail.tags?.conversation;
  return (
    <article class="mail">
      <header class="mail-head">
        <button type="button" class="icon-button back" aria-label={t.back} onClick={onBack}>
          <IconShape shape={backIcon} size={20} />
        </button>
        <div class="mail-title">
          <h2 dir="auto">{plainName(mail.subject)}</h2>
          <p class="quiet">{times.value.exact(mail.sentAt)}</p>
        </div>
        <div class="line">
          {conversation !== undefined && (
            <a class="button" href={`/agent#/conversations/${encodeURIComponent(conversation)}`} target="_blank">
              {t.openConversation}
            </a>
          )}
          {link !== undefined && (
            <a class="button primary" href={link} target="_blank" rel="noopener noreferrer">
              <IconShape shape={externalIcon} />
              {t.openLink}
            </a>
          )}
        </div>
      </header>
      <dl class="addresses">
        <Address term={t.from} value={mail.from} />
        <Address term={t.to} value={mail.to} />
        {mail.replyTo !== '' && <Address term={t.replyTo} value={mail.replyTo} />}
        {mail.attachments !== undefined && mail.attachments.length > 0 && (
          <Address term={t.attachments} value={mail.attachments.map(withSize).join(', ')} />
        )}
      </dl>
      <div class="tabs" role="group" aria-label={t.parts}>
        {tabs.map((one) => (
          <button key={one} type="button" class="tab" aria-pressed={one === tab} onClick={() => setTab(one)}>
            {t.tabs[one]}
          </button>
        ))}
      </div>
      {tab === 'html' && <HtmlPart html={mail.html} />}
      {tab === 'text' && (
        <pre class="raw" dir="auto" tabIndex={0}>
          {mail.text}
        </pre>
      )}
      {tab === 'headers' && <Headers headers={mail.headers} />}
      {tab === 'source' && <Source id={mail.id} api={api} />}
      <ReplyBox mail={mail} api={api} />
      <Report id={mail.id} api={api} />
    </article>
  );
}

function withSize({ filename, size }: { readonly filename: string; readonly size: number }): string {
  return `${plainName(filename)} (${fileSize(size, locale.value)})`;
}

function Address({ term, value }: { readonly term: string; readonly value: string }): JSX.Element {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <bdi>{plainName(value)}</bdi>
      </dd>
    </div>
  );
}

function Headers({ headers }: { readonly headers: Readonly<Record<string, string>> }): JSX.Element {
  return (
    <dl class="headers">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Source({ id, api }: { readonly id: string; readonly api: LocalApi }): JSX.Element {
  const [source, setSource] = useState('');
  useEffect(() => {
    api.source(id).then(setSource, () => undefined);
  }, [api, id]);
  return (
    <pre class="raw" dir="ltr" tabIndex={0}>
      {source}
    </pre>
  );
}

const events: readonly MailEvent[] = ['delivery', 'bounce', 'complaint'];

/** Has SES report what became of the mail. */
function Report({ id, api }: { readonly id: string; readonly api: LocalApi }): JSX.Element {
  const t = texts();
  const [isReported, setReported] = useState(false);
  return (
    <section class="report" aria-label={t.report}>
      <h3>{t.report}</h3>
      <div class="line">
        {events.map((event) => (
          <button
            key={event}
            type="button"
            class="button small"
            onClick={() =>
              void api.report(id, event).then(
                () => setReported(true),
                () => setReported(false),
              )
            }
          >
            {t.events[event]}
          </button>
        ))}
        <span class="quiet" role="status">
          {isReported && t.reported}
        </span>
      </div>
    </section>
  );
}
