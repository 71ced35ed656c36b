import type * as wire from '../../../contract/wire.ts';
import { commitOrRetry } from '../../domain/conversation/commit-or-retry.ts';
import { isAlwaysOpen } from '../../domain/settings/operating-hours.ts';
import { triggerIds } from '../../domain/settings/settings.ts';
import type { Rules, Trigger } from '../../domain/settings/settings.ts';
import { automaticLocales, automaticText } from '../../domain/triggers/texts.ts';
import type { AgentHandler } from '../agent/identity.ts';
import type { AgentPorts } from '../agent/ports.ts';
import { decodeFields, flag, recordOf, text } from '../http/decode.ts';
import { notFound } from '../http/problem.ts';

/** `GET /v1/admin/triggers`: with the conflict, if both would speak at the same moment. */
export function listTriggers({ table }: AgentPorts): AgentHandler {
  return async () => {
    const rules = await table.rules();
    const conflict = conflictIn(rules);
    return {
      status: 200,
      body: {
        triggers: triggerIds.map((id) => presentTrigger(rules.triggers[id])),
        ...(conflict === null ? {} : { conflict }),
      } satisfies wire.Triggers,
    };
  };
}

/** `PUT /v1/admin/triggers/{id}` */
export function saveTrigger({ table, world }: AgentPorts): AgentHandler {
  return async (request) => {
    const id = triggerIds.find((one) => one === request.parameters.id);
    if (id === undefined) throw notFound('trigger');
    const { active, texts } = decodeFields(request.json(), {
      active: flag,
      texts: recordOf(text(1, 2000), automaticLocales.length),
    });
    const trigger: Trigger = { id, active, texts };
    return commitOrRetry(world, table, () =>
      Promise.resolve({
        writes: [{ kind: 'trigger', value: trigger }],
        result: { status: 200, body: { trigger: presentTrigger(trigger) } },
      }),
    );
  };
}

/**
 * Both are on, and the company closes: the visitor still gets one automatic message only, but not the one the admin may expect. Where it
 * never closes the away message never speaks.
 */
export function conflictIn({ triggers, settings }: Rules): { readonly with: 'away-message' } | null {
  const areActive = triggers['request-email'].active && triggers['away-message'].active;
  return areActive && !isAlwaysOpen(settings.hours) ? { with: 'away-message' } : null;
}

function presentTrigger(trigger: Trigger): wire.Trigger {
  const defaultTexts = Object.fromEntries(
    automaticLocales.map((locale) => [locale, automaticText(trigger.id, locale)]),
  );
  return { ...trigger, defaultTexts };
}
