import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { textOf } from '../../../local/json.ts';
import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
beforeAll(async () => {
  machine = await startSmallMachine();
});
afterAll(() => machine.remove());

async function arm(fault: object): Promise<void> {
  expect((await machine.control('POST', 'faults', { times: 1, ...fault })).status).toBe(200);
}

async function accept(name: string): Promise<void> {
  await machine.signed('lambda', `${machine.awsUrl}/2015-03-31/functions/noter/invocations`, {
    method: 'POST',
    body: JSON.stringify({ name }),
    headers: { 'x-amz-invocation-type': 'Event' },
  });
}

/** Names of the events that noter was given, of those that begin so. */
async function noted(beginning: string): Promise<string[]> {
  const names = (await machine.journal('noter')).map(({ event }) => textOf(event.name) ?? '');
  return names.filter((name) => name.startsWith(beginning));
}

describe('an asynchronous event', () => {
  test.each<[string, string[], string[]]>([
    ['duplicate', ['duplicate 1', 'duplicate 1', 'duplicate 2'], ['duplicate 1', 'duplicate 1', 'duplicate 2']],
    ['drop', ['drop 2'], ['drop 2']],
    ['delay', ['delay 2'], ['delay 2', 'delay 1']],
    ['reorder', ['reorder 2', 'reorder 1'], ['reorder 2', 'reorder 1']],
  ])('that is to %s', async (mode, atOnce, afterAMinute) => {
    await arm({ service: 'lambda', operation: 'noter', mode });
    await accept(`${mode} 1`);
    await machine.advance(0);
    await accept(`${mode} 2`);
    await machine.advance(0);
    expect(await noted(mode)).toEqual(atOnce);
    await machine.advance(60);
    expect(await noted(mode)).toEqual(afterAMinute);
  });

  test('that nothing overtakes goes its way after the delay', async () => {
    await arm({ service: 'lambda', operation: '*', mode: 'reorder', delaySeconds: 10 });
    await accept('alone');
    await machine.advance(9);
    expect(await noted('alone')).toEqual([]);
    await machine.advance(1);
    expect(await noted('alone')).toEqual(['alone']);
  });

  test('that waits outlives a restart, the fault does not', async () => {
    await arm({ service: 'lambda', operation: 'noter', mode: 'delay', times: 2 });
    await accept('kept');
    machine = await machine.restarted();
    expect(await (await machine.control('GET', 'faults')).json()).toEqual([]);
    await machine.advance(60);
    expect(await noted('kept')).toEqual(['kept']);
  });
});

describe('events of SES', () => {
  const typesOf = async (subject: string): Promise<string[]> =>
    (await machine.journal())
      .map(({ event }) => event as { detail?: { eventType: string; mail: { commonHeaders: { subject: string } } } })
      .flatMap(({ detail }) => (detail?.mail.commonHeaders.subject === subject ? [detail.eventType] : []));

  test.each<[string, string, string[], string[]]>([
    ['duplicate', '*', ['Send', 'Send', 'Delivery'], ['Send', 'Send', 'Delivery']],
    ['drop', 'Send', ['Delivery'], ['Delivery']],
    ['delay', 'Send', ['Delivery'], ['Delivery', 'Send']],
    ['reorder', 'Send', ['Delivery', 'Send'], ['Delivery', 'Send']],
  ])('that are to %s (%s)', async (mode, operation, atOnce, afterAMinute) => {
    await arm({ service: 'ses-events', operation, mode });
    await new SESv2Client(machine.clients).send(
      new SendEmailCommand({
        FromEmailAddress: 'support@mail.example.com',
        Destination: { ToAddresses: ['vera@example.org'] },
        ConfigurationSetName: 'ours',
        Content: { Simple: { Subject: { Data: mode }, Body: { Text: { Data: 'x' } } } },
      }),
    );
    await machine.advance(0);
    expect(await typesOf(mode)).toEqual(atOnce);
    await machine.advance(60);
    expect(await typesOf(mode)).toEqual(afterAMinute);
  });
});

describe('a batch of the stream', () => {
  const put = async (pk: string, n: number): Promise<void> => {
    const Item = { pk: { S: pk }, sk: { S: String(n) }, n: { N: String(n) }, type: { S: 'followed' } };
    await new DynamoDBClient(machine.clients).send(new PutItemCommand({ TableName: 'Small-Table', Item }));
  };
  interface Record {
    readonly dynamodb: {
      readonly Keys: { readonly pk: { readonly S: string } };
      readonly NewImage: { n: { N: string } };
    };
  }
  const given = async (pk: string): Promise<number[]> =>
    (await machine.journal('follower'))
      .flatMap(({ event }) => event.Records as unknown as Record[])
      .filter(({ dynamodb }) => dynamodb.Keys.pk.S === pk)
      .map(({ dynamodb }) => Number(dynamodb.NewImage.n.N));

  test.each<[string, number[], number[]]>([
    ['duplicate', [1, 1, 2], [1, 1, 2]],
    ['drop', [2], [2]],
    ['delay', [], [1, 2]],
    ['reorder', [], [2, 1]],
  ])('that is to %s', async (mode, atOnce, afterAMinute) => {
    await arm({ service: 'stream', operation: 'follower', mode });
    await put(mode, 1);
    await machine.advance(0);
    await put(mode, 2);
    await machine.advance(0);
    expect(await given(mode)).toEqual(atOnce);
    await machine.advance(60);
    expect(await given(mode)).toEqual(afterAMinute);
  });

  test('that is held up when the machine is stopped is delivered at the next start', async () => {
    await arm({ service: 'stream', operation: '*', mode: 'delay' });
    await put('held', 1);
    await machine.advance(0);
    machine = await machine.restarted();
    await machine.advance(0);
    expect(await given('held')).toEqual([1]);
  });
});
