import { randomUUID } from 'node:crypto';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { stackName } from '../deployment/cdk.ts';
import type { Deployed } from '../deployment/deployed.ts';
import { headerOf, mailTo, mailsTo, replyAddressOf, report, textOf } from './mail.ts';
import { answer, changeSettings, messagesForAgent, newAddress, notificationStates, visitorInChat } from './people.ts';
import type { Scenario } from './scenario.ts';

/** The e-mail about an unread answer. */
export const notification: readonly Scenario[] = [
  {
    name: 'an answer arms a one-shot schedule for the time it is due',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      const message = await answer(stack, vera.conversation, 'We can help.');
      const schedule = await armedSchedule(stack, vera.conversation);
      expect(schedule.ActionAfterCompletion).toBe('DELETE');
      expect(schedule.Target.Arn).toMatch(/:function:ContinuousConversations-check-unread:live$/);
      const at = /^at\((.+)\)$/.exec(schedule.ScheduleExpression)?.[1];
      const messages = await messagesForAgent(stack, vera.conversation);
      const dueAt = Date.parse(messages.find(({ seq }) => seq === message.seq)?.notification?.dueAt ?? '');
      expect(Date.parse(`${String(at)}Z`)).toBeGreaterThanOrEqual(dueAt);
      expect(Date.parse(`${String(at)}Z`) - dueAt).toBeLessThan(60_000);
    },
  },
  {
    name: 'a schedule that rings has the answer e-mailed, with the rights of its own role',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      await answer(stack, vera.conversation, 'Rung for.');
      const { Target } = await armedSchedule(stack, vera.conversation);
      await makeDue(stack, vera.conversation);
      // Nobody need wait for the minute: another schedule of the same group, role and target rings within the second.
      const soon = new Date(Date.now() + 1000).toISOString().slice(0, 19);
      const created = await stack.rest(
        'scheduler',
        'POST',
        `/schedules/u-${randomUUID()}`,
        JSON.stringify({
          GroupName: `${stackName}-unread`,
          ScheduleExpression: `at(${soon})`,
          FlexibleTimeWindow: { Mode: 'OFF' },
          ActionAfterCompletion: 'DELETE',
          Target,
        }),
      );
      expect(created.status).toBe(200);
      expect(textOf(await mailTo(stack, vera.email!))).toContain('Rung for.');
    },
  },
  {
    name: 'an answer that is sent now is e-mailed once, recorded and kept as it went out',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      await answer(stack, vera.conversation, 'We can help you now.', 'now');
      const mail = await mailTo(stack, vera.email!);
      expect(mail.request.FromEmailAddress).toMatch(/<support@mail\.chat\.test>$/);
      expect(mail.request.ConfigurationSetName).toBe(stack.physicalId('AWS::SES::ConfigurationSet', /./));
      expect(replyAddressOf(mail)).toMatch(/^r\.\w+@reply\.chat\.test$/);
      expect(headerOf(mail, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
      expect(textOf(mail)).toContain('We can help you now.');
      await stack.eventually('it is recorded as sent', async () =>
        (await notificationStates(stack, vera.conversation)).includes('sent'),
      );
      const path = `/v1/agent/conversations/${vera.conversation}`;
      const { decisions } = await stack.agent(200, 'GET', `${path}/decisions`);
      expect(decisions.map(({ decision }) => decision)).toEqual(['sent']);
      const { emails } = await stack.agent(200, 'GET', `${path}/emails`);
      const { email } = await stack.agent(200, 'GET', `${path}/emails/${String(emails[0]?.episode)}`);
      expect(email.text).toContain('We can help you now.');
      expect(mailsTo(stack, vera.email!)).toHaveLength(1);
    },
  },
  {
    name: 'an agent makes a pending e-mail go out at once',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      await answer(stack, vera.conversation, 'Sent by hand.');
      await stack.eventually('it is pending', async () => {
        const { conversation } = await stack.agent(200, 'GET', `/v1/agent/conversations/${vera.conversation}`);
        return conversation.pendingNotification !== undefined;
      });
      const path = `/v1/agent/conversations/${vera.conversation}/notification`;
      await stack.agent(200, 'POST', path, { action: 'hold' });
      await stack.agent(200, 'POST', path, { action: 'send-now' });
      expect(textOf(await mailTo(stack, vera.email!))).toContain('Sent by hand.');
    },
  },
  {
    name: 'what waited for an address is e-mailed when there is one',
    run: async (stack) => {
      const vera = await visitorInChat(stack, { email: null });
      await answer(stack, vera.conversation, 'Late but here.', 'now');
      await stack.eventually('it waits for an address', async () =>
        (await notificationStates(stack, vera.conversation)).includes('waiting-for-address'),
      );
      const email = newAddress();
      await stack.agent(200, 'PUT', `/v1/agent/visitors/${vera.id}/email`, { email });
      expect(textOf(await mailTo(stack, email))).toContain('Late but here.');
    },
  },
  {
    name: 'what SES reports reaches the message, and a bounce bars the address',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      await answer(stack, vera.conversation, 'Did it arrive?', 'now');
      const mail = await mailTo(stack, vera.email!);
      const last = async () => (await notificationStates(stack, vera.conversation)).at(-1);
      await stack.eventually('sent', async () => (await last()) === 'sent');
      const delivery = { timestamp: new Date().toISOString(), recipients: [vera.email], smtpResponse: '250 ok' };
      await report(stack, mail, 'Delivery', { delivery });
      await stack.eventually('delivered', async () => (await last()) === 'delivered');
      const bounce = {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [{ emailAddress: vera.email, status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 unknown' }],
        timestamp: new Date().toISOString(),
      };
      // Another configuration set's events pass by.
      await report(stack, mail, 'Bounce', { bounce, configurationSet: 'somebody-elses' });
      await report(stack, mail, 'Delivery', { delivery });
      expect(await last()).toBe('delivered');
      await report(stack, mail, 'Bounce', { bounce });
      await stack.eventually('bounced', async () => (await last()) === 'bounced');
      const { visitor } = await stack.agent(200, 'GET', `/v1/agent/visitors/${vera.id}`);
      expect(visitor.emailState).toBe('bounced');
    },
  },
  {
    name: 'a refusal by SES is shown with its reason',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      stack.emulator.ses.refuseNext('MessageRejected', 'Email address is not verified.');
      await answer(stack, vera.conversation, 'Refused.', 'now');
      await stack.eventually('it failed', async () => {
        const became = (await messagesForAgent(stack, vera.conversation)).at(-1)?.notification;
        return became?.state === 'failed' && became.reason === 'MessageRejected';
      });
    },
  },
  {
    name: 'the sweep finds what no timer rang for',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      await answer(stack, vera.conversation, 'Swept.');
      const { Name } = await armedSchedule(stack, vera.conversation);
      const group = `${stackName}-unread`;
      await stack.rest('scheduler', 'DELETE', `/schedules/${Name}?groupName=${group}`);
      await makeDue(stack, vera.conversation);
      await stack.eventually('something overdue', async () => {
        const result = (await stack.invoke('sweep-overdue', {})) as { found: number };
        return result.found > 0;
      });
      expect(textOf(await mailTo(stack, vera.email!))).toContain('Swept.');
    },
  },
  {
    name: 'links of the e-mail lead back, and one click ends the e-mails',
    run: async (stack) => {
      await changeSettings(stack, { continuousConversations: true });
      const vera = await visitorInChat(stack);
      await answer(stack, vera.conversation, 'Follow the link.', 'now');
      const mail = await mailTo(stack, vera.email!);
      await stack.eventually('it is recorded', async () =>
        (await notificationStates(stack, vera.conversation)).includes('sent'),
      );
      const resumeToken = /#cc=([^\s>"]+)/.exec(textOf(mail))?.[1];
      const resumed = await stack.expectCall(200, 'POST', '/v1/visitor/sessions/resume', { body: { resumeToken } });
      expect(resumed.conversationId).toBe(vera.conversation);
      const path = new URL(/<(https:[^>]+)>/.exec(headerOf(mail, 'List-Unsubscribe') ?? '')?.[1] ?? '').pathname;
      const page = await stack.call('GET', path, { headers: { accept: 'text/html' } });
      expect(page.status).toBe(200);
      expect(page.headers['content-security-policy']).toContain("default-src 'none'");
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      await stack.expectCall(200, 'POST', path, { body: 'List-Unsubscribe=One-Click', headers });
      const { conversation } = await stack.agent(200, 'GET', `/v1/agent/conversations/${vera.conversation}`);
      expect(conversation.optedOut).toBe(true);
      const [notMe] = /\/v1\/email\/not-me\/[^\s>"]+/.exec(textOf(mail)) ?? [];
      expect((await stack.call('POST', String(notMe))).status).toBe(200);
      await stack.eventually('the conversation is told that the address is another’s', async () =>
        (await messagesForAgent(stack, vera.conversation)).some(({ kind }) => kind === 'delivery-problem'),
      );
    },
  },
];

interface Schedule {
  readonly Name: string;
  readonly ScheduleExpression: string;
  readonly ActionAfterCompletion: string;
  readonly Target: { readonly Arn: string };
}

/** The schedule of a conversation's unread answer, as Scheduler has it. */
export async function armedSchedule(stack: Deployed, conversation: string): Promise<Schedule> {
  const group = `${stackName}-unread`;
  const name = await stack.eventually(`a schedule of ${conversation}`, async () => {
    const listed = await stack.rest(
      'scheduler',
      'GET',
      `/schedules?ScheduleGroup=${group}&NamePrefix=u-${conversation}`,
    );
    const { Schedules } = JSON.parse(listed.body.toString()) as { Schedules: { Name: string }[] };
    return Schedules.map(({ Name }) => Name).find((one) => one.includes(conversation));
  });
  const got = await stack.rest('scheduler', 'GET', `/schedules/${name}?groupName=${group}`);
  return JSON.parse(got.body.toString()) as Schedule;
}

/** As if ten minutes had passed for the conversation's pending e-mail. */
async function makeDue(stack: Deployed, conversation: string): Promise<void> {
  const TableName = stack.outputs.Table;
  const Key = { pk: { S: `CONV#${conversation}` }, sk: { S: 'META' } };
  const { Item } = await stack.aws('dynamodb', 'DynamoDB_20120810.GetItem', { TableName, Key, ConsistentRead: true });
  const past = new Date(Date.now() - 600_000).toISOString();
  const stored = unmarshall(Item) as { dueSk: string; data: { pending: object } };
  const due = {
    ...stored,
    dueSk: stored.dueSk.replace(/^[^#]+/, past),
    data: { ...stored.data, pending: { ...stored.data.pending, dueAt: past } },
  };
  await stack.aws('dynamodb', 'DynamoDB_20120810.PutItem', { TableName, Item: marshall(due) });
}
