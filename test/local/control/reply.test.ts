import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
let id: string;
beforeAll(async () => {
  machine = await startSmallMachine();
  const ses = new SESv2Client(machine.clients);
  const html = '<!doctype html><html lang="de"><body><p>Ja, der Stuhl ist da.</p></body></html>';
  const { MessageId } = await ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'Ada (Example) <support@mail.example.com>',
      Destination: { ToAddresses: ['vera@example.org'] },
      ReplyToAddresses: ['r.token@reply.example.com'],
      Content: {
        Simple: {
          Subject: { Data: 'Ihre Konversation' },
          Body: { Text: { Data: 'Ja, der Stuhl ist da.' }, Html: { Data: html } },
          Headers: [{ Name: 'References', Value: '<root@reply.example.com>' }],
        },
      },
    }),
  );
  id = MessageId!;
});
afterAll(() => machine.remove());

/** Replies, and gives the mail that arrived. */
async function reply(request: object): Promise<Email & { to?: { address?: string }[] }> {
  const response = await machine.control('POST', `mailbox/${id}/reply`, request);
  expect(response.status).toBe(201);
  await machine.advance(0);
  const { event } = (await machine.journal('noter')).at(-1)!;
  const [{ ses }] = event.Records as unknown as [{ ses: { mail: { messageId: string } } }];
  const stored = await machine.signed('s3', `${machine.url}/_s3/mail/inbound/${ses.mail.messageId}`);
  return PostalMime.parse(await stored.arrayBuffer()) as Promise<Email & { to?: { address?: string }[] }>;
}

describe('a reply from the mailbox', () => {
  test('goes to the reply address, in the thread of the mail', async () => {
    const mail = await reply({ text: 'Danke!' });
    expect(mail.from).toMatchObject({ address: 'vera@example.org' });
    expect(mail.to).toMatchObject([{ address: 'r.token@reply.example.com' }]);
    expect(mail.subject).toBe('Re: Ihre Konversation');
    expect(mail.inReplyTo).toBe(`<${id}@email.amazonses.com>`);
    expect(mail.references).toBe(`<root@reply.example.com> <${id}@email.amazonses.com>`);
  });

  test.each([
    [
      'gmail',
      /class="gmail_quote/,
      /^Danke!\n\nAm .* schrieb Ada \(Example\) <support@mail\.example\.com>:\n\n> Ja, der Stuhl/,
    ],
    [
      'outlook',
      /id="divRplyFwdMsg"/,
      /^Danke!\n\n_{32}\nVon: Ada \(Example\) <support@mail\.example\.com>\nGesendet: /,
    ],
    [
      'apple',
      /<blockquote type="cite">/,
      /^Danke!\n\n> Am .* schrieb Ada \(Example\) <support@mail\.example\.com>:\n> \n> Ja, der Stuhl/,
    ],
  ])('from %s quotes the mail as that does', async (client, html, text) => {
    const mail = await reply({ text: 'Danke!', client });
    expect(mail.html).toMatch(html);
    expect(mail.html).toContain('<p>Ja, der Stuhl ist da.</p>');
    expect(mail.text?.replaceAll('\r\n', '\n')).toMatch(text);
  });

  test('may come from somebody else, with a file', async () => {
    const content = Buffer.from('content').toString('base64');
    const attachments = [{ filename: 'a.txt', contentType: 'text/plain', content }];
    const mail = await reply({ text: 'Hier.', from: 'other@example.net', attachments });
    expect(mail.from).toMatchObject({ address: 'other@example.net' });
    expect(mail.attachments).toMatchObject([{ filename: 'a.txt', mimeType: 'text/plain' }]);
  });

  test('may be automatic', async () => {
    const mail = await reply({ text: 'Ich bin im Urlaub.', kind: 'auto-reply' });
    const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]));
    expect(headers).toMatchObject({ 'auto-submitted': 'auto-replied', precedence: 'auto_reply' });
    expect(mail.text).not.toContain('Stuhl');
  });

  test('may be forged: its supposed domain disowns it', async () => {
    const mail = await reply({ text: 'x', sender: 'forged' });
    expect(mail.from).toMatchObject({ address: 'vera@example.org' });
    expect(mail.headers.some(({ key }) => key === 'x-local-verdicts')).toBe(false);
    const { event } = (await machine.journal('noter')).at(-1)!;
    expect(event).toMatchObject({
      Records: [{ ses: { receipt: { dmarcVerdict: { status: 'FAIL' }, dmarcPolicy: 'reject' } } }],
    });
  });

  test.each([
    [{}],
    [{ text: 'x', sender: 'nobody' }],
    [{ text: 1 }],
    [{ text: 'x', client: 'pine' }],
    [{ text: 'x', kind: 'spam' }],
    [{ text: 'x', attachments: [1] }],
  ])('as %j is not understood', async (body) => {
    expect((await machine.control('POST', `mailbox/${id}/reply`, body)).status).toBe(400);
  });
});
