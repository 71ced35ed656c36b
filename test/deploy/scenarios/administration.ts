import { mailTo, textOf } from './mail.ts';
import { changeSettings, newAddress } from './people.ts';
import type { Scenario } from './scenario.ts';

/** What admins do but for visitors' data, which is in privacy.ts. */
export const administration: readonly Scenario[] = [
  {
    name: 'the checklist finds everything set up but the DKIM that nobody has verified',
    run: async (stack) => {
      const { body } = await stack.call('GET', '/v1/admin/checklist', { token: stack.agentToken });
      const rows = JSON.parse(body.toString()) as { id: string; state: string; detail: string }[];
      const missing = rows.filter(({ state }) => state !== 'ok').map(({ id, detail }) => ({ id, detail }));
      expect(missing).toEqual([{ id: 'dkim', detail: expect.stringContaining('DKIM of mail.chat.test') as string }]);
      expect(rows.length).toBeGreaterThan(7);
    },
  },
  {
    name: 'settings are saved once: a stale version is refused',
    run: async (stack) => {
      const stored = await stack.agent(200, 'GET', '/v1/admin/settings');
      const saved = await changeSettings(stack, {});
      expect(saved.version).toBe(stored.version + 1);
      expect((await stack.agent(409, 'PUT', '/v1/admin/settings', stored)).code).toBe('stale_version');
      const { triggers } = await stack.agent(200, 'GET', '/v1/admin/triggers');
      const { active, texts } = triggers.find(({ id }) => id === 'away-message')!;
      await stack.agent(200, 'PUT', '/v1/admin/triggers/away-message', { active, texts });
    },
  },
  {
    name: 'a test e-mail goes out, to whatever address',
    run: async (stack) => {
      const preview = await stack.agent(200, 'GET', '/v1/admin/email-preview?locale=de');
      expect(preview.text.length).toBeGreaterThan(100);
      const to = newAddress();
      const { sesId } = await stack.agent(202, 'POST', '/v1/admin/test-email', { to });
      const mail = await mailTo(stack, to);
      expect(mail.MessageId).toBe(sesId);
      expect(textOf(mail)).toContain('Chat & Co');
    },
  },
  {
    name: 'what other delays would have sent is counted',
    run: async (stack) => {
      const now = Date.now();
      const span = { from: new Date(now - 86_400_000).toISOString(), to: new Date(now).toISOString() };
      const replay = await stack.agent(200, 'POST', '/v1/admin/replay', { delayMinutes: 5, ...span });
      expect(replay.delayMinutes).toBe(5);
    },
  },
];
