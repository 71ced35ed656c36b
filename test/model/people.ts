import { disable, saveSettings } from '../../functions/api/admin/settings.ts';
import { changeStatus } from '../../functions/api/agent/conversations.ts';
import type { AgentHandler } from '../../functions/api/agent/identity.ts';
import { deleteMessage, postMessage } from '../../functions/api/agent/messages.ts';
import { decideByAgent } from '../../functions/api/agent/notification.ts';
import type { AgentPorts } from '../../functions/api/agent/ports.ts';
import type { Handler, Request } from '../../functions/api/http/api.ts';
import { Problem } from '../../functions/api/http/problem.ts';
import { notMe, unsubscribe } from '../../functions/api/visitor/email-links.ts';
import { updateVisitor } from '../../functions/api/visitor/profile.ts';
import { advanceRead } from '../../functions/domain/conversation/advance-read.ts';
import { post, start } from '../../functions/domain/conversation/post.ts';
import { replyAddress } from '../../functions/domain/email/reply-address.ts';
import { plusSeconds } from '../../functions/domain/instant.ts';
import type { Conversation } from '../../functions/domain/records/conversation.ts';
import { seq } from '../../functions/domain/records/ids.ts';
import type { AgentId, VisitorId } from '../../functions/domain/records/ids.ts';
import type { Visitor } from '../../functions/domain/records/visitor.ts';
import type { Settings } from '../../functions/domain/settings/settings.ts';
import type { Process } from './machine.ts';
import { replyDomain } from './system.ts';
import type { InboundMail, System } from './system.ts';

export const vera = 'vera' as VisitorId;
export const addresses = ['vera@example.org', 'v.stein@example.net', 'info@example.com'] as const;
const ada = { id: 'ada' as AgentId, name: 'Ada' };

interface Wanted {
  readonly name: string;
  /** True if it was acknowledged; false for a refusal (a conflict, nothing pending …). */
  readonly run: (process: Process) => Promise<unknown>;
  readonly acknowledged?: (result: unknown) => void;
  /** How often the page asks again when it gets no answer. */
  readonly again?: number;
}

/** What was written, by client message id, and whether that was acknowledged. */
export interface Written {
  readonly clientMessageId: string;
  acknowledged: boolean;
}

/** What visitor, agent and admin do: each a request to the functions, whose answer may get lost, and is then asked for again. */
export class People {
  readonly written: Written[] = [];
  readonly mails: InboundMail[] = [];
  readonly #system: System;
  #words = 0;

  constructor(system: System) {
    this.#system = system;
  }

  writes(conversation: Conversation | undefined): void {
    const words = this.#next('hello');
    const written: Written = { clientMessageId: words, acknowledged: false };
    this.written.push(written);
    const draft = {
      author: { kind: 'visitor', id: vera },
      channel: 'messaging',
      text: words,
      clientMessageId: words,
    } as const;
    this.#ask({
      name: `Vera writes “${words}”`,
      again: 2,
      run: (process) => {
        const [world, table] = [this.#system.worldOf(process), this.#system.tableOf(process)];
        return conversation === undefined
          ? start(world, table, { visitorId: vera, draft })
          : post(world, table, { conversationId: conversation.id, draft });
      },
      acknowledged: () => (written.acknowledged = true),
    });
  }

  reads({ id, lastSeq }: Conversation, fewer: number): void {
    const through = seq(Math.max(1, lastSeq - fewer));
    this.#ask({
      name: `Vera reads through message ${through}`,
      run: async (process) => {
        const table = this.#system.tableOf(process);
        const message = await table.message(id, through);
        return message && advanceRead(this.#system.worldOf(process), table, 'visitor', message);
      },
    });
  }

  givesAddress(email: string): void {
    this.#ask({
      name: `Vera gives ${email}`,
      run: (process) => updateVisitor(this.#system.worldOf(process), this.#system.tableOf(process), vera, { email }),
    });
  }

  isPresent({ id }: Conversation): void {
    this.#ask({
      name: 'Vera looks at the page',
      run: (process) => {
        const world = this.#system.worldOf(process);
        return this.#system.tableOf(process).setPresence(id, plusSeconds(world.now(), 60));
      },
    });
  }

  /** A reply to the conversation's address: by the visitor, by somebody else, or by a machine of theirs. */
  replies(conversation: Conversation, by: 'visitor' | 'stranger' | 'machine'): void {
    const { visitors } = this.#system.promises;
    const words = this.#next('reply');
    const from =
      by === 'stranger' ? 'somebody@example.edu' : (visitors.get(vera)?.address?.email ?? 'vera@example.org');
    const recipient = replyAddress(conversation.replyToken, replyDomain);
    const automatic = by === 'machine' ? ['Auto-Submitted: auto-replied'] : [];
    const lines = [
      `From: <${from}>`,
      `To: ${recipient}`,
      'Subject: Re: New messages',
      `Message-ID: <${words}@example.org>`,
      ...automatic,
      '',
      `${words}, she says.`,
      '',
    ];
    const mail: InboundMail = {
      raw: new TextEncoder().encode(lines.join('\r\n')),
      recipients: [recipient],
      from,
      keys: [],
    };
    this.mails.push(mail);
    const { machine } = this.#system;
    this.#system.tell(() => `${from} sends “${words}” by e-mail${by === 'machine' ? ' (an automatic reply)' : ''}`);
    this.#system.receive(mail);
    // SES may have the function invoked twice, and the sender's server may deliver the mail twice.
    if (machine.chances.oneIn(4))
      this.#system.deliver(mail, mail.keys[0]!.slice('inbound/'.length), machine.now + machine.chances.below(90_000));
    if (machine.chances.oneIn(4)) this.#system.receive(mail, machine.now + machine.chances.below(600_000));
  }

  async opensLink(purpose: 'unsubscribe' | 'not-me', text: string): Promise<void> {
    const { promises, table } = this.#system;
    const token = new RegExp(`/v1/email/${purpose}/([a-z0-9]+)`).exec(text)?.[1] ?? '';
    const link = await table.linkToken(purpose, token);
    if (link === undefined) return;
    const { conversationId, visitorId, email } = link;
    this.#request({
      name:
        purpose === 'not-me'
          ? `${email} says it is not their conversation`
          : `${email} wants no more e-mails about the conversation`,
      handler: purpose === 'not-me' ? notMe : unsubscribe,
      parameters: { token },
      acknowledged: () => {
        if (purpose === 'unsubscribe') promises.acknowledgedOptOut(conversationId, email);
        else promises.acknowledgedNotHis(visitorId, email);
      },
      again: 1,
    });
  }

  answers({ id }: Conversation, notify: 'auto' | 'now' | 'never', visibility: 'public' | 'note' = 'public'): void {
    const words = this.#next(visibility === 'note' ? 'note' : 'answer');
    const written: Written = { clientMessageId: words, acknowledged: false };
    this.written.push(written);
    this.#agent(postMessage, {
      name: `Ada writes “${words}” (${visibility === 'note' ? 'a note' : `notify ${notify}`})`,
      parameters: { id },
      body: { clientMessageId: words, text: `${words}.`, notify, visibility },
      again: 2,
      acknowledged: () => (written.acknowledged = true),
    });
  }

  takesBack({ id, lastSeq }: Conversation, fewer: number): void {
    const at = Math.max(1, lastSeq - fewer);
    this.#agent(deleteMessage, { name: `Ada takes message ${at} back`, parameters: { id, seq: String(at) } });
  }

  decides({ id }: Conversation, action: 'send-now' | 'hold' | 'release' | 'skip'): void {
    this.#agent(decideByAgent, { name: `Ada decides: ${action}`, parameters: { id }, body: { action } });
  }

  changesStatus({ id }: Conversation, status: 'open' | 'solved' | 'closed'): void {
    this.#agent(changeStatus, {
      name: `Ada makes the conversation ${status}`,
      parameters: { id },
      body: { status },
      acknowledged: () => {
        if (status === 'closed') this.#system.promises.acknowledgedClosing(id);
      },
    });
  }

  switchesOff(): void {
    this.#agent(disable, {
      name: 'the admin switches the feature off',
      acknowledged: () => this.#system.promises.acknowledgedOff(),
    });
  }

  saves(change: Partial<Settings>): void {
    const said = Object.entries(change).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
    this.#ask({
      name: `the admin saves ${said.join(', ')}`,
      run: async (process) => {
        const ports = this.#agentPorts(process);
        const { settings } = await ports.table.rules();
        return saveSettings(ports)(request({ body: { ...settings, ...change } }), { agent: ada, admin: true });
      },
    });
  }

  #next(kind: string): string {
    return `${kind}-${(this.#words += 1)}`;
  }

  #agentPorts(process: Process): AgentPorts {
    return {
      world: this.#system.worldOf(process),
      table: this.#system.tableOf(process),
      attachments: { downloadUrl: () => '', remove: () => Promise.resolve() },
      files: { get: () => Promise.resolve(undefined) },
    } as unknown as AgentPorts;
  }

  #agent(
    handler: (ports: AgentPorts) => AgentHandler,
    wanted: Omit<Wanted, 'run'> & { readonly parameters?: Request['parameters']; readonly body?: unknown },
  ): void {
    this.#ask({
      ...wanted,
      run: (process) => handler(this.#agentPorts(process))(request(wanted), { agent: ada, admin: true }),
    });
  }

  #request(
    wanted: Omit<Wanted, 'run'> & {
      readonly handler: (ports: Pick<AgentPorts, 'world' | 'table'>) => Handler;
      readonly parameters: Request['parameters'];
    },
  ): void {
    this.#ask({ ...wanted, run: (process) => wanted.handler(this.#agentPorts(process))(request(wanted)) });
  }

  #ask({ name, run, acknowledged, again = 0 }: Wanted): void {
    const system = this.#system;
    let result: unknown;
    const job = {
      name,
      timeoutSeconds: 15,
      run: async (process: Process) => {
        result = await run(process);
      },
      ended: (how: 'done' | { readonly error: unknown }, process: Process) => {
        if (how === 'done') {
          system.tell(() => `${name}: acknowledged`);
          acknowledged?.(result);
          return;
        }
        if (how.error instanceof Problem) {
          const { code } = how.error;
          system.tell(() => `${name}: refused (${code})`);
          return;
        }
        system.failedByItself(job, process, how.error);
        system.tell(() => `${name}: no answer`);
        if (again > 0) {
          const at = system.machine.now + 2_000;
          system.machine.schedule(
            at,
            this.#again({ name, run, ...(acknowledged && { acknowledged }), again: again - 1 }),
          );
        }
      },
    };
    system.machine.start(job);
  }

  #again(wanted: Wanted): {
    readonly name: string;
    readonly timeoutSeconds: number;
    readonly run: () => Promise<void>;
    readonly ended: () => void;
  } {
    // The page asks as a request of its own.
    return {
      name: `${wanted.name} (again)`,
      timeoutSeconds: 15,
      run: () => Promise.resolve(),
      ended: () => this.#ask(wanted),
    };
  }
}

function request({
  parameters = {},
  body,
}: {
  readonly parameters?: Request['parameters'];
  readonly body?: unknown;
}): Request {
  return { method: '', path: '', parameters, query: {}, headers: {}, json: () => body };
}

/** The visitor as a history finds her. */
export function firstVisitor(now: Visitor['createdAt'], email: string | null): Visitor {
  return {
    id: vera,
    version: 0,
    address: email === null ? null : { email, state: 'typed' },
    addressVersion: email === null ? 0 : 1,
    refused: [],
    locale: 'en',
    createdAt: now,
  };
}
