import { batch, computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Check, Settings, Trigger, Triggers } from '../../contract/admin.ts';
import { Refusal } from '../shared/call.ts';
import type { AdminApi } from './admin-api.ts';
import { changedFields, mergeSettings } from './merge-settings.ts';
import type { Merge, SettingsField } from './merge-settings.ts';

export type SaveState = 'idle' | 'saving' | 'saved' | 'wrong' | 'failed';

/** What was refused because somebody else had saved: both sides, for a person to decide. */
export interface Stale extends Merge {
  readonly theirs: Settings;
  /** What is on the page beyond these was not to be saved and stays there unsaved. */
  readonly beyond: Settings;
}

/** What the admin page shows and does. */
export interface AdminModel {
  readonly settings: ReadonlySignal<Settings | null>;
  /** The settings as they are on the page. */
  readonly draft: ReadonlySignal<Settings | null>;
  readonly isDirty: ReadonlySignal<boolean>;
  readonly triggers: ReadonlySignal<Triggers | null>;
  /** `null` while nobody knows: it has not been looked at yet, or that failed. */
  readonly checklist: ReadonlySignal<readonly Check[] | null>;
  readonly isChecking: ReadonlySignal<boolean>;
  readonly saveState: ReadonlySignal<SaveState>;
  readonly wrongFields: ReadonlySignal<ReadonlySet<string>>;
  readonly stale: ReadonlySignal<Stale | null>;
  readonly load: () => Promise<void>;
  readonly edit: (change: Partial<Settings>) => void;
  readonly discard: () => void;
  readonly save: () => Promise<void>;
  /** Switches the feature at once, whatever else is being edited. Throws when it could not be switched. */
  readonly switchFeature: (isOn: boolean) => Promise<void>;
  readonly disableBoth: () => Promise<void>;
  readonly saveTrigger: (trigger: Pick<Trigger, 'id' | 'active' | 'texts'>) => Promise<void>;
  readonly check: () => Promise<void>;
  readonly preview: AdminApi['preview'];
  readonly sendTestEmail: AdminApi['sendTestEmail'];
  readonly findVisitors: AdminApi['findVisitors'];
  readonly exportVisitor: AdminApi['exportVisitor'];
  readonly eraseVisitor: AdminApi['eraseVisitor'];
  readonly replay: AdminApi['replay'];
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
  const isChecking = signal(true);
  const saveState = signal<SaveState>('idle');
  const wrongFields = signal<ReadonlySet<string>>(new Set());
  const stale = signal<Stale | null>(null);
  let ending: ReturnType<typeof setTimeout> | undefined;
  const isDirty = computed(
    () => settings.value !== null && draft.value !== null && changedFields(settings.value, draft.value).length > 0,
  );

  /** Takes in what is saved now; what is on the page beyond `base` stays on top of it. */
  function rebase(next: Settings, base = settings.value): void {
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
    checklist.value = await api.checklist().catch(() => null);
    isChecking.value = false;
  }

  let lastWrite: Promise<unknown> = Promise.resolve();

  /** One after the other, so that each is made on top of the version that the one before it has left. */
  function inTurn(write: () => Promise<void>): Promise<void> {
    const done = lastWrite.then(write, write);
    lastWrite = done;
    return done;
  }

  /** Saves, or lets a person decide when somebody else has saved meanwhile. What is on the page beyond `beyond` stays unsaved. */
  async function put(wanted: Settings, beyond: Settings): Promise<void> {
    try {
      rebase(await api.save(wanted), beyond);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 409) throw error;
      const theirs = await api.settings();
      stale.value = { ...mergeSettings(settings.value ?? theirs, wanted, theirs), theirs, beyond };
      return;
    }
    lookAgain();
  }

  /** At what else a save has changed. What cannot be had stays as it was: the save has succeeded. */
  function lookAgain(): void {
    loadTriggers().catch(() => undefined);
    void check();
  }

  async function store(wanted: Settings): Promise<void> {
    batch(() => {
      saveState.value = 'saving';
      wrongFields.value = new Set();
    });
    try {
      await put(wanted, wanted);
    } catch (error) {
      const isWrong = error instanceof Refusal && error.status === 400;
      const paths = error instanceof Refusal ? Object.keys(error.errors) : [];
      batch(() => {
        wrongFields.value = new Set(paths.map((path) => path.split(/[.[]/u)[0] ?? path));
        saveState.value = isWrong ? 'wrong' : 'failed';
      });
      return;
    }
    if (isDirty.value || stale.value !== null) saveState.value = 'idle';
    else sayIsSaved();
  }

  function sayIsSaved(): void {
    saveState.value = 'saved';
    clearTimeout(ending);
    ending = setTimeout(() => {
      if (saveState.value === 'saved') saveState.value = 'idle';
    }, savedMs);
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
    save: () =>
      inTurn(async () => {
        if (draft.value !== null && isDirty.value && stale.value === null) await store(draft.value);
      }),
    switchFeature: (isOn) =>
      inTurn(async () => {
        const base = settings.value;
        if (base !== null && base.continuousConversations !== isOn)
          await put({ ...base, continuousConversations: isOn }, base);
      }),
    disableBoth: () =>
      inTurn(async () => {
        rebase(await api.disable());
        lookAgain();
      }),
    async saveTrigger(trigger) {
      await api.saveTrigger(trigger);
      await loadTriggers();
      void check();
    },
    check,
    preview: api.preview,
    sendTestEmail: api.sendTestEmail,
    findVisitors: api.findVisitors,
    exportVisitor: api.exportVisitor,
    eraseVisitor: api.eraseVisitor,
    replay: api.replay,
    resolve: (theirsFor) =>
      inTurn(async () => {
        const conflict = stale.value;
        if (conflict === null) return;
        const { theirs, merged, mergedTheirs, beyond } = conflict;
        const taken = Object.fromEntries([...theirsFor].map((field) => [field, mergedTheirs[field]]));
        const wanted = { ...merged, ...taken };
        batch(() => {
          rebase(wanted, beyond);
          settings.value = theirs;
          stale.value = null;
        });
        await store(wanted);
      }),
    takeTheirs() {
      const conflict = stale.value;
      if (conflict === null) return;
      batch(() => {
        rebase(conflict.theirs, conflict.beyond);
        stale.value = null;
      });
      lookAgain();
    },
    putOff() {
      stale.value = null;
    },
  };
}
