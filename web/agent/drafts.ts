import { effect, signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { Notify, Visibility } from '../../contract/messages.ts';
import { createDraftFiles } from './draft-files.ts';
import type { DraftFiles, Upload } from './draft-files.ts';

/** What is being written in one conversation. */
export interface Draft {
  readonly text: Signal<string>;
  /** Kept with the text, so that a note never comes back as an answer. */
  readonly visibility: Signal<Visibility>;
  readonly notify: Signal<Notify>;
  readonly files: DraftFiles;
}

export interface Drafts {
  readonly of: (conversationId: string) => Draft;
}

const keyPrefix = 'continuous-chat-console:draft:';

/** Unsent texts by conversation: looking elsewhere loses nothing, nor does loading the page again. */
export function createDrafts(upload: Upload, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Drafts {
  const drafts = new Map<string, Draft>();

  function create(conversationId: string): Draft {
    const key = keyPrefix + conversationId;
    const kept = read(key);
    const draft: Draft = {
      text: signal(kept.text),
      visibility: signal(kept.visibility),
      notify: signal<Notify>('auto'),
      files: createDraftFiles(upload),
    };
    effect(() => {
      const text = draft.text.value;
      const visibility = draft.visibility.value;
      try {
        if (text === '') storage.removeItem(key);
        else storage.setItem(key, JSON.stringify({ text, visibility }));
      } catch {
        // Then it lives as long as the page.
      }
    });
    return draft;
  }

  function read(key: string): { readonly text: string; readonly visibility: Visibility } {
    try {
      const { text, visibility } = JSON.parse(storage.getItem(key) ?? '{}') as Record<string, unknown>;
      return { text: typeof text === 'string' ? text : '', visibility: visibility === 'note' ? 'note' : 'public' };
    } catch {
      return { text: '', visibility: 'public' };
    }
  }

  return {
    of(conversationId) {
      const draft = drafts.get(conversationId) ?? create(conversationId);
      drafts.set(conversationId, draft);
      return draft;
    },
  };
}
