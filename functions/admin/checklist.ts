import type { AgentHandler } from '../agent/identity.ts';
import type { AgentPorts } from '../agent/ports.ts';
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
  readonly remedy: string;
}

/** `GET /v1/admin/checklist`: each precondition with its live state and the way to mend it. */
export function showChecklist({ table, ses }: AgentPorts, setup: MailSetup): AgentHandler {
  return async () => {
    const rules = await table.rules();
    const { mailDomain, replyDomain, configurationSet, receiptRuleSet } = setup;
    const live = (id: string, remedy: string, look: () => Promise<Finding>): Promise<Check> => check(id, remedy, look);
    const checks = await Promise.all([
      live('sender-identity', `Add the DNS records of ${mailDomain} that the stack's outputs list.`, async () => {
        const identity = await ses.identity(mailDomain);
        if (identity === undefined) return ['missing', `SES does not know ${mailDomain}.`];
        return identity.verified
          ? ['ok', `${mailDomain} is verified.`]
          : ['missing', `${mailDomain} is not verified yet.`];
      }),
      live('dkim', `Add the three DKIM records (CNAME) of ${mailDomain}.`, async () =>
        (await ses.identity(mailDomain))?.dkim === true
          ? ['ok', 'Mail is signed with DKIM.']
          : ['missing', `DKIM of ${mailDomain} is not verified yet.`],
      ),
      live('production-access', 'Ask AWS for production access to SES in this Region.', async () => {
        if (!(await ses.isOutOfSandbox())) return ['missing', 'SES sends to verified addresses only (sandbox).'];
        return (await ses.isSendingEnabled())
          ? ['ok', 'SES sends to everybody.']
          : ['failing', 'AWS has paused sending.'];
      }),
      live('reply-domain', `Point the MX record of ${replyDomain} at SES and verify the domain.`, async () =>
        (await ses.identity(replyDomain))?.verified === true
          ? ['ok', `${replyDomain} is verified.`]
          : ['missing', `${replyDomain} is not verified yet.`],
      ),
      live('inbound-route', `Make ${receiptRuleSet} the active receipt rule set of SES.`, async () => {
        const active = await ses.activeReceiptRuleSet();
        if (active === receiptRuleSet) return ['ok', `Replies to ${replyDomain} are received.`];
        return [
          'missing',
          active === undefined ? 'No receipt rule set is active.' : `Another rule set is active: ${active}.`,
        ];
      }),
      live(
        'delivery-events',
        `Deploy again: the configuration set ${configurationSet} must publish to EventBridge.`,
        async () =>
          (await ses.publishesEvents(configurationSet))
            ? ['ok', 'Bounces and deliveries are reported.']
            : ['missing', 'Bounces and deliveries are not reported.'],
      ),
    ]);
    return { status: 200, body: [...checks, ...switches(rules)] };
  };
}

type Finding = readonly [state: Check['state'], detail: string];

/** One live check; that SES cannot be asked is a finding too, and no reason to fail the others. */
async function check(id: string, remedy: string, look: () => Promise<Finding>): Promise<Check> {
  const [state, detail] = await look().catch((): Finding => ['failing', 'SES could not be asked.']);
  return { id, state, detail, remedy: state === 'ok' ? '' : remedy };
}

function switches(rules: Parameters<typeof conflictIn>[0]): readonly Check[] {
  const { settings, triggers } = rules;
  const asks = triggers['request-email'].active;
  return [
    {
      id: 'continuous-conversations',
      state: settings.continuousConversations ? 'ok' : 'missing',
      detail: settings.continuousConversations
        ? 'Unread messages are sent by e-mail.'
        : 'Unread messages are not sent.',
      remedy: settings.continuousConversations ? '' : 'Switch continuous conversations on.',
    },
    {
      id: 'request-email',
      state: asks ? 'ok' : 'missing',
      detail: asks
        ? 'Visitors are asked for their e-mail address.'
        : 'Visitors are not asked for their e-mail address.',
      remedy: asks ? '' : 'Switch on the trigger “Request email for continuous conversations”.',
    },
    {
      id: 'one-automatic-voice',
      state: conflictIn(rules) === null ? 'ok' : 'failing',
      detail:
        conflictIn(rules) === null
          ? 'One automatic message speaks at a time.'
          : 'The away message would speak at the same moment as the request for the address.',
      remedy: conflictIn(rules) === null ? '' : 'Switch the away message off.',
    },
  ];
}
