import { sesAnswers } from '../../../functions/aws/ses-answers.ts';
import type { OutgoingMail } from '../../../functions/domain/email/mail-sender.ts';
import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
const before = { ...process.env };
beforeAll(async () => {
  machine = await startSmallMachine();
  const { accessKeyId, secretAccessKey } = machine.clients.credentials;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: machine.awsUrl,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  });
});
afterAll(async () => {
  process.env = before;
  await machine.remove();
});

const mail: OutgoingMail = {
  from: '"Canary" <canary.x@mail.example.com>',
  to: 'r.token@reply.example.com',
  replyTo: 'canary.x@mail.example.com',
  subject: 'Re: Round trip',
  text: 'Back again, grüßend',
  html: '<div>Back again, grüßend</div>',
  headers: [{ name: 'In-Reply-To', value: '<1@email.amazonses.com>' }],
  tags: { purpose: 'canary' },
};

async function mailbox(): Promise<readonly object[]> {
  return (await (await machine.control('GET', 'mailbox')).json()) as readonly object[];
}

test('an answer is sent as SES’s own client sends it', async () => {
  const result = await sesAnswers('ours').send(mail);
  expect(result).toMatchObject({ kind: 'accepted', messageId: expect.stringContaining('amazonses.com>') as string });
  const { from, headers: _headers, tags, text, html, ...same } = mail;
  expect((await mailbox())[0]).toMatchObject({
    ...same,
    // As it is read back, each part ends its last line.
    text: `${text}\n`,
    html: `${html}\n`,
    from: from.replaceAll('"', ''),
    tags: expect.objectContaining(tags) as object,
    headers: { 'in-reply-to': '<1@email.amazonses.com>' },
    configurationSet: 'ours',
  });
});

test.each([
  ['throttle', { kind: 'refused', final: false, reason: 'TooManyRequestsException' }],
  ['error', { kind: 'unknown', reason: '500' }],
  ['timeout-before', { kind: 'unknown', reason: 'TimeoutError' }],
])('when SES answers %s, once, it is told', async (mode, expected) => {
  await machine.control('POST', 'faults', { service: 'ses', operation: 'SendEmail', mode, times: 1 });
  const before = (await mailbox()).length;
  expect(await sesAnswers('ours').send(mail)).toEqual(expected);
  expect(await mailbox()).toHaveLength(before);
});

test('from a domain that is not verified it is refused for good', async () => {
  const result = await sesAnswers('ours').send({ ...mail, from: 'canary.x@elsewhere.example' });
  expect(result).toEqual({ kind: 'refused', final: true, reason: 'MessageRejected' });
});
