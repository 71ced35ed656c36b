import type { Deployed } from '../deployment/deployed.ts';
import { mailOf, mailTo, mailWithFile, receive, receiptEvent, replyAddressOf } from './mail.ts';
import { answer, messagesForVisitor, newAddress, notificationStates, visitorInChat } from './people.ts';
import type { VisitorInChat } from './people.ts';
import type { Scenario } from './scenario.ts';

/** Mail that SES receives. */
export const inbound: readonly Scenario[] = [
  {
    name: 'the receipt rule stores mail of the reply domain and is active',
    run: async (stack) => {
      const active = await stack.awsCommand('ses', 'describe-active-receipt-rule-set');
      expect(active.Rules).toEqual([
        expect.objectContaining({
          Name: 'ContinuousConversations-replies',
          Recipients: ['reply.chat.test'],
          Enabled: true,
          Actions: [
            expect.objectContaining({ S3Action: expect.anything() as object }) as object,
            expect.objectContaining({ LambdaAction: expect.anything() as object }) as object,
          ],
        }),
      ]);
    },
  },
  {
    name: 'a reply by e-mail, with a file, is the visitor’s message; the same mail twice is one',
    run: async (stack) => {
      const { vera, to } = await visitorWithEmail(stack);
      const raw = mailWithFile(`Vera <${vera.email!}>`, to, 'Thanks, see the note.\r\n\r\n> We can help.', 'inside');
      const mail = { from: vera.email!, to, raw };
      await receive(stack, mail);
      const message = await stack.eventually('the reply', async () =>
        (await messagesForVisitor(stack, vera)).find(({ channel }) => channel === 'email'),
      );
      expect(message).toMatchObject({ text: 'Thanks, see the note.', author: { kind: 'visitor', id: vera.id } });
      const file = await stack.fetchUrl(message.attachments[0]?.url ?? '');
      expect([file.status, file.body.toString().trim()]).toEqual([200, 'inside']);
      await receive(stack, mail);
      const other = mailOf(vera.email!, to, 'And one more thing.');
      await receive(stack, { ...mail, raw: other });
      await stack.eventually('the other reply', async () =>
        (await messagesForVisitor(stack, vera)).some(({ text }) => text === 'And one more thing.'),
      );
      const byEmail = (await messagesForVisitor(stack, vera)).filter(({ channel }) => channel === 'email');
      expect(byEmail).toHaveLength(2);
    },
  },
  {
    name: 'an answer to who wrote by e-mail goes out in the thread of their mail',
    run: async (stack) => {
      const { vera, to } = await visitorWithEmail(stack);
      const raw = mailOf(vera.email!, to, 'By e-mail, please.');
      await receive(stack, { from: vera.email!, to, raw });
      await stack.eventually('the reply', async () =>
        (await messagesForVisitor(stack, vera)).some(({ channel }) => channel === 'email'),
      );
      await answer(stack, vera.conversation, 'Gladly.');
      const mail = await mailTo(stack, vera.email!, { before: 1 });
      const id = /^Message-ID: (.+)$/m.exec(raw)?.[1]?.trim();
      expect(mail.request.Content.Simple?.Headers).toContainEqual({ Name: 'In-Reply-To', Value: id });
    },
  },
  {
    name: 'mail to nobody is kept, and begins a conversation when an agent says so',
    run: async (stack) => {
      const from = newAddress();
      const to = 'support@reply.chat.test';
      await receive(stack, { from, to, raw: mailOf(from, to, 'I want to buy.') });
      const id = await keptMail(stack, 'unmatched', from);
      const begun = await stack.agent(200, 'POST', `/v1/agent/mail/${id}`, { action: 'begin' });
      expect(begun.message.text).toBe('I want to buy.');
    },
  },
  {
    name: 'forged mail is kept apart until an agent releases it, and never speaks as the visitor',
    run: async (stack) => {
      const { vera, to } = await visitorWithEmail(stack);
      await receive(stack, { from: vera.email!, to, raw: mailOf(vera.email!, to, 'It is me.'), dmarc: 'FAIL' });
      const id = await keptMail(stack, 'quarantined', vera.email!);
      expect(await messagesForVisitor(stack, vera)).toHaveLength(2);
      const released = await stack.agent(200, 'POST', `/v1/agent/mail/${id}`, { action: 'release' });
      expect(released.message.author.kind).toBe('other');
    },
  },
  {
    name: 'a mail that cannot be read is tried three times and then lies in the dead-letter queue',
    expectedErrors: /^receive-email: /,
    run: async (stack) => {
      const QueueUrl = stack.physicalIds('AWS::SQS::Queue').find((url) => url.includes('ReceiveEmail'));
      const event = receiptEvent({
        messageId: 'not-there',
        from: 'vera@example.org',
        to: 'support@reply.chat.test',
        raw: 'Subject: lost\r\n\r\n',
        dmarc: 'PASS',
      });
      await stack.invoke('receive-email', event, 'Event');
      const letter = await stack.eventually('a dead letter', async () => {
        const { Messages } = await stack.aws('sqs', 'AmazonSQS.ReceiveMessage', { QueueUrl });
        return Messages?.[0];
      });
      const { requestContext, requestPayload } = JSON.parse(letter.Body) as DeadLetter;
      expect(requestContext).toMatchObject({ condition: 'RetriesExhausted', approximateInvokeCount: 3 });
      expect(requestPayload.Records[0]?.ses.mail.messageId).toBe('not-there');
      await stack.aws('sqs', 'AmazonSQS.DeleteMessage', { QueueUrl, ReceiptHandle: letter.ReceiptHandle });
    },
  },
];

interface DeadLetter {
  readonly requestContext: object;
  readonly requestPayload: {
    readonly Records: readonly { readonly ses: { readonly mail: { readonly messageId: string } } }[];
  };
}

/** A visitor who has been sent an e-mail, and the address that their answer goes to. */
async function visitorWithEmail(stack: Deployed): Promise<{ readonly vera: VisitorInChat; readonly to: string }> {
  const vera = await visitorInChat(stack);
  await answer(stack, vera.conversation, 'We can help.', 'now');
  const mail = await mailTo(stack, vera.email!);
  await stack.eventually('it is recorded', async () =>
    (await notificationStates(stack, vera.conversation)).includes('sent'),
  );
  return { vera, to: replyAddressOf(mail) };
}

async function keptMail(stack: Deployed, state: 'unmatched' | 'quarantined', from: string): Promise<string> {
  return stack.eventually(`${state} mail from ${from}`, async () => {
    const { mail } = await stack.agent(200, 'GET', `/v1/agent/mail?state=${state}`);
    return mail.find((one) => one.from === from)?.id;
  });
}
