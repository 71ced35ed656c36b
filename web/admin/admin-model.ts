import { batch, computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { Refusal } from '../shared/call.ts';
import type { AdminApi, Check, Settings, Trigger, Triggers } from './admin-api.ts';
import { changedFields, mergeSettings } from './merge-settings.ts';
import type { Merge, SettingsField } from './merge-settings.ts';

export type SaveState = 'idle' | 'saving' | 'saved' | 'wrong' | 'failed';

/** What was refused because somebody else had saved: both sides, for a person to decide. */
export interface Stale extends Merge {
  readonly mine: Settings;
  readonly theirs: Settings;
}

/** What the admin page shows and does. */
export interface AdminModel {
  readonly settings: ReadonlySignal<Settings | null>;
  /** The settings as they are on the page. */
  readonly draft: ReadonlySignal<Settings | null>;
  readonly isDirty: ReadonlySignal<boolean>;
  readonly triggers: ReadonlySignal<Triggers | null>;
  /** `null` until it has been looked at. */
  readonly checklist: ReadonlySignal<readonly Check[] | null>;
  readonly isChecking: ReadonlySignal<boolean>;
  readonly saveState: ReadonlySignal<SaveState>;
  readonly wrongFields: ReadonlySignal<ReadonlySet<string>>;
  readonly stale: ReadonlySignal<Stale | null>;
  readonly load: () => Promise<void>;
  readonly edit: (change: Partial<Settings>) => void;
  readonly discard: () => void;
  readonly save: () => Promise<void>;
  /** Switches the feature at once, whatever else is being edited. */
  readonly switchFeature: (isOn: boolean) => Promise<void>;
  readonly disableBoth: () => Promise<void>;
  readonly saveTrigger: (trigger: Pick<Trigger, 'id' | 'active' | 'texts'>) => Promise<void>;
  readonly check: () => Promise<void>;
  readonly preview: AdminApi['preview'];
  readonly sendTestEmail: AdminApi['sendTestEmail'];
  /** Saves after a conflict, with theirs where the person chose so. */
  readonly resolve: (theirsFor: ReadonlySet<SettingsField>) => Promise<void>;
  readonly takeTheirs: () => void;
  readonly putOff: () => void;
}

/** How long it is said that all is saved. */
const savedMs = 4_000;

export function createAdminModel(api: AdminApi): AdminModel {
  const settings = signal<Settings | null>(null);
  const draft = signal<Settings | null>(null);
  const triggers = signal<Triggers | null>(null);
  const checklist = signal<readonly Check[] | null>(null);
  const isChecking = signal(false);
  const saveState = signal<SaveState>('idle');
  const wrongFields = signal<ReadonlySet<string>>(new Set());
  const stale = signal<Stale | null>(null);
  let ending: ReturnType<typeof setTimeout> | undefined;
  const isDirty = computed(
    () => settings.value !== null && draft.value !== null && changedFields(settings.value, draft.value).length > 0,
  );

  /** Takes in what is saved now; what is being edited stays on top of it. */
  function rebase(next: Settings): void {
    const base = settings.value;
    const mine = draft.value;
    batch(() => {
      settings.value = next;
      draft.value = base === null || mine === null ? next : mergeSettings(base, mine, next).merged;
    });
  }

  async function loadTriggers(): Promise<void> {
    triggers.value = await api.triggers();
  }

  async function check(): Promise<void> {
    isChecking.value = true;
    try {
      checklist.value = await api.checklist();
    } finally {
      isChecking.value = false;
    }
  }

  async function store(wanted: Settings): Promise<void> {
    saveState.value = 'saving';
    wrongFields.value = new Set();
    try {
      const saved = await api.save(wanted);
      batch(() => {
        settings.value = saved;
        draft.value = saved;
        stale.value = null;
      });
      sayIsSaved();
      await Promise.all([loadTriggers(), check()]);
    } catch (error) {
      await refused(error, wanted);
    }
  }

  function sayIsSaved(): void {
    saveState.value = 'saved';
    clearTimeout(ending);
    ending = setTimeout(() => {
      if (saveState.value === 'saved') saveState.value = 'idle';
    }, savedMs);
  }

  async function refused(error: unknown, mine: Settings): Promise<void> {
    if (!(error instanceof Refusal)) {
      saveState.value = 'failed';
    } else if (error.status === 409) {
      const theirs = await api.settings();
      batch(() => {
        stale.value = { ...mergeSettings(settings.value ?? theirs, mine, theirs), mine, theirs };
        saveState.value = 'idle';
      });
    } else {
      wrongFields.value = new Set(Object.keys(error.errors).map((path) => path.split(/[.[]/u)[0] ?? path));
      saveState.value = error.status === 400 ? 'wrong' : 'failed';
    }
  }

  return {
    settings,
    draft,
    isDirty,
    triggers,
    checklist,
    isChecking,
    saveState,
    wrongFields,
    stale,
    async load() {
      const [loaded] = await Promise.all([api.settings(), loadTriggers()]);
      rebase(loaded);
    },
    edit(change) {
      if (draft.value === null) return;
      draft.value = { ...draft.value, ...change };
      saveState.value = 'idle';
    },
    discard() {
      batch(() => {
        draft.value = settings.value;
        wrongFields.value = new Set();
        saveState.value = 'idle';
      });
    },
    async save() {
      if (draft.value !== null) await store(draft.value);
    },
    async switchFeature(isOn) {
      const base = settings.value;
      if (base === null) return;
      const wanted = { ...base, continuousConversations: isOn };
      try {
        rebase(await api.save(wanted));
        await Promise.all([loadTriggers(), check()]);
      } catch (error) {
        await refused(error, wanted);
      }
    },
    async disableBoth() {
      await api.disable();
      const [loaded] = await Promise.all([api.settings(), loadTriggers()]);
      rebase(loaded);
      await check();
    },
    async saveTrigger(trigger) {
      await api.saveTrigger(trigger);
      await loadTriggers();
      void check().catch(() => undefined);
    },
    check,
    preview: api.preview,
    sendTestEmail: api.sendTestEmail,
    async resolve(theirsFor) {
      const conflict = stale.value;
      if (conflict === null) return;
      const { theirs, merged, mergedTheirs } = conflict;
      const taken = Object.fromEntries([...theirsFor].map((field) => [field, mergedTheirs[field]]));
      const wanted = { ...merged, ...taken, version: theirs.version };
      settings.value = theirs;
      await store(wanted);
    },
    takeTheirs() {
      const conflict = stale.value;
      if (conflict === null) return;
      batch(() => {
        settings.value = conflict.theirs;
        draft.value = conflict.theirs;
        stale.value = null;
      });
      void loadTriggers().catch(() => undefined);
    },
    putOff() {
      stale.value = null;
    },
  };
}
