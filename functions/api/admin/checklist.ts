import { isSilent, sings } from '../../domain/canary/canary.ts';
import type { SesAccount } from '../../domain/email/ses-account.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Canary } from '../../domain/records/canary.ts';
import type { Rules } from '../../domain/settings/settings.ts';
import type { AgentHandler } from '../agent/identity.ts';
import type { AgentPorts } from '../agent/ports.ts';
import { checklistTexts } from './checklist-texts.ts';
import type { ChecklistTexts } from './checklist-texts.ts';
import { conflictIn } from './triggers.ts';

/** The names the deployment gave to things in SES. */
export interface MailSetup {
  readonly mailDomain: string;
  readonly replyDomain: string;
  readonly configurationSet: string;
  readonly receiptRuleSet: string;
}

interface Check {
  readonly id: string;
  readonly state: 'ok' | 'missing' | 'failing';
  readonly detail: string;
  /** Empty when there is nothing to mend. */
  readonly remedy: string;
}

/** `GET /v1/admin/checklist?locale=`: each precondition with its live state and the way to mend it. */
export function showChecklist({ table, ses, world }: AgentPorts, setup: MailSetup): AgentHandler {
  return async ({ query }) => {
    const t = checklistTexts(query.locale ?? 'en');
    const [rules, checks] = await Promise.all([table.rules(), Promise.all(liveChecks(ses, setup, t))]);
    // Nobody has to switch it on: while it is off there is nothing to mend.
    const canary = sings(rules.settings) ? [canaryCheck(await table.canary(), world.now(), t)] : [];
    return { status: 200, body: [...checks, ...switches(rules, t), ...canary] };
  };
}

type Finding = readonly [state: Check['state'], detail: string];

function liveChecks(ses: SesAccount, setup: MailSetup, t: ChecklistTexts): readonly Promise<Check>[] {
  const { mailDomain, replyDomain, configurationSet, receiptRuleSet } = setup;
  /** That SES cannot be asked is a finding too, and no reason to fail the others. */
  const live = async (id: string, remedy: string, look: () => Promise<Finding>): Promise<Check> => {
    const [state, detail] = await look().catch((): Finding => ['failing', t.notAnswered]);
    return { id, state, detail, remedy: state === 'ok' ? '' : remedy };
  };
  return [
    live('sender-identity', t.identityRemedy(mailDomain), async () => {
      const identity = await ses.identity(mailDomain);
      if (identity === undefined) return ['missing', t.identityUnknown(mailDomain)];
      return identity.verified ? ['ok', t.identityVerified(mailDomain)] : ['missing', t.identityUnverified(mailDomain)];
    }),
    live('dkim', t.dkimRemedy(mailDomain), async () =>
      (await ses.identity(mailDomain))?.dkim === true ? ['ok', t.dkimOn] : ['missing', t.dkimMissing(mailDomain)],
    ),
    live('production-access', t.sendingRemedy, async () => {
      if (!(await ses.isOutOfSandbox())) return ['missing', t.sandbox];
      return (await ses.isSendingEnabled()) ? ['ok', t.sendingOn] : ['failing', t.sendingPaused];
    }),
    live('reply-domain', t.replyDomainRemedy(replyDomain), async () =>
      (await ses.identity(replyDomain))?.verified === true
        ? ['ok', t.identityVerified(replyDomain)]
        : ['missing', t.identityUnverified(replyDomain)],
    ),
    live('inbound-route', t.routeRemedy(receiptRuleSet), async () => {
      const active = await ses.activeReceiptRuleSet();
      if (active === receiptRuleSet) return ['ok', t.routeOn(replyDomain)];
      return ['missing', active === undefined ? t.routeNone : t.routeOther(active)];
    }),
    live('delivery-events', t.eventsRemedy(configurationSet), async () =>
      (await ses.publishesEvents(configurationSet)) ? ['ok', t.eventsOn] : ['missing', t.eventsMissing],
    ),
  ];
}

function switches(rules: Rules, t: ChecklistTexts): readonly Check[] {
  const switched = (
    id: string,
    isOn: boolean,
    off: Check['state'],
    words: readonly [string, string, string],
  ): Check => {
    const [good, bad, remedy] = words;
    return isOn ? { id, state: 'ok', detail: good, remedy: '' } : { id, state: off, detail: bad, remedy };
  };
  const { settings, triggers } = rules;
  return [
    switched('continuous-conversations', settings.continuousConversations, 'missing', [
      t.featureOn,
      t.featureOff,
      t.featureRemedy,
    ]),
    switched('request-email', triggers['request-email'].active, 'missing', [t.asks, t.asksNot, t.asksRemedy]),
    switched('one-automatic-voice', conflictIn(rules) === null, 'failing', [t.oneVoice, t.twoVoices, t.voiceRemedy]),
  ];
}

/** What became of the last message that was to make the round trip. */
function canaryCheck(canary: Canary | undefined, now: Instant, t: ChecklistTexts): Check {
  const id = 'canary';
  if (canary !== undefined && isSilent(canary, now))
    return { id, state: 'failing', detail: t.canarySilent, remedy: t.canarySilentRemedy };
  const outcome = canary?.last?.outcome;
  switch (outcome?.kind) {
    case undefined:
      return { id, state: 'ok', detail: t.canaryWaits, remedy: '' };
    case 'back':
      return { id, state: 'ok', detail: t.canaryBack(Math.ceil(outcome.seconds)), remedy: '' };
    case 'failed':
      return { id, state: 'failing', detail: t.canaryFailed[outcome.why], remedy: t.canaryRemedy[outcome.why] };
  }
}
