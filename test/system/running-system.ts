import { deepStrictEqual } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import nodemailer from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import { freePort } from '../../local/free-port.ts';

export interface SystemOptions {
  /** Where its data live; without one, in a temporary folder that `stop` removes. */
  readonly dataFolder?: string;
  /** Added to the environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface RequestOptions {
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  /** Parsed if it is JSON, else text. */
  readonly body: unknown;
  readonly headers: Headers;
}

/** A mail that the system sent. */
export interface MailboxEntry {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly sentAt: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
  readonly size: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ListedSchedule {
  readonly name: string;
  readonly group: string;
  readonly expression: string;
  readonly nextAt?: string;
}

export interface ListedDeadLetter {
  readonly id: string;
  readonly queue: string;
  readonly sentAt: string;
  readonly body: string;
}

/** An event that the system put onto a bus. */
export interface ListedEvent {
  readonly number: number;
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly time: string;
  readonly detail: Readonly<Record<string, unknown>> & { readonly id: string };
}

/** Started, waited for and given up after this: a first synthesis on a busy machine takes its time. */
const longestStartMs = 120_000;
const root = resolve(import.meta.dirname, '../..');

/** Starts the whole system as `npm start` does, on free ports. Rejects with everything it said when it does not start. */
export async function startSystem(options: SystemOptions = {}): Promise<RunningSystem> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'conversations-')));
  const system = new RunningSystem(dataFolder, options, await freePort(), await freePort());
  await system.restart();
  return system;
}

/** The system as a process of its own, seen from outside: over HTTP and SMTP. */
export class RunningSystem {
  /** Origin of pages and API. The same after a restart. */
  readonly url: string;
  readonly smtpPort: number;
  readonly dataFolder: string;
  readonly #options: SystemOptions;
  #process: ChildProcess | undefined;
  #said = '';

  constructor(dataFolder: string, options: SystemOptions, port: number, smtpPort: number) {
    this.dataFolder = dataFolder;
    this.#options = options;
    this.url = `http://127.0.0.1:${port}`;
    this.smtpPort = smtpPort;
  }

  /** Everything it has written so far, over all its starts. */
  get output(): string {
    return this.#said;
  }

  /** Starts it again on the same ports and data; ends it first, in order, if it still runs. */
  async restart(): Promise<void> {
    await this.#end('SIGTERM');
    const ports = ['--port', new URL(this.url).port, '--smtp-port', String(this.smtpPort)];
    const child = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts', ...ports, '--data', this.dataFolder], {
      cwd: root,
      env: { ...process.env, NODE_NO_WARNINGS: '1', ...this.#options.environment },
      // The channel says nothing; it only closes, and ends the system, when these tests are killed.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#process = child;
    const ready = await new Promise<unknown>((found, reject) => {
      const failed = (reason: string): void => reject(new Error(`The system ${reason}. It said:\n${this.#said}`));
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        failed('was not ready in time');
      }, longestStartMs);
      let standardOutput = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        this.#said += chunk.toString();
        standardOutput += chunk.toString();
        const line = /^ready (\{.*\})$/m.exec(standardOutput)?.[1];
        if (line === undefined) return;
        clearTimeout(timer);
        found(JSON.parse(line));
      });
      child.stderr?.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
      child.once('exit', (code, signal) => {
        clearTimeout(timer);
        failed(`ended with ${signal ?? code ?? 'nothing'}`);
      });
    });
    deepStrictEqual(ready, { url: this.url, smtpPort: this.smtpPort });
  }

  /** Ends it as Ctrl-C does, and removes its data if they were temporary. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    if (this.#options.dataFolder === undefined) await rm(this.dataFolder, { recursive: true, force: true });
  }

  /** Kills it without warning. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async request(method: string, path: string, { body, token, headers }: RequestOptions = {}): Promise<Answer> {
    const response = await fetch(new URL(path, this.url), {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
  }

  /** Lets what is under way settle and then time pass. Answers the new time. */
  async clock(advanceSeconds: number): Promise<string> {
    const answer = await this.#control('POST', '/__local/clock', { advanceSeconds });
    return (answer as { now: string }).now;
  }

  /** What the system sent, newest first; to one address, if given. */
  async mailbox(to?: string): Promise<MailboxEntry[]> {
    const mails = (await this.#control('GET', '/__local/mailbox')) as MailboxEntry[];
    return to === undefined ? mails : mails.filter((mail) => mail.to === to);
  }

  /** Has SES report something about a mail. */
  async reportMail(id: string, type: 'bounce' | 'soft-bounce' | 'complaint' | 'delivery'): Promise<void> {
    await this.#control('POST', `/__local/mailbox/${id}/event`, { type });
  }

  /** A token of an agent, who may be an admin too. */
  async agentToken(agent: string, role: 'agent' | 'admin' = 'agent'): Promise<string> {
    const query = new URLSearchParams({ agent, admin: String(role === 'admin') });
    const answer = await this.#control('GET', `/__local/agent-token?${query.toString()}`);
    return (answer as { token: string }).token;
  }

  async schedules(): Promise<ListedSchedule[]> {
    return (await this.#control('GET', '/__local/schedules')) as ListedSchedule[];
  }

  async deadLetters(): Promise<ListedDeadLetter[]> {
    return (await this.#control('GET', '/__local/dead-letters')) as ListedDeadLetter[];
  }

  /** What integrators were told, oldest first, after the event with that number. */
  async events(after = 0): Promise<ListedEvent[]> {
    return (await this.#control('GET', `/__local/events?after=${after}`)) as ListedEvent[];
  }

  /** Brings a mail over SMTP. Rejects when it is refused. */
  async bringMail(mail: SendMailOptions): Promise<void> {
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port: this.smtpPort, ignoreTLS: true });
    try {
      await transport.sendMail(mail);
    } finally {
      transport.close();
    }
  }

  async #control(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.request(method, path, body === undefined ? {} : { body });
    if (answer.status < 300) return answer.body;
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolveEnd) => child.once('exit', resolveEnd));
    child.kill(signal);
    await ended;
  }
}
