import { showChecklist } from '../../../functions/api/admin/checklist.ts';
import type { AgentPorts } from '../../../functions/api/agent/ports.ts';
import { unhatched } from '../../../functions/domain/canary/canary.ts';
import type { SesAccount } from '../../../functions/domain/email/ses-account.ts';
import { plusMinutes } from '../../../functions/domain/instant.ts';
import type { Canary, CanaryTrouble, Outcome } from '../../../functions/domain/records/canary.ts';
import { firstSettings, firstTrigger } from '../../../functions/domain/settings/settings.ts';
import type { Rules } from '../../../functions/domain/settings/settings.ts';
import { noon } from '../../setup/scene.ts';

const setup = {
  mailDomain: 'mail.example.com',
  replyDomain: 'reply.example.com',
  configurationSet: 'chat',
  receiptRuleSet: 'chat-inbound',
};

const allWell: SesAccount = {
  identity: () => Promise.resolve({ verified: true, dkim: true }),
  isOutOfSandbox: () => Promise.resolve(true),
  isSendingEnabled: () => Promise.resolve(true),
  publishesEvents: () => Promise.resolve(true),
  activeReceiptRuleSet: () => Promise.resolve('chat-inbound'),
};

const settings = firstSettings({ name: 'Kiesel', siteUrl: 'https://example.com/', allowedOrigins: [] });

/** Of a company that closes. */
function rulesWith(isOn: boolean, active: readonly ('request-email' | 'away-message')[]): Rules {
  const trigger = (id: 'request-email' | 'away-message') => ({ ...firstTrigger(id), active: active.includes(id) });
  return {
    settings: { ...settings, continuousConversations: isOn, hours: { mon: [{ from: '09:00', to: '17:00' }] } },
    triggers: { 'request-email': trigger('request-email'), 'away-message': trigger('away-message') },
  };
}

interface Check {
  readonly id: string;
  readonly state: string;
  readonly detail: string;
  readonly remedy: string;
}

async function checklist(
  ses: Partial<SesAccount>,
  rules: Rules,
  locale?: string,
  canary?: Canary,
): Promise<readonly Check[]> {
  const ports = {
    ses: { ...allWell, ...ses },
    table: { rules: () => Promise.resolve(rules), canary: () => Promise.resolve(canary) },
    world: { now: () => noon },
  } as unknown as AgentPorts;
  const request = { query: { locale } } as unknown as Parameters<ReturnType<typeof showChecklist>>[0];
  const { body } = await showChecklist(ports, setup)(request, {} as never);
  return body as unknown as readonly Check[];
}

const rules = rulesWith(true, ['request-email']);

test('when everything is in order nothing has to be mended', async () => {
  const checks = await checklist({}, rules);
  expect(checks).toHaveLength(9);
  for (const check of checks) expect(check).toMatchObject({ state: 'ok', remedy: '' });
});

test.each<[string, Partial<SesAccount>, readonly [id: string, state: string][]]>([
  [
    'the domains are not known',
    { identity: () => Promise.resolve(undefined) },
    [
      ['sender-identity', 'missing'],
      ['dkim', 'missing'],
      ['reply-domain', 'missing'],
    ],
  ],
  [
    'the domains are not verified, and not signed for',
    { identity: () => Promise.resolve({ verified: false, dkim: false }) },
    [
      ['sender-identity', 'missing'],
      ['dkim', 'missing'],
      ['reply-domain', 'missing'],
    ],
  ],
  [
    'the account is in the sandbox',
    { isOutOfSandbox: () => Promise.resolve(false) },
    [['production-access', 'missing']],
  ],
  ['AWS has paused sending', { isSendingEnabled: () => Promise.resolve(false) }, [['production-access', 'failing']]],
  ['no rule set is active', { activeReceiptRuleSet: () => Promise.resolve(undefined) }, [['inbound-route', 'missing']]],
  [
    'another rule set is active',
    { activeReceiptRuleSet: () => Promise.resolve('old') },
    [['inbound-route', 'missing']],
  ],
  ['nothing is reported', { publishesEvents: () => Promise.resolve(false) }, [['delivery-events', 'missing']]],
  [
    'one question to SES fails',
    { publishesEvents: () => Promise.reject(new Error('throttled')) },
    [['delivery-events', 'failing']],
  ],
])('when %s, that is named with the way to mend it, and nothing else', async (_what, ses, expected) => {
  const bad = (await checklist(ses, rules)).filter(({ state }) => state !== 'ok');
  expect(bad.map(({ id, state }) => [id, state])).toEqual(expected);
  for (const { detail, remedy } of bad)
    expect([detail, remedy]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
});

test('what is switched off is missing, and two automatic voices are a failure', async () => {
  const states = async (of: Rules) => (await checklist({}, of)).slice(-3).map(({ state }) => state);
  expect(await states(rulesWith(false, []))).toEqual(['missing', 'missing', 'ok']);
  expect(await states(rulesWith(true, ['request-email', 'away-message']))).toEqual(['ok', 'ok', 'failing']);
});

test('where the company never closes only one voice ever speaks', async () => {
  const { settings: open, ...triggers } = rulesWith(true, ['request-email', 'away-message']);
  const checks = await checklist({}, { ...triggers, settings: { ...open, hours: null } });
  expect(checks.at(-1)).toMatchObject({ id: 'one-automatic-voice', state: 'ok' });
});

test('every sentence is there in German too', async () => {
  const unwell: Partial<SesAccount> = {
    identity: () => Promise.resolve(undefined),
    isOutOfSandbox: () => Promise.resolve(false),
    publishesEvents: () => Promise.reject(new Error('throttled')),
    activeReceiptRuleSet: () => Promise.resolve('old'),
  };
  const situations: readonly [Partial<SesAccount>, Rules][] = [
    [unwell, rulesWith(false, [])],
    [allWell, rules],
    [allWell, rulesWith(true, ['request-email', 'away-message'])],
  ];
  for (const [ses, of] of situations) {
    const [english, german] = await Promise.all([checklist(ses, of), checklist(ses, of, 'de-AT')]);
    expect(german.map(({ id, state }) => [id, state])).toEqual(english.map(({ id, state }) => [id, state]));
    german.forEach((check, at) => {
      expect(check.detail).not.toBe(english[at]!.detail);
      if (check.remedy !== '') expect(check.remedy).not.toBe(english[at]!.remedy);
    });
  }
});

describe('the canary', () => {
  const singing: Rules = { ...rules, settings: { ...rules.settings, canary: true } };
  const canary = (outcome: Outcome, expectedBy = plusMinutes(noon, 1)): Canary => ({
    ...unhatched,
    expectedBy,
    last: { conversationId: 'canary-1' as never, startedAt: noon, judgedAt: noon, outcome },
  });
  const row = async (value: Canary | undefined, of = singing, locale = 'en') =>
    (await checklist({}, of, locale, value)).filter(({ id }) => id === 'canary');

  test('has no row while it is switched off, or no e-mails go out at all', async () => {
    const failed = canary({ kind: 'failed', why: 'not-sent' });
    expect(await row(failed, rules)).toEqual([]);
    expect(await row(failed, { ...rulesWith(false, []), settings: { ...settings, canary: true } })).toEqual([]);
  });

  test.each<[what: string, value: Canary | undefined, state: string, says: RegExp]>([
    ['that has not made a round', undefined, 'ok', /within two hours/],
    ['whose message came back', canary({ kind: 'back', seconds: 12.2 }), 'ok', /after 13 seconds/],
    ['whose message came back at once', canary({ kind: 'back', seconds: 0.8 }), 'ok', /after one second\./],
    ['whose message was lost', canary({ kind: 'failed', why: 'not-received' }), 'failing', /did not arrive/],
    ['that is silent', canary({ kind: 'back', seconds: 12 }, plusMinutes(noon, -1)), 'failing', /not been heard/],
  ])('%s is shown so, with the way to mend it', async (_, value, state, says) => {
    const [check, ...others] = await row(value);
    expect(others).toEqual([]);
    expect(check).toMatchObject({ state, detail: expect.stringMatching(says) as string });
    expect(check!.remedy === '').toBe(state === 'ok');
  });

  test.each<CanaryTrouble>([
    'not-sent',
    'not-received',
    'not-trusted',
    'not-answered',
    'answer-lost',
    'answer-changed',
  ])('says in two languages what %s means', async (why) => {
    const value = canary({ kind: 'failed', why });
    const [[english], [german]] = await Promise.all([row(value), row(value, singing, 'de')]);
    expect(german!.detail).not.toBe(english!.detail);
    expect(german!.remedy).not.toBe(english!.remedy);
  });
});
