import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, RunningSystem } from '../running-system.ts';
import type { Dice } from './dice.ts';

/** What somebody was told had been taken, or might have been. */
export interface Said {
  readonly text: string;
  readonly acknowledged: boolean;
}

interface Correspondent {
  readonly email: string;
  token: string;
  readonly conversation: string;
}

/** A caller gives up on a system that does not come back. */
const longestTryingMs = 600_000;

/**
 * Visitors who write and read, agents who answer, mail that comes in, and time that passes, all at once. Whoever is not
 * answered tries again with the same id, as pages and mail servers do. What was acknowledged is written down.
 */
export class Traffic {
  readonly #system: RunningSystem;
  readonly #dice: Dice;
  readonly #said = new Map<string, Said>();
  readonly #visitors: Correspondent[] = [];
  #agentToken = '';
  #stopping = false;
  #running: Promise<unknown> = Promise.resolve();
  #count = 0;
  #acknowledged = 0;

  constructor(system: RunningSystem, dice: Dice) {
    this.#system = system;
    this.#dice = dice;
  }

  /** Everything that anybody said, by the text that only they said. */
  get said(): ReadonlyMap<string, Said> {
    return this.#said;
  }

  /** Resolves as soon as somebody is told that something was taken. Rejects if nobody is for a long time. */
  async progress(): Promise<void> {
    const before = this.#acknowledged;
    const giveUpAt = performance.now() + longestTryingMs;
    while (this.#acknowledged === before) {
      if (performance.now() > giveUpAt) throw new Error('Nobody gets anything done any more');
      await wait(20);
    }
  }

  async start(visitors: number): Promise<void> {
    for (let index = 0; index < visitors; index += 1) await this.#arrive(`visitor${index}@example.org`);
    const forEver = async (act: () => Promise<void>): Promise<void> => {
      while (!this.#stopping) await act();
    };
    this.#running = Promise.all([
      forEver(() => this.#visitorWrites()),
      forEver(() => this.#visitorReads()),
      forEver(() => this.#agentAnswers()),
      forEver(() => this.#agentAnswers()),
      forEver(() => this.#mailComesIn()),
      forEver(() => this.#timePasses()),
    ]);
    // Told when it is stopped.
    this.#running.catch(() => undefined);
  }

  /** Lets everybody finish what they have begun. Rejects if somebody could not. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  async #arrive(email: string): Promise<void> {
    const session = await this.#insist('POST', '/v1/visitor/sessions', () => '', { locale: 'en', email });
    const { token } = session.body as { token: string };
    const first = { clientMessageId: randomUUID(), text: this.#newText('opens') };
    const opened = await this.#insist('POST', '/v1/visitor/conversations', () => token, first);
    this.#acknowledge(first.text);
    const { conversation } = opened.body as { conversation: { id: string } };
    this.#visitors.push({ email, token, conversation: conversation.id });
  }

  async #visitorWrites(): Promise<void> {
    const visitor = this.#dice.oneOf(this.#visitors);
    const body = { clientMessageId: randomUUID(), text: this.#newText('writes') };
    const path = `/v1/visitor/conversations/${visitor.conversation}/messages`;
    await this.#insist(
      'POST',
      path,
      () => visitor.token,
      body,
      () => this.#renew(visitor),
    );
    this.#acknowledge(body.text);
    await wait(this.#dice.below(400));
  }

  async #visitorReads(): Promise<void> {
    const visitor = this.#dice.oneOf(this.#visitors);
    const path = `/v1/visitor/conversations/${visitor.conversation}`;
    const renew = (): Promise<void> => this.#renew(visitor);
    const read = await this.#insist('GET', `${path}/messages?after=0&limit=1`, () => visitor.token, undefined, renew);
    const { lastSeq } = (read.body as { conversation: { lastSeq: number } }).conversation;
    const through = Math.max(1, lastSeq - this.#dice.below(4));
    await this.#insist('PUT', `${path}/read`, () => visitor.token, { through }, renew);
    await wait(500 + this.#dice.below(1500));
  }

  async #agentAnswers(): Promise<void> {
    const visitor = this.#dice.oneOf(this.#visitors);
    const notify = this.#dice.oneOf(['auto', 'auto', 'auto', 'now', 'never']);
    const body = { clientMessageId: randomUUID(), text: this.#newText('answers'), notify };
    const path = `/v1/agent/conversations/${visitor.conversation}/messages`;
    await this.#insist(
      'POST',
      path,
      () => this.#agentToken,
      body,
      () => this.#signIn(),
    );
    this.#acknowledge(body.text);
    await wait(this.#dice.below(300));
  }

  /** A reply to some e-mail; the server that brings it tries again with the very same mail. */
  async #mailComesIn(): Promise<void> {
    await wait(this.#dice.below(600));
    const mails = await this.#system.mailbox().catch(() => []);
    if (mails.length === 0) return;
    const { to, replyTo } = this.#dice.oneOf(mails);
    const text = this.#newText('replies');
    const mail = { from: to, to: replyTo, subject: 'Re: Hello', messageId: `<${randomUUID()}@example.org>`, text };
    await this.#untilDone(() => this.#system.bringMail(mail));
    this.#acknowledge(text);
  }

  async #timePasses(): Promise<void> {
    const advanceSeconds = 30 + this.#dice.below(240);
    await this.#system.clock(advanceSeconds).catch(() => undefined);
    await wait(this.#dice.below(300));
  }

  async #renew(visitor: Correspondent): Promise<void> {
    const renewed = await this.#insist('POST', '/v1/visitor/sessions', () => visitor.token, {});
    visitor.token = (renewed.body as { token: string }).token;
  }

  async #signIn(): Promise<void> {
    await this.#untilDone(async () => {
      this.#agentToken = await this.#system.agentToken('ada', 'admin');
    });
  }

  /** Calls until it is done. A refusal that will never change is an error of this test. */
  async #insist(
    method: string,
    path: string,
    token: () => string,
    body?: unknown,
    signIn?: () => Promise<void>,
  ): Promise<Answer> {
    return this.#untilDone(async () => {
      const authorized = token() === '' ? {} : { token: token() };
      const answer = await this.#system.request(method, path, {
        ...authorized,
        ...(body === undefined ? {} : { body }),
      });
      if (answer.status === 401 && signIn !== undefined) await signIn();
      if (answer.status < 300) return answer;
      throw new Error(`${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
    });
  }

  async #untilDone<T>(attempt: () => Promise<T>): Promise<T> {
    const giveUpAt = performance.now() + longestTryingMs;
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (performance.now() > giveUpAt) throw error;
        await wait(50 + this.#dice.below(150));
      }
    }
  }

  #newText(what: string): string {
    const text = `${what} number ${(this.#count += 1)} ends.`;
    this.#said.set(text, { text, acknowledged: false });
    return text;
  }

  #acknowledge(text: string): void {
    this.#said.set(text, { text, acknowledged: true });
    this.#acknowledged += 1;
  }
}
