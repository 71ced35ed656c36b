import type { Settings } from '../../../contract/admin.ts';
import type { AdminApi } from '../../../web/admin/admin-api.ts';
import { createAdminModel } from '../../../web/admin/admin-model.ts';
import type { AdminModel } from '../../../web/admin/admin-model.ts';
import { NoAnswer, Refusal } from '../../../web/shared/call.ts';
import { savedSettings as first } from './saved-settings.ts';

/** A server that keeps settings and refuses a version that it does not have. What is in `failing` fails once. */
class Server {
  settings = first;
  saves = 0;
  whileSaving = (): void => undefined;
  readonly failing = new Map<string, Error>();
  readonly api: AdminApi = {
    settings: () => this.#answer('settings', () => this.settings),
    save: (wanted) =>
      this.#answer('save', () => {
        this.saves += 1;
        this.whileSaving();
        if (wanted.version !== this.settings.version) throw new Refusal(409, 'stale_version');
        return (this.settings = { ...wanted, version: wanted.version + 1 });
      }),
    triggers: () => this.#answer('triggers', () => ({ triggers: [] })),
    saveTrigger: () => Promise.resolve(),
    disable: () =>
      this.#answer('disable', () => {
        const { version } = this.settings;
        return (this.settings = { ...this.settings, continuousConversations: false, version: version + 1 });
      }),
    checklist: () => this.#answer('checklist', () => []),
    preview: () => Promise.reject(new Error('nobody looks')),
    sendTestEmail: () => Promise.resolve(),
    findVisitors: () => Promise.resolve([]),
    exportVisitor: () => Promise.resolve({}),
    eraseVisitor: () => Promise.resolve(),
    replay: () => Promise.reject(new Error('nobody asks')),
  };

  async #answer<Value>(call: string, value: () => Value): Promise<Value> {
    await Promise.resolve();
    const error = this.failing.get(call);
    this.failing.delete(call);
    if (error !== undefined) throw error;
    return value();
  }

  /** Somebody else saves. */
  change(change: Partial<Settings>): void {
    this.settings = { ...this.settings, ...change, version: this.settings.version + 1 };
  }
}

async function opened(): Promise<{ readonly server: Server; readonly model: AdminModel }> {
  const server = new Server();
  const model = createAdminModel(server.api);
  await model.load();
  return { server, model };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('what is typed while the page saves stays there, unsaved', async () => {
  const { server, model } = await opened();
  model.edit({ fromName: 'Kiesel' });
  server.whileSaving = () => model.edit({ delayMinutes: 20, fromName: 'Kies' });
  await model.save();
  expect(server.settings).toMatchObject({ fromName: 'Kiesel', delayMinutes: 10, version: 4 });
  expect(model.draft.value).toMatchObject({ fromName: 'Kies', delayMinutes: 20, version: 4 });
  expect([model.isDirty.value, model.saveState.value]).toEqual([true, 'idle']);
  server.whileSaving = () => undefined;
  await model.save();
  expect(server.settings).toMatchObject({ fromName: 'Kies', delayMinutes: 20 });
});

test('two clicks on “Save”, or on the switch, save once and are no conflict with oneself', async () => {
  const { server, model } = await opened();
  model.edit({ fromName: 'Kiesel' });
  await Promise.all([model.save(), model.save(), model.switchFeature(false), model.switchFeature(false)]);
  expect(model.stale.value).toBeNull();
  expect([server.saves, server.settings.fromName, server.settings.continuousConversations]).toEqual([
    2,
    'Kiesel',
    false,
  ]);
});

test.each(['save', 'settings'])('where “%s” gets no answer, saving has failed and can be tried again', async (call) => {
  const { server, model } = await opened();
  if (call === 'settings') server.change({ siteUrl: 'https://other.example/' });
  server.failing.set(call, new NoAnswer(undefined));
  model.edit({ fromName: 'Kiesel' });
  await model.save();
  expect([model.saveState.value, model.isDirty.value]).toEqual(['failed', true]);
  await model.save();
  expect(call === 'save' ? server.settings.fromName : model.stale.value?.merged.fromName).toBe('Kiesel');
});

test.each<[what: string, error: Error]>([
  ['no answer', new NoAnswer(undefined)],
  ['an error of the server’s', new Refusal(500, 'internal')],
])('whoever switches hears of %s, and the feature counts as it did before', async (_, error) => {
  const { server, model } = await opened();
  server.failing.set('save', error);
  await expect(model.switchFeature(false)).rejects.toBe(error);
  expect([model.settings.value?.continuousConversations, model.saveState.value]).toEqual([true, 'idle']);
});

test.each<[what: string, act: (model: AdminModel) => Promise<void>]>([
  ['saved', (model) => model.save()],
  ['switched', (model) => model.switchFeature(false)],
  ['switched off for both', (model) => model.disableBoth()],
])('what is %s has not failed because looking at the rest did', async (_, act) => {
  const { server, model } = await opened();
  model.edit({ fromName: 'Kiesel' });
  server.failing.set('triggers', new NoAnswer(undefined));
  server.failing.set('checklist', new NoAnswer(undefined));
  await act(model);
  expect(model.settings.value).toEqual(server.settings);
  expect(model.settings.value?.version).toBe(4);
  expect(['saved', 'idle']).toContain(model.saveState.value);
});

describe('when somebody else has saved before the feature was switched, all else on the page stays', () => {
  async function switchedTooLate(): Promise<{ readonly server: Server; readonly model: AdminModel }> {
    const { server, model } = await opened();
    model.edit({ fromName: 'Kiesel', texts: { de: { subject: 'Neu' } } });
    server.change({ delayMinutes: 5 });
    await model.switchFeature(false);
    expect(model.stale.value).toMatchObject({ taken: ['delayMinutes'], conflicts: [] });
    return { server, model };
  }
  const edited = { fromName: 'Kiesel', texts: { de: { subject: 'Neu' } }, delayMinutes: 5 };

  test('after both are kept', async () => {
    const { server, model } = await switchedTooLate();
    await model.resolve(new Set());
    expect(server.settings).toMatchObject({
      continuousConversations: false,
      delayMinutes: 5,
      fromName: 'Kiesel & Ton',
      texts: {},
    });
    expect(model.draft.value).toMatchObject({ ...edited, continuousConversations: false });
    expect([model.isDirty.value, model.saveState.value]).toEqual([true, 'idle']);
  });

  test('after switching was given up', async () => {
    const { server, model } = await switchedTooLate();
    model.takeTheirs();
    expect(server.settings.continuousConversations).toBe(true);
    expect(model.draft.value).toMatchObject({ ...edited, continuousConversations: true });
  });
});

test('a decision that could not be saved stays on the page, on top of what the other has saved', async () => {
  const { server, model } = await opened();
  model.edit({ fromName: 'Kiesel', delayMinutes: 20 });
  server.change({ delayMinutes: 5, siteUrl: 'https://other.example/' });
  await model.save();
  server.failing.set('save', new NoAnswer(undefined));
  await model.resolve(new Set(['delayMinutes']));
  expect([model.stale.value, model.saveState.value]).toEqual([null, 'failed']);
  await model.save();
  expect(server.settings).toMatchObject({ fromName: 'Kiesel', delayMinutes: 5, siteUrl: 'https://other.example/' });
});

test('a checklist that cannot be fetched is unknown, not in order', async () => {
  const { server, model } = await opened();
  await model.check();
  expect(model.checklist.value).toEqual([]);
  server.failing.set('checklist', new NoAnswer(undefined));
  await model.check();
  expect([model.checklist.value, model.isChecking.value]).toEqual([null, false]);
});
