import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
beforeAll(async () => {
  machine = await startSmallMachine();
});
afterAll(() => machine.remove());

type Entry = Readonly<Record<string, unknown>>;

const entry = (change: Entry = {}): Entry => ({
  EventBusName: 'told',
  Source: 'shop',
  DetailType: 'order placed',
  Time: 1_780_000_000.5,
  Detail: '{"order":1}',
  ...change,
});

async function putEvents(...Entries: readonly Entry[]): Promise<{ status: number; body: unknown }> {
  const response = await machine.signed('events', machine.awsUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
    body: JSON.stringify({ Entries }),
  });
  return { status: response.status, body: await response.json() };
}

async function published(after = 0): Promise<readonly { number: number; detail: object }[]> {
  const response = await machine.control('GET', `events?after=${after}`);
  return (await response.json()) as readonly { number: number; detail: object }[];
}

const newest = async (): Promise<number> => (await published()).at(-1)?.number ?? 0;

describe('PutEvents', () => {
  test('takes events, which can be looked at, oldest first, from any on', async () => {
    const before = await newest();
    const answer = await putEvents(entry(), entry({ EventBusName: 'arn:aws:events:us-east-1:0:event-bus/told' }));
    expect(answer).toMatchObject({
      status: 200,
      body: { FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) as string }, {}] },
    });
    const event = {
      bus: 'told',
      id: expect.any(String) as string,
      source: 'shop',
      detailType: 'order placed',
      time: '2026-05-28T20:26:40.500Z',
      resources: [],
      detail: { order: 1 },
    };
    expect(await published(before)).toEqual([
      { number: before + 1, ...event },
      { number: before + 2, ...event },
    ]);
    expect(await published(before + 1)).toHaveLength(1);
  });

  test('hands them to the functions of the rules of that bus', async () => {
    const orders = async (): Promise<number> => {
      await machine.advance(0);
      return (await machine.journal('noter')).filter(({ event }) => event['detail-type'] === 'order placed').length;
    };
    const before = await orders();
    await putEvents(entry(), entry({ EventBusName: 'default' }), entry({ Detail: '{"order":2}' }));
    expect(await orders()).toBe(before + 1);
    const told = (await machine.journal('noter')).at(-1);
    expect(told?.event).toMatchObject({ source: 'shop', time: '2026-05-28T20:26:40Z', detail: { order: 1 } });
  });

  test.each<[string, Entry, string]>([
    ['a bus that is not there', { EventBusName: 'nowhere' }, 'InvalidArgument'],
    ['a detail that is no JSON', { Detail: 'no JSON' }, 'MalformedDetail'],
    ['no detail type', { DetailType: '' }, 'InvalidArgument'],
    ['a source of AWS', { Source: 'aws.ses' }, 'NotAuthorizedForSourceException'],
  ])('refuses an entry with %s, and takes the others', async (_, change, ErrorCode) => {
    const before = await newest();
    expect(await putEvents(entry(), entry(change), entry())).toMatchObject({
      status: 200,
      body: { FailedEntryCount: 1, Entries: [{}, { ErrorCode }, {}] },
    });
    expect(await published(before)).toHaveLength(2);
  });

  test.each([
    ['none', []],
    ['more than ten', Array.from({ length: 11 }, () => entry())],
    ['more than 256 KB', Array.from({ length: 3 }, () => entry({ Detail: `{"x":"${'x'.repeat(100_000)}"}` }))],
  ])('takes nothing of a request with %s', async (_, entries) => {
    const before = await newest();
    expect(await putEvents(...entries)).toMatchObject({ status: 400, body: { __type: 'ValidationException' } });
    expect(await published(before)).toEqual([]);
  });

  test('is not forgotten over a restart', async () => {
    await putEvents(entry());
    const before = await published();
    machine = await machine.restarted();
    expect(await published()).toEqual(before);
    await putEvents(entry());
    expect(await newest()).toBe(before.at(-1)!.number + 1);
  });

  test('can be asked from a number only', async () => {
    const response = await machine.control('GET', 'events?after=yesterday');
    expect(await response.json()).toMatchObject({ status: 400, code: 'invalid_request' });
  });
});
