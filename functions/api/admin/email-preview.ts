import type * as wire from '../../../contract/wire.ts';
import { defaultTexts } from '../../domain/email/compose.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { AgentHandler } from '../agent/identity.ts';
import type { AgentPorts } from '../agent/ports.ts';
import type { Response } from '../http/api.ts';
import { decodeFields, optional, text } from '../http/decode.ts';
import { emailTexts } from './email-texts.ts';
import { sampleEmail, sampleLocale } from './sample-email.ts';
import type { Sample } from './sample-email.ts';

export const localeTag = text(1, 35);

/** Whom the previewed e-mail is for. */
const someVisitor = 'visitor@example.com';

/** `GET /v1/admin/email-preview?locale=`: the e-mail as the saved settings make it. */
export function showEmailPreview({ table, world, identity }: AgentPorts): AgentHandler {
  return async ({ query }, { agent }) => {
    const { locale: wanted } = decodeFields({ locale: query.locale }, { locale: optional(localeTag) });
    const { settings } = await table.rules();
    const locale = sampleLocale(settings, wanted ?? settings.defaultLocale);
    return preview({ settings, locale, identity, agentName: agent.name, to: someVisitor, now: world.now() });
  };
}

/** `POST /v1/admin/email-preview`: the same with a name and texts that are not saved yet. Nothing is stored. */
export function previewUnsaved({ table, world, identity }: AgentPorts): AgentHandler {
  return async (request, { agent }) => {
    const given = decodeFields(request.json(), {
      locale: optional(localeTag),
      fromName: optional(text(1, 100)),
      texts: optional(emailTexts),
    });
    const { settings } = await table.rules();
    const locale = sampleLocale(settings, given.locale ?? settings.defaultLocale);
    const unsaved: Settings = {
      ...settings,
      fromName: given.fromName ?? settings.fromName,
      texts: given.texts === undefined ? settings.texts : { ...settings.texts, [locale]: given.texts },
    };
    const now = world.now();
    return preview({ settings: unsaved, locale, identity, agentName: agent.name, to: someVisitor, now });
  };
}

function preview(sample: Sample): Response {
  const { locale } = sample;
  const { subject, from, html, text: plain } = sampleEmail(sample);
  return {
    status: 200,
    body: {
      locale,
      subject,
      from,
      html,
      text: plain,
      defaultTexts: { ...defaultTexts(locale) },
    } satisfies wire.EmailPreview,
  };
}
