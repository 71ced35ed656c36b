import type { AgentHandler } from '../agent/identity.ts';
import type { AgentPorts } from '../agent/ports.ts';
import { acceptedAddress, typedAddress } from '../http/accepted-address.ts';
import { decodeFields, optional } from '../http/decode.ts';
import { Problem } from '../http/problem.ts';
import { localeTag } from './email-preview.ts';
import { sampleEmail, sampleLocale } from './sample-email.ts';

/**
 * `POST /v1/admin/test-email`: sends the previewed e-mail through SES, with a subject that says what it is. It belongs to no
 * conversation, so what SES reports about it changes nothing. 422 for an address that no visitor could give, 502 when SES
 * refuses the mail or does not say whether it took it.
 */
export function sendTestEmail({ table, world, identity, mail }: AgentPorts): AgentHandler {
  return async (request, { agent }) => {
    const given = decodeFields(request.json(), { to: typedAddress, locale: optional(localeTag) });
    const to = acceptedAddress(given.to);
    const { settings } = await table.rules();
    const locale = sampleLocale(settings, given.locale ?? settings.defaultLocale);
    const composed = sampleEmail({ settings, identity, locale, agentName: agent.name, to, now: world.now() });
    const result = await mail.send({ ...composed, subject: `[Test] ${composed.subject}`, tags: { purpose: 'test' } });
    switch (result.kind) {
      case 'accepted':
        return { status: 202, body: { sesId: result.sesId } };
      case 'refused':
        throw new Problem(502, 'email_refused', [result.reason, result.says].filter(Boolean).join(': '));
      case 'unknown':
        throw new Problem(502, 'email_unknown', result.reason);
    }
  };
}
