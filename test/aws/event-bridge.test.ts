import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventBridge } from '../../functions/aws/event-bridge.ts';
import type { DomainEvent } from '../../functions/domain/events/domain-event.ts';
import type { VisitorId } from '../../functions/domain/records/ids.ts';
import { noon } from '../setup/scene.ts';

interface Request {
  readonly Entries: readonly { readonly EventBusName: string; readonly Time: number; readonly Detail: string }[];
}

/** What EventBridge answers to each request in turn: its status, and the places of the entries that it does not take. */
interface Answer {
  readonly status?: number;
  readonly refused?: readonly number[];
}

let server: Server;
let answers: Answer[] = [];
let requests: { readonly target: string; readonly body: Request }[] = [];
const before = { ...process.env };

beforeAll(async () => {
  server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Request;
      requests.push({ target: String(incoming.headers['x-amz-target']), body });
      const { status = 200, refused = [] } = answers.shift() ?? {};
      const Entries = body.Entries.map((_, index) =>
        refused.includes(index) ? { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' } : { EventId: 'e' },
      );
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify({ FailedEntryCount: refused.length, Entries }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
beforeEach(() => {
  answers = [];
  requests = [];
});
afterAll(() => {
  process.env = before;
  server.closeAllConnections();
  server.close();
});

const events = (count: number, idLength = 10): readonly DomainEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    detailType: 'visitor erased',
    detail: {
      version: 1,
      id: String(index).padEnd(idLength, '-'),
      at: noon,
      visitorId: 'vera' as VisitorId,
    },
  }));
const put = (some: readonly DomainEvent[], isTimeUp = () => false) =>
  eventBridge('arn:aws:events:eu-west-1:1:event-bus/b').put(some, isTimeUp);
const sizes = (): readonly number[] => requests.map(({ body }) => body.Entries.length);

test('an event is an entry of PutEvents, at the time it happened', async () => {
  expect(await put(events(1))).toEqual({ kind: 'all' });
  expect(requests).toEqual([
    {
      target: 'AWSEvents.PutEvents',
      body: {
        Entries: [
          {
            EventBusName: 'arn:aws:events:eu-west-1:1:event-bus/b',
            Source: 'continuous-conversations',
            DetailType: 'visitor erased',
            Time: Date.parse(noon) / 1000,
            Detail: JSON.stringify(events(1)[0]!.detail),
          },
        ],
      },
    },
  ]);
});

test.each([
  ['none is no request', 0, 10, []],
  ['twenty-five are three requests of at most ten', 25, 10, [10, 10, 5]],
  ['large ones are requests of less than 256 KB', 5, 100_000, [2, 2, 1]],
])('%s', async (_, count, idLength, expected) => {
  expect(await put(events(count, idLength))).toEqual({ kind: 'all' });
  expect(sizes()).toEqual(expected);
});

test.each<[what: string, answers: readonly Answer[], taken: number, says: string]>([
  [
    'of the first entry that is not taken',
    [{ refused: [3, 5] }],
    3,
    'events did not take an event: ThrottlingException',
  ],
  ['of one in a later request', [{}, { refused: [0] }], 10, 'events did not take an event: ThrottlingException'],
  ['of a request that is refused', [{}, { status: 400 }], 10, 'events answered PutEvents with 400'],
  ['of one that fails', [{ status: 500 }], 0, 'events answered PutEvents with 500'],
])('it is told how many were taken before the failure %s, and no more are tried', async (_, told, taken, says) => {
  answers = [...told];
  const result = await put(events(25));
  expect(result).toMatchObject({ kind: 'some', taken, error: { message: says } });
  expect(requests).toHaveLength(told.length);
});

test.each([
  [0, 10],
  [1, 10],
  [2, 20],
])(
  'when time is up after %i requests, what is left is not begun, and the first request never left',
  async (most, taken) => {
    const answer = await put(events(25), () => requests.length >= most);
    expect(answer).toMatchObject({ kind: 'some', taken, error: { name: 'TimeIsUp' } });
    expect(requests).toHaveLength(taken / 10);
  },
);
