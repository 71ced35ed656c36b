import type { ConversationStore } from '../../functions/domain/conversation/conversation-store.ts';
import type { VisitorStore } from '../../functions/domain/conversation/visitor-store.ts';
import type { Conversation } from '../../functions/domain/records/conversation.ts';
import type { Message } from '../../functions/domain/records/message.ts';
import type { OutboundEmail } from '../../functions/domain/records/outbound-email.ts';
import type { Visitor } from '../../functions/domain/records/visitor.ts';
import type { Commit, Write } from '../../functions/domain/records/write.ts';
import type { Rules } from '../../functions/domain/settings/settings.ts';
import type { Table } from '../../functions/domain/table/table.ts';
import type { Process } from './machine.ts';
import { unreachable } from './outside.ts';

/** What a write replaced. */
export interface Before {
  readonly conversation?: Conversation;
  readonly visitor?: Visitor;
  readonly email?: OutboundEmail;
}

export interface Watcher {
  /** These writes were committed; `before` is what each of them replaced. */
  committed(process: Process, writes: readonly Write[], before: readonly Before[]): void;
  lost(process: Process, commit: Extract<Commit, { kind: 'lost' }>): void;
  cursorMoved(process: Process, before: Conversation, after: Conversation): void;
  rulesRead(process: Process, rules: Rules): void;
}

/** What nothing in the promises depends on: no process is stopped there, and nobody else moves meanwhile. */
const sideline = new Set<string>(['connections', 'removeConnection', 'rememberAgent', 'replaceFindTerms']);

/**
 * The table as one process sees it: each call is a step at which it may fail, be repeated by the SDK or never come back.
 * Whoever watches sees every change with what was there before.
 */
export function steppedTable(table: Table, watcher: Watcher): (process: Process) => Table {
  const methods: Record<string, (this: { readonly process: Process }, ...given: never[]) => Promise<unknown>> = {};
  for (const [name, method] of Object.entries(table) as [string, (...given: never[]) => Promise<unknown>][]) {
    methods[name] = sideline.has(name)
      ? function (...given) {
          return this.process.outside(() => method(...given));
        }
      : function (...given) {
          return this.process.step({
            name: `read (${name})`,
            effect: () => method(...given),
            error: unreachable,
            fragile: 0.2,
          });
        };
  }
  const write = (process: Process, effect: () => Promise<unknown>, mayRepeat: boolean): Promise<never> =>
    process.step({ name: 'write', effect, error: unreachable, mayRepeat, fragile: 2 }) as Promise<never>;
  const overridden: Partial<Record<keyof Table, (this: { readonly process: Process }, ...given: never[]) => unknown>> =
    {
      commit(writes: readonly Write[]) {
        const { process } = this;
        const effect = async (): Promise<Commit> => {
          const before = await Promise.all(writes.map((one) => replaced(table, one)));
          const commit = await table.commit(writes);
          if (commit.kind === 'committed') watcher.committed(process, writes, before);
          else watcher.lost(process, commit);
          return commit;
        };
        // The SDK gives a transaction a token by which its repetition is recognised; a single write has none.
        return write(process, effect, writes.length === 1);
      },
      advanceRead(id: Conversation['id'], reader: 'visitor' | 'agent', through: Message) {
        const { process } = this;
        const effect = async (): ReturnType<ConversationStore['advanceRead']> => {
          const before = await table.conversation(id);
          const after = await table.advanceRead(id, reader, through);
          if (before !== undefined && after !== null && after !== 'lost') watcher.cursorMoved(process, before, after);
          return after;
        };
        return write(process, effect, true);
      },
      setPresence(...given: Parameters<VisitorStore['setPresence']>) {
        return write(this.process, () => table.setPresence(...given), true);
      },
      rules() {
        const { process } = this;
        const effect = async (): Promise<Rules> => {
          const rules = await table.rules();
          watcher.rulesRead(process, rules);
          return rules;
        };
        return process.step({ name: 'read the settings', effect, error: unreachable, fragile: 0.2 });
      },
    };
  const prototype = { ...methods, ...overridden };
  return (process) => Object.assign(Object.create(prototype) as object, { process }) as unknown as Table;
}

async function replaced(table: Table, write: Write): Promise<Before> {
  switch (write.kind) {
    case 'conversation': {
      const conversation = await table.conversation(write.value.id);
      return conversation === undefined ? {} : { conversation };
    }
    case 'visitor': {
      const visitor = await table.visitor(write.value.id);
      return visitor === undefined ? {} : { visitor };
    }
    case 'email': {
      const email = await table.email(write.value.conversationId, write.value.episode);
      return email === undefined ? {} : { email };
    }
    default:
      return {};
  }
}
