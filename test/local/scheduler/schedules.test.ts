import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
  ValidationException,
} from '@aws-sdk/client-scheduler';
import type { CreateScheduleCommandInput } from '@aws-sdk/client-scheduler';
import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
let client: SchedulerClient;
let now: Date;
beforeAll(async () => {
  machine = await startSmallMachine();
  client = new SchedulerClient(machine.clients);
});
beforeEach(async () => {
  now = await machine.advance(0);
});
afterAll(() => machine.remove());

const noter = {
  Arn: 'arn:aws:lambda:us-east-1:000000000000:function:noter',
  RoleArn: 'arn:aws:iam::000000000000:role/scheduler',
};

/** `at(…)`, some minutes from now. */
function inMinutes(minutes: number): string {
  return `at(${new Date(now.getTime() + minutes * 60_000).toISOString().slice(0, 19)})`;
}

function schedule(name: string, more: Partial<CreateScheduleCommandInput> = {}): CreateScheduleCommandInput {
  return {
    Name: name,
    ClientToken: name,
    GroupName: 'timers',
    ScheduleExpression: inMinutes(10),
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: { ...noter, Input: JSON.stringify({ name }) },
    ...more,
  };
}

async function rings(name: string): Promise<string[]> {
  return (await machine.journal('noter')).filter(({ event }) => event.name === name).map(({ at }) => at);
}

describe('a schedule', () => {
  test('rings once at its time and is gone', async () => {
    await client.send(new CreateScheduleCommand(schedule('once')));
    await machine.advance(9 * 60);
    expect(await rings('once')).toEqual([]);
    await machine.advance(60);
    expect(await rings('once')).toHaveLength(1);
    await expect(client.send(new GetScheduleCommand({ Name: 'once', GroupName: 'timers' }))).rejects.toThrow(
      ResourceNotFoundException,
    );
    await machine.advance(3600);
    expect(await rings('once')).toHaveLength(1);
  });

  test('that is not to be deleted stays and does not ring again', async () => {
    await client.send(new CreateScheduleCommand(schedule('stays', { ActionAfterCompletion: 'NONE' })));
    await machine.advance(3600);
    expect(await client.send(new GetScheduleCommand({ Name: 'stays', GroupName: 'timers' }))).toMatchObject({
      Name: 'stays',
      State: 'ENABLED',
      ScheduleExpressionTimezone: 'UTC',
    });
    expect(await rings('stays')).toHaveLength(1);
  });

  test('that was deleted does not ring', async () => {
    await client.send(new CreateScheduleCommand(schedule('deleted')));
    await client.send(new DeleteScheduleCommand({ Name: 'deleted', GroupName: 'timers' }));
    await machine.advance(3600);
    expect(await rings('deleted')).toEqual([]);
  });

  test('that was moved rings at its new time', async () => {
    await client.send(new CreateScheduleCommand(schedule('moved')));
    await client.send(new UpdateScheduleCommand(schedule('moved', { ScheduleExpression: inMinutes(30) })));
    await machine.advance(20 * 60);
    expect(await rings('moved')).toEqual([]);
    await machine.advance(11 * 60);
    expect(await rings('moved')).toHaveLength(1);
  });

  test('in the past rings at once', async () => {
    await client.send(new CreateScheduleCommand(schedule('past', { ScheduleExpression: inMinutes(-10) })));
    await machine.advance(1);
    expect(await rings('past')).toHaveLength(1);
  });

  test('with a rate rings again and again, and tells when it was meant to', async () => {
    const Input = '{"name":"rate","meant":"<aws.scheduler.scheduled-time>"}';
    const target = { ...schedule('rate').Target!, Input };
    await client.send(
      new CreateScheduleCommand(schedule('rate', { ScheduleExpression: 'rate(10 minutes)', Target: target })),
    );
    await machine.advance(31 * 60);
    expect(await rings('rate')).toHaveLength(3);
    const [first] = (await machine.journal('noter')).filter(({ event }) => event.name === 'rate');
    expect(first!.event.meant).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    await client.send(new DeleteScheduleCommand({ Name: 'rate', GroupName: 'timers' }));
  });

  test('that is switched off does not ring', async () => {
    await client.send(new CreateScheduleCommand(schedule('off', { State: 'DISABLED' })));
    await machine.advance(3600);
    expect(await rings('off')).toEqual([]);
  });

  test('whose function does not exist is reported to its own dead letter queue', async () => {
    const target = {
      ...schedule('lost').Target!,
      Arn: 'arn:aws:lambda:us-east-1:000000000000:function:nobody',
      DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:000000000000:letters' },
    };
    await client.send(new CreateScheduleCommand(schedule('lost', { Target: target })));
    await machine.advance(3600);
    const letters = await (await machine.control('GET', 'dead-letters')).json();
    expect(letters).toMatchObject([{ queue: 'letters', body: '{"name":"lost"}' }]);
  });

  test('survives a restart, and one that came due meanwhile rings then', async () => {
    await client.send(new CreateScheduleCommand(schedule('restarted')));
    machine = await machine.restarted();
    client = new SchedulerClient(machine.clients);
    await machine.advance(601);
    expect(await rings('restarted')).toHaveLength(1);
  });
});

describe('creating a schedule', () => {
  test('a second time under its name is a conflict', async () => {
    await client.send(new CreateScheduleCommand(schedule('twice')));
    const other = schedule('twice', { ClientToken: 'other', ScheduleExpression: inMinutes(20) });
    await expect(client.send(new CreateScheduleCommand(other))).rejects.toThrow(ConflictException);
  });

  test('a second time with the same token and the same content is answered like the first', async () => {
    const first = await client.send(new CreateScheduleCommand(schedule('repeated')));
    const second = await client.send(new CreateScheduleCommand(schedule('repeated')));
    expect(second.ScheduleArn).toBe(first.ScheduleArn);
    expect(first.ScheduleArn).toBe('arn:aws:scheduler:us-east-1:000000000000:schedule/timers/repeated');
  });

  test('in a group that does not exist is refused', async () => {
    const homeless = schedule('homeless', { GroupName: 'nowhere' });
    await expect(client.send(new CreateScheduleCommand(homeless))).rejects.toThrow(ResourceNotFoundException);
  });

  test.each<[string, Partial<CreateScheduleCommandInput>]>([
    ['a name with a space', { Name: 'a b' }],
    ['a name of 65 characters', { Name: 'a'.repeat(65) }],
    ['a dot in its token', { ClientToken: 'a.b' }],
    ['an expression that is none', { ScheduleExpression: 'at(tomorrow)' }],
    ['a time zone that is none', { ScheduleExpressionTimezone: 'Europe/Atlantis' }],
    ['a window without its length', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }],
    ['a target that is no ARN', { Target: { Arn: 'noter', RoleArn: 'arn:aws:iam::000000000000:role/r' } }],
    ['a role that is none', { Target: { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:noter', RoleArn: 'r' } }],
    ['too many retries', { Target: { ...noter, RetryPolicy: { MaximumRetryAttempts: 186 } } }],
    ['an age under a minute', { Target: { ...noter, RetryPolicy: { MaximumEventAgeInSeconds: 59 } } }],
    ['a dead letter queue that is none', { Target: { ...noter, DeadLetterConfig: { Arn: 'letters' } } }],
  ])('with %s is refused', async (_, more) => {
    await expect(client.send(new CreateScheduleCommand(schedule('invalid', more)))).rejects.toThrow(
      ValidationException,
    );
  });
});

test('a rule of the template rings at its rate, also after a restart', async () => {
  const before = (await rings('every five minutes')).length;
  await machine.advance(4 * 60);
  machine = await machine.restarted();
  await machine.advance(6 * 60);
  expect((await rings('every five minutes')).length - before).toBe(2);
  const listed = await (await machine.control('GET', 'schedules')).json();
  expect(listed).toContainEqual(expect.objectContaining({ group: 'rules', expression: 'rate(5 minutes)' }));
});
