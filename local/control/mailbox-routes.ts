import type { Mailbox, SentMail } from '../ses/mailbox.ts';
import type { Sender } from '../ses/sender.ts';
import type { SendingEvent } from '../ses/delivery-outcome.ts';
import type { ControlRequest, ControlRoute } from './control-api.ts';
import { ControlProblem, invalidField, notFound } from './problem.ts';
import { replyFrom } from './reply-request.ts';
import { sendReply } from './send-reply.ts';

export interface MailboxRoutesOptions {
  readonly mailbox: Mailbox;
  readonly sender: Sender;
  readonly smtpPort: () => number;
  readonly now: () => Date;
}

/** The mails that the system sent, what SES says of them, and replies to them. */
export function mailboxRoutes({ mailbox, sender, smtpPort, now }: MailboxRoutesOptions): Record<string, ControlRoute> {
  const find = ({ pathParameters }: ControlRequest): SentMail => {
    const mail = mailbox.find(pathParameters.id ?? '');
    if (mail === undefined) throw notFound('mail');
    return mail;
  };
  return {
    'GET /__local/mailbox': () => ({ json: mailbox.all().map(shown) }),
    'GET /__local/mailbox/{id}': (request) => ({ json: shown(find(request)) }),
    'GET /__local/mailbox/{id}/raw': async (request) => {
      const raw = await mailbox.raw(find(request).id);
      if (raw === undefined) throw notFound('mail');
      return { bytes: raw, contentType: 'message/rfc822' };
    },
    'POST /__local/mailbox/{id}/event': (request) => {
      const mail = find(request);
      for (const recipient of mail.recipients) sender.report(mail, eventFrom(request, recipient));
      return { json: { reported: true } };
    },
    'POST /__local/mailbox/{id}/reply': async (request) => {
      const mail = find(request);
      const reply = replyFrom(request.body);
      try {
        return { json: await sendReply({ mail, reply, smtpPort: smtpPort(), now: now() }), status: 201 };
      } catch (error) {
        throw new ControlProblem(502, 'refused', error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/** Without what only the machine itself needs. */
function shown({ unreported: _unreported, envelopeFrom: _envelopeFrom, ...mail }: SentMail): object {
  return mail;
}

function eventFrom({ body }: ControlRequest, recipient: string): SendingEvent {
  switch (body.type) {
    case 'bounce':
      return { kind: 'bounce', subType: 'General', recipient };
    case 'soft-bounce':
      return { kind: 'bounce', subType: 'MailboxFull', recipient };
    case 'complaint':
      return { kind: 'complaint', recipient };
    case 'delivery':
      return { kind: 'delivery', recipient };
    default:
      throw invalidField('type', '"bounce", "soft-bounce", "complaint" or "delivery"');
  }
}
