import { startSmallMachine } from '../fixture/small-machine.ts';
import type { JournalEntry, SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
beforeAll(async () => {
  machine = await startSmallMachine();
});
afterAll(() => machine.remove());

async function accept(name: string, event: object): Promise<number> {
  const url = `${machine.awsUrl}/2015-03-31/functions/${encodeURIComponent(name)}/invocations`;
  const headers = { 'x-amz-invocation-type': 'Event' };
  return (await machine.signed('lambda', url, { method: 'POST', body: JSON.stringify(event), headers })).status;
}

async function attemptsOf(name: string): Promise<JournalEntry[]> {
  return (await machine.journal()).filter(({ event }) => event.name === name);
}

/** Minutes from each attempt to the next. */
function pauses(attempts: readonly JournalEntry[]): number[] {
  const times = attempts.map(({ at }) => Date.parse(at));
  return times.slice(1).map((time, index) => Math.floor((time - times[index]!) / 60_000));
}

describe('an asynchronous invocation', () => {
  test('is acknowledged before it runs, and runs once', async () => {
    expect(await accept('noter', { name: 'once' })).toBe(202);
    await machine.advance(600);
    expect(await attemptsOf('once')).toHaveLength(1);
  });

  test('that fails is tried again after one minute and after two more', async () => {
    await accept('troubled:live', { name: 'twice unlucky', failures: 2 });
    await machine.advance(600);
    expect(pauses(await attemptsOf('twice unlucky'))).toEqual([1, 2]);
    expect(await letters('twice unlucky')).toEqual([]);
  });

  test('that keeps failing is reported to the failure destination of its alias', async () => {
    await accept('troubled:live', { name: 'hopeless', does: 'throw' });
    await machine.advance(59);
    expect(await attemptsOf('hopeless')).toHaveLength(1);
    await machine.advance(600);
    expect(await attemptsOf('hopeless')).toHaveLength(3);
    expect(await letters('hopeless')).toMatchObject([
      {
        version: '1.0',
        requestContext: {
          functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:troubled:live',
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        },
        requestPayload: { name: 'hopeless' },
        responsePayload: { errorType: 'RangeError' },
      },
    ]);
  });

  test('of another alias or none has no such destination', async () => {
    await accept('troubled', { name: 'unheard', does: 'throw' });
    await machine.advance(600);
    expect(await attemptsOf('unheard')).toHaveLength(3);
    expect(await letters('unheard')).toEqual([]);
  });

  test('is still tried again after a restart, at its time', async () => {
    await accept('troubled:live', { name: 'restarted', failures: 1 });
    await machine.advance(1);
    machine = await machine.restarted();
    await machine.advance(1);
    expect(await attemptsOf('restarted')).toHaveLength(1);
    await machine.advance(60);
    expect(pauses(await attemptsOf('restarted'))).toEqual([1]);
  });
});

/** What the failure destination holds about an event. */
async function letters(name: string): Promise<unknown[]> {
  const all = (await (await machine.control('GET', 'dead-letters')).json()) as { queue: string; body: string }[];
  const records = all.map(({ queue, body }) => ({
    queue,
    record: JSON.parse(body) as { requestPayload?: { name?: string } },
  }));
  return records
    .filter(({ queue, record }) => queue === 'letters' && record.requestPayload?.name === name)
    .map(({ record }) => record);
}

describe('a dead letter', () => {
  test('that holds its event can be done again, and is gone then', async () => {
    await accept('troubled:live', { name: 'third time lucky', failures: 3 });
    await machine.advance(600);
    const all = (await (await machine.control('GET', 'dead-letters')).json()) as { id: string; body: string }[];
    const id = all.find(({ body }) => body.includes('third time lucky'))?.id ?? '';
    const redrive = (): Promise<Response> => machine.control('POST', `dead-letters/${id}/redrive`, {});
    expect((await redrive()).status).toBe(200);
    await machine.advance(600);
    expect(await attemptsOf('third time lucky')).toHaveLength(4);
    expect(await letters('third time lucky')).toEqual([]);
    expect((await redrive()).status).toBe(404);
  });
});

describe('a function whose worker crashes', () => {
  test('is tried again in another one', async () => {
    const crash = async (): Promise<unknown> =>
      (await machine.control('POST', 'crash', { function: 'troubled' })).json();
    await accept('troubled:live', { name: 'before' });
    await machine.advance(0);
    await accept('troubled:live', { name: 'interrupted', does: 'hang' });
    while ((await attemptsOf('interrupted')).length === 0);
    expect(await crash()).toEqual({ crashed: true });
    expect(await crash()).toEqual({ crashed: false });
    await machine.advance(60);
    expect(await attemptsOf('interrupted')).toHaveLength(2);
  });
});
