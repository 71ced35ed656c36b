import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Answer } from '../../contract/agents.ts';
import type { SentMessage, Status } from '../../contract/conversations.ts';
import type { Message } from '../../contract/messages.ts';
import { mayPass } from '../shared/call.ts';
import { newMessageId } from '../shared/message-id.ts';
import type { Written } from './composer.tsx';
import { createRepeating } from './repeating.ts';
import type { Surroundings } from './repeating.ts';

/** An answer or note that the server has not confirmed yet. */
export interface Outgoing extends Answer {
  readonly state: 'sending' | 'failed';
  /** Sending it again may help, and is done by itself. */
  readonly mayPass: boolean;
  readonly files: readonly { readonly name: string }[];
  /** How the conversation stands once it is sent. */
  readonly andThen: Status | undefined;
}

/** What is still to be sent in one conversation. It lives as long as the page, so that looking elsewhere loses nothing. */
export interface Outbox {
  readonly outgoing: ReadonlySignal<readonly Outgoing[]>;
  readonly write: (written: Written) => void;
  /** A message has come in; it may be one of these. */
  readonly confirm: (message: Message) => void;
  /** Waits no longer with what may pass; the server recognises what it has already. */
  readonly flush: () => void;
  readonly retry: (clientMessageId: string) => void;
  readonly discard: (clientMessageId: string) => void;
}

export interface OutboxOptions {
  readonly send: (answer: Answer) => Promise<SentMessage>;
  /** Once for each, whether the server answered or the message came in otherwise. */
  readonly onSent: (outgoing: Outgoing, sent: SentMessage) => void;
  readonly surroundings?: Surroundings;
}

/** Sends one after another, in the order written, again and again until each is confirmed or refused for good. */
export function createOutbox({ send, onSent, surroundings }: OutboxOptions): Outbox {
  const outgoing = signal<readonly Outgoing[]>([]);
  const sending = createRepeating(drain, surroundings);
  let isBusy = false;

  function find(id: string | undefined): Outgoing | undefined {
    return outgoing.value.find((one) => one.clientMessageId === id);
  }

  function change(isMeant: (one: Outgoing) => boolean, to: Partial<Outgoing>): void {
    outgoing.value = outgoing.value.map((one) => (isMeant(one) ? { ...one, ...to } : one));
  }

  function drop(id: string): void {
    outgoing.value = outgoing.value.filter((one) => one.clientMessageId !== id);
  }

  function settle(id: string | undefined, sent: SentMessage): void {
    const one = find(id);
    if (one === undefined) return;
    drop(one.clientMessageId);
    onSent(one, sent);
  }

  async function drain(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    try {
      for (let next = firstToSend(); next !== undefined; next = firstToSend()) await attempt(next);
    } finally {
      isBusy = false;
    }
  }

  function firstToSend(): Outgoing | undefined {
    return outgoing.value.find((one) => one.mayPass);
  }

  /** Throws what may pass: those behind it wait as well, so that their order stays. */
  async function attempt({
    state: _state,
    mayPass: _mayPass,
    files: _files,
    andThen: _andThen,
    ...answer
  }: Outgoing): Promise<void> {
    const id = answer.clientMessageId;
    try {
      settle(id, await send(answer));
    } catch (error) {
      const isPassing = mayPass(error);
      change((one) => (isPassing ? one.mayPass : one.clientMessageId === id), { state: 'failed', mayPass: isPassing });
      if (isPassing) throw error;
    }
  }

  function flush(): void {
    void sending.run();
  }

  return {
    outgoing,
    write({ files, andThen, ...written }) {
      const attachmentIds = files.flatMap((file) => file.id ?? []);
      const answer: Outgoing = {
        ...written,
        ...(files.length === 0 ? {} : { attachmentIds }),
        clientMessageId: newMessageId(),
        state: 'sending',
        mayPass: true,
        files,
        andThen,
      };
      outgoing.value = [...outgoing.value, answer];
      flush();
    },
    confirm: (message) => settle(message.clientMessageId, { message }),
    flush,
    retry(id) {
      change((one) => one.clientMessageId === id, { state: 'sending', mayPass: true });
      flush();
    },
    discard: drop,
  };
}
