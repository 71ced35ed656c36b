import type { Call } from '../shared/call.ts';

/** A mail that the system sent. */
export interface Mail {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly sentAt: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
  /** Bytes. */
  readonly size: number;
  readonly attachments?: readonly { readonly filename: string; readonly contentType: string; readonly size: number }[];
  /** What the system told SES to name in its events. */
  readonly tags?: Readonly<Record<string, string>>;
}

export type MailClient = 'gmail' | 'outlook' | 'apple';

export interface FileInMail {
  readonly filename: string;
  readonly contentType: string;
  /** Base64. */
  readonly content: string;
}

export interface Reply {
  readonly text: string;
  readonly client: MailClient;
  readonly from?: string;
  readonly kind: 'reply' | 'auto-reply';
  /** Forged: the domain of `from` disowns the mail. */
  readonly sender: 'genuine' | 'forged';
  readonly attachments?: readonly FileInMail[];
}

export interface Schedule {
  readonly name: string;
  readonly group?: string;
  readonly expression?: string;
  readonly nextAt?: string;
}

export interface DeadLetter {
  readonly id: string;
  readonly queue?: string;
  readonly sentAt?: string;
  readonly body?: string;
}

export type MailEvent = 'delivery' | 'bounce' | 'complaint';

/** `/__local/`: what only one machine can do. */
export interface LocalApi {
  readonly mails: () => Promise<readonly Mail[]>;
  readonly source: (id: string) => Promise<string>;
  readonly reply: (id: string, reply: Reply) => Promise<void>;
  readonly report: (id: string, event: MailEvent) => Promise<void>;
  /** Lets time pass and answers what time it is then. */
  readonly advance: (seconds: number) => Promise<string>;
  readonly schedules: () => Promise<readonly Schedule[]>;
  readonly deadLetters: () => Promise<readonly DeadLetter[]>;
  /** Takes up once more what was given up. Throws Refusal 409 when the letter does not hold the event itself. */
  readonly redrive: (id: string) => Promise<void>;
}

export function createLocalApi(call: Call): LocalApi {
  return {
    mails: () => call('GET', '/__local/mailbox') as Promise<readonly Mail[]>,
    async source(id) {
      const response = await fetch(`${mail(id)}/raw`);
      return response.text();
    },
    async reply(id, reply) {
      await call('POST', `${mail(id)}/reply`, reply);
    },
    async report(id, type) {
      await call('POST', `${mail(id)}/event`, { type });
    },
    async advance(advanceSeconds) {
      const answer = (await call('POST', '/__local/clock', { advanceSeconds })) as { now: string };
      return answer.now;
    },
    schedules: () => call('GET', '/__local/schedules') as Promise<readonly Schedule[]>,
    deadLetters: () => call('GET', '/__local/dead-letters') as Promise<readonly DeadLetter[]>,
    async redrive(id) {
      await call('POST', `/__local/dead-letters/${encodeURIComponent(id)}/redrive`);
    },
  };
}

function mail(id: string): string {
  return `/__local/mailbox/${encodeURIComponent(id)}`;
}
