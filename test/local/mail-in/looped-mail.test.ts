import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
let ses: SESv2Client;
beforeAll(async () => {
  machine = await startSmallMachine();
  ses = new SESv2Client(machine.clients);
});
afterAll(() => machine.remove());

async function send(...ToAddresses: string[]): Promise<void> {
  await ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'support@mail.example.com',
      Destination: { ToAddresses },
      Content: { Simple: { Subject: { Data: 'Looped' }, Body: { Text: { Data: 'to ourselves' } } } },
    }),
  );
  await machine.advance(0);
}

interface Arrived {
  readonly ses: {
    readonly mail: { readonly messageId: string; readonly destination: readonly string[] };
    readonly receipt: object;
  };
}

/** What the function of the receipt rule was told. */
async function arrived(): Promise<readonly Arrived['ses'][]> {
  const entries = await machine.journal('noter');
  return entries
    .flatMap(({ event }) => (event.Records ?? []) as unknown as readonly (Arrived & { eventSource: string })[])
    .filter(({ eventSource }) => eventSource === 'aws:ses')
    .map((record) => record.ses);
}

test('what is sent to an address of the reply domain comes in there, vouched for, and nowhere else', async () => {
  await send('vera@example.org', 'canary.x@reply.example.com');
  const [mail, ...others] = await arrived();
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    mail: { destination: ['canary.x@reply.example.com'] },
    receipt: { dkimVerdict: { status: 'PASS' }, dmarcVerdict: { status: 'PASS' }, spamVerdict: { status: 'PASS' } },
  });
  const stored = await machine.signed('s3', `${machine.url}/_s3/mail/inbound/${mail!.mail.messageId}`);
  const raw = await stored.text();
  expect(raw).toContain('Subject: Looped');
  expect(raw).toContain('to ourselves');
});

test('what is sent to others does not come in', async () => {
  const before = (await arrived()).length;
  await send('vera@example.org');
  expect(await arrived()).toHaveLength(before);
});
