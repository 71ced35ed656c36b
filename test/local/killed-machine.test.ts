import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { AwsClient } from 'aws4fetch';
import nodemailer from 'nodemailer';
import { buildSmallSystem, journalOf } from './fixture/small-machine.ts';

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly smtpPort: number;
  readonly awsUrl: string;
}

let folder: string;
let machine: Started;
beforeEach(async () => {
  folder = await buildSmallSystem();
  machine = await start();
});
afterEach(async () => {
  await kill();
  await rm(folder, { recursive: true, force: true });
});

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

async function start(): Promise<Started> {
  const program = resolve(import.meta.dirname, 'fixture', 'run-small-machine.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as Omit<Started, 'child'>) };
}

/** Kills the process, and waits until the guard has ended the engine too. */
async function kill(): Promise<void> {
  const guard = Number(readFileSync(join(folder, 'data', 'engine-guard.pid'), 'utf8'));
  if (machine.child.exitCode === null && machine.child.signalCode === null) {
    const exited = once(machine.child, 'exit');
    machine.child.kill('SIGKILL');
    await exited;
  }
  while (isRunning(guard)) await setImmediate();
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function clients() {
  return { endpoint: machine.awsUrl, region: 'us-east-1', credentials, maxAttempts: 1 };
}

async function advance(advanceSeconds: number): Promise<Date> {
  const response = await fetch(`${machine.url}/__local/clock`, {
    method: 'POST',
    body: JSON.stringify({ advanceSeconds }),
  });
  return new Date(((await response.json()) as { now: string }).now);
}

/** Asks for each thing, one kind at a time, and kills the machine in the moment in which it has acknowledged it. */
const acknowledged: Readonly<Record<string, () => Promise<unknown>>> = {
  'an asynchronous event': () =>
    new AwsClient({ ...credentials, service: 'lambda', region: 'us-east-1', retries: 0 }).fetch(
      `${machine.awsUrl}/2015-03-31/functions/noter/invocations`,
      { method: 'POST', body: '{"name":"accepted"}', headers: { 'x-amz-invocation-type': 'Event' } },
    ),
  'a change of the table': () =>
    new DynamoDBClient(clients()).send(
      new PutItemCommand({
        TableName: 'Small-Table',
        Item: { pk: { S: 'a' }, sk: { S: '1' }, type: { S: 'followed' }, name: { S: 'changed' } },
      }),
    ),
  'a schedule': async () =>
    new SchedulerClient(clients()).send(
      new CreateScheduleCommand({
        Name: 'timer',
        GroupName: 'timers',
        ScheduleExpression: `at(${new Date((await advance(0)).getTime() + 300_000).toISOString().slice(0, 19)})`,
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          Arn: 'arn:aws:lambda:us-east-1:000000000000:function:noter',
          RoleArn: 'arn:aws:iam::000000000000:role/scheduler',
          Input: '{"name":"rang"}',
        },
      }),
    ),
  'a mail that came in': async () => {
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port: machine.smtpPort, ignoreTLS: true });
    await transport.sendMail({ from: 'vera@example.org', to: 'r@reply.example.com', subject: 'came in', text: 'x' });
    transport.close();
  },
  'a mail that went out': () =>
    new SESv2Client(clients()).send(
      new SendEmailCommand({
        FromEmailAddress: 'support@mail.example.com',
        Destination: { ToAddresses: ['vera@example.org'] },
        ConfigurationSetName: 'ours',
        Content: { Simple: { Subject: { Data: 'went out' }, Body: { Text: { Data: 'x' } } } },
      }),
    ),
};

/** Something of each kind that only its own event has in it. */
const traces: Readonly<Record<string, string[]>> = {
  'an asynchronous event': ['"name":"accepted"'],
  'a change of the table': ['"changed"'],
  'a schedule': ['"name":"rang"'],
  'a mail that came in': ['"subject":"came in"'],
  'a mail that went out': ['"detail-type":"Email Sent"', '"detail-type":"Email Delivered"'],
};

describe('a machine that is killed', () => {
  test('in the moment it acknowledged something goes on with it at the next start', async () => {
    for (const ask of Object.values(acknowledged)) {
      await ask();
      await kill();
      machine = await start();
    }
    await advance(600);
    const events = (await journalOf(folder)).map(({ event }) => JSON.stringify(event));
    const lost = Object.values(traces)
      .flat()
      .filter((trace) => !events.some((event) => event.includes(trace)));
    expect(lost).toEqual([]);

    const mailbox = (await (await fetch(`${machine.url}/__local/mailbox`)).json()) as { subject: string }[];
    expect(mailbox.map(({ subject }) => subject)).toEqual(['went out']);
    const s3 = new AwsClient({ ...credentials, service: 's3', region: 'us-east-1' });
    const listed = await (await s3.fetch(`${machine.awsUrl}/mail?list-type=2&prefix=inbound/`)).text();
    expect(listed).toContain('<KeyCount>1</KeyCount>');
  });

  test('leaves no engine behind, and its time does not go back', async () => {
    const reached = await advance(86_400);
    await kill();
    machine = await start();
    expect((await advance(0)).getTime()).toBeGreaterThanOrEqual(reached.getTime());
  });
});
