import type { AgentHandler } from '../agent/identity.ts';
import type { AgentPorts } from '../agent/ports.ts';
import type { SesAccount } from '../ports.ts';
import type { Rules } from '../settings/settings.ts';
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
export function showChecklist({ table, ses }: AgentPorts, setup: MailSetup): AgentHandler {
  return async ({ query }) => {
    const t = checklistTexts(query.locale ?? 'en');
    const [rules, checks] = await Promise.all([table.rules(), Promise.all(liveChecks(ses, setup, t))]);
    return { status: 200, body: [...checks, ...switches(rules, t)] };
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
