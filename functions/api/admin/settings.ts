import { canarySwitched } from '../../domain/canary/switch-canary.ts';
import { emailLocales } from '../../domain/email/texts/texts.ts';
import type { Write } from '../../domain/records/write.ts';
import { weekdays } from '../../domain/settings/operating-hours.ts';
import type { OpenSpan, OperatingHours } from '../../domain/settings/operating-hours.ts';
import type { Rules, Settings } from '../../domain/settings/settings.ts';
import type { World } from '../../domain/world.ts';
import type { AgentHandler, Caller } from '../agent/identity.ts';
import type { AgentPorts } from '../agent/ports.ts';
import {
  decodeFields,
  flag,
  listOf,
  nullable,
  oneOf,
  optional,
  recordOf,
  text,
  wholeNumber,
  Wrong,
} from '../http/decode.ts';
import type { Decoder } from '../http/decode.ts';
import { Problem } from '../http/problem.ts';
import { emailTexts } from './email-texts.ts';

const minutes = { least: 1, most: 1440 };

const fields = {
  version: wholeNumber(0),
  continuousConversations: flag,
  delayMinutes: wholeNumber(minutes.least, minutes.most),
  emailReplyDelayMinutes: wholeNumber(0, minutes.most),
  startByEmail: (value: unknown) => optional(flag)(value) ?? false,
  canary: optional(flag),
  fromName: text(1, 100),
  siteUrl: pageUrl,
  allowedOrigins: listOf(origin, 50),
  hours: nullable(operatingHours),
  timeZone: timeZone,
  defaultLocale: oneOf(...emailLocales),
  locales: listOf(oneOf(...emailLocales), emailLocales.length),
  texts: recordOf(emailTexts, emailLocales.length),
};

/** `GET /v1/admin/settings` */
export function showSettings({ table }: AgentPorts): AgentHandler {
  return async () => ({ status: 200, body: { ...(await table.rules()).settings } });
}

/**
 * `PUT /v1/admin/settings`: all of them at once, on condition of the version they were read with. Switching the feature on
 * switches on the trigger that asks for the address.
 */
export function saveSettings({ table, world }: AgentPorts): AgentHandler {
  return async (request, caller) => {
    const given = decodeFields(request.json(), fields);
    if (!given.locales.includes(given.defaultLocale)) {
      const errors = { defaultLocale: 'must be one of locales' };
      throw new Problem(400, 'invalid_request', 'defaultLocale must be one of locales.', { errors });
    }
    const rules = await table.rules();
    // Pages that do not know of it leave it as it is.
    const wanted: Settings = { ...given, canary: given.canary ?? rules.settings.canary };
    const switchedOn = wanted.continuousConversations && !rules.settings.continuousConversations;
    const trigger: readonly Write[] = switchedOn ? [requestEmail(rules, true)] : [];
    await commitSettings({ table, world }, rules, { ...wanted, ...change(caller, world) }, trigger);
    return { status: 200, body: { ...(await table.rules()).settings } };
  };
}

/** `POST /v1/admin/continuous-conversations/disable`: the setting and its trigger, both off at once. */
export function disable({ table, world }: AgentPorts): AgentHandler {
  return async (_, caller) => {
    const rules = await table.rules();
    const wanted: Settings = { ...rules.settings, continuousConversations: false, ...change(caller, world) };
    await commitSettings({ table, world }, rules, wanted, [requestEmail(rules, false)]);
    const now = await table.rules();
    return { status: 200, body: { settings: now.settings, triggers: Object.values(now.triggers) } };
  };
}

/** Who is changing the settings, and when. */
function change({ agent }: Caller, world: World): Required<Pick<Settings, 'changedBy' | 'changedAt'>> {
  return { changedBy: { name: agent.name }, changedAt: world.now() };
}

async function commitSettings(
  { table, world }: Pick<AgentPorts, 'table' | 'world'>,
  { settings }: Rules,
  wanted: Settings,
  also: readonly Write[],
): Promise<void> {
  const stale = wanted.version !== settings.version;
  const canary = await canarySwitched(table, settings, wanted, world.now());
  const commit = stale ? undefined : await table.commit([{ kind: 'settings', value: wanted }, ...also, ...canary]);
  if (commit?.kind !== 'committed') {
    throw new Problem(409, 'stale_version', 'Somebody else has saved other settings meanwhile: load them again.');
  }
}

function requestEmail({ triggers }: Rules, active: boolean): Write {
  return { kind: 'trigger', value: { ...triggers['request-email'], active } };
}

function pageUrl(value: unknown): string {
  const given = text(1, 2048)(value);
  const url = webUrl(given);
  if (url.hash !== '') throw new Wrong('must not have a fragment: the resume token goes there');
  // Without a slash after the host it is the same page; blanks and other letters must not be in a link.
  const withPath = given.replace(/^(https?:\/\/[^/?]+)(?=\?|$)/, '$1/');
  return withPath === url.href ? given : url.href;
}

function origin(value: unknown): string {
  const given = text(1, 300)(value);
  const url = webUrl(given);
  if (url.origin !== given.replace(/\/$/, '').toLowerCase())
    throw new Wrong('must be an origin such as https://www.example.com');
  return url.origin;
}

/** Over plain HTTP only on this machine. */
function webUrl(value: string): URL {
  if (!URL.canParse(value)) throw new Wrong('must be a URL');
  const url = new URL(value);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) throw new Wrong('must begin with https://');
  return url;
}

function timeZone(value: unknown): string {
  const name = text(1, 60)(value);
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name;
  } catch {
    throw new Wrong('must be the name of a time zone, such as Europe/Berlin');
  }
}

function operatingHours(value: unknown): OperatingHours {
  const days = recordOf(listOf(openSpan, 10), weekdays.length)(value);
  const unknown = Object.keys(days).find((day) => !weekdays.some((weekday) => weekday === day));
  if (unknown !== undefined) throw new Wrong(`has no day “${unknown}”: days are ${weekdays.join(', ')}`);
  return days;
}

const clockTime: Decoder<string> = (value) => {
  if (typeof value !== 'string' || !/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value))
    throw new Wrong('must have times as HH:MM');
  return value;
};

function openSpan(value: unknown): OpenSpan {
  const { from, to } = (value ?? {}) as Partial<Record<'from' | 'to', unknown>>;
  const span = { from: clockTime(from), to: clockTime(to) };
  if (span.from >= span.to) throw new Wrong('must have from before to');
  return span;
}
