import type { LiveEvent } from '../../../contract/live.ts';
import { openLiveConnection } from '../../../web/shared/live-connection.ts';
import type { LiveConnection, SocketListener } from '../../../web/shared/live-connection.ts';
import { PretendTime, settle } from '../pretend-time.ts';

class Line {
  readonly time = new PretendTime();
  readonly sockets: { readonly listener: SocketListener; readonly sent: string[]; closed: boolean }[] = [];
  readonly happened: string[] = [];
  readonly events: LiveEvent[] = [];
  tickets = 0;
  isCut: boolean;
  readonly connection: LiveConnection;

  constructor(state: 'sound' | 'cut' = 'sound') {
    this.isCut = state === 'cut';
    this.connection = openLiveConnection(
      {
        ticket: () => {
          this.tickets += 1;
          return this.isCut
            ? Promise.reject(new Error('cut'))
            : Promise.resolve({ url: 'wss://live.example', expiresAt: '' });
        },
        onEvent: (event) => this.events.push(event),
        onUp: () => this.happened.push('up'),
        onDown: () => this.happened.push('down'),
        poll: () => this.happened.push('poll'),
      },
      {
        open: (_url, listener) => {
          const socket = { listener, sent: [] as string[], closed: false };
          this.sockets.push(socket);
          return {
            send: (data) => socket.sent.push(data),
            close: () => {
              socket.closed = true;
            },
          };
        },
        later: this.time.later,
        random: () => 1,
      },
    );
  }

  get last() {
    return this.sockets.at(-1)!;
  }

  async up(): Promise<void> {
    await settle();
    this.last.listener.opened();
  }
}

test('an event of ours is passed on, anything else is passed over', async () => {
  const line = new Line();
  await line.up();
  line.last.listener.received('{"type":"read","conversationId":"c","by":"agent","through":3}');
  line.last.listener.received('{"type":"pong"}');
  line.last.listener.received('{"type":"something later versions say"}');
  line.last.listener.received('no json');
  line.last.listener.received(new ArrayBuffer(2));
  expect(line.events).toEqual([{ type: 'read', conversationId: 'c', by: 'agent', through: 3 }]);
});

test('a lost connection is tried again with longer and longer pauses, each with a fresh ticket', async () => {
  const line = new Line();
  await line.up();
  line.isCut = true;
  line.last.listener.closed();
  expect(line.happened).toEqual(['up', 'down']);
  const tickets: number[] = [];
  for (const pause of [500, 1_000, 2_000]) {
    await line.time.pass(pause - 1);
    tickets.push(line.tickets);
    await line.time.pass(1);
    tickets.push(line.tickets);
  }
  expect(tickets).toEqual([1, 2, 2, 3, 3, 4]);
});

test('while there is no socket the page polls, and stops when there is one again', async () => {
  const line = new Line('cut');
  await line.time.pass(11_000);
  expect(line.happened.filter((what) => what === 'poll')).toHaveLength(2);
  line.isCut = false;
  line.connection.nudge();
  await line.up();
  line.happened.length = 0;
  await line.time.pass(60_000);
  expect(line.happened).toEqual([]);
});

test('going down is told once, however often trying again fails', async () => {
  const line = new Line('cut');
  await line.time.pass(60_000);
  expect(line.happened.filter((what) => what === 'down')).toEqual(['down']);
});

test('a nudge tries at once instead of waiting out the pause', async () => {
  const line = new Line('cut');
  await line.time.pass(20_000);
  const before = line.tickets;
  line.connection.nudge();
  await settle();
  expect(line.tickets).toBe(before + 1);
});

test('a socket that no longer answers a ping is given up', async () => {
  const line = new Line();
  await line.up();
  line.connection.nudge();
  expect(line.last.sent).toEqual(['{"type":"ping"}']);
  await line.time.pass(8_000);
  expect(line.sockets[0]?.closed).toBe(true);
  expect(line.happened).toEqual(['up', 'down']);
  await line.time.pass(500);
  expect(line.sockets).toHaveLength(2);
});

test('any frame counts as an answer to a ping', async () => {
  const line = new Line();
  await line.up();
  line.connection.nudge();
  await line.time.pass(7_000);
  line.last.listener.received('{"type":"pong"}');
  await line.time.pass(5_000);
  expect(line.happened).toEqual(['up']);
});

test('an idle socket is pinged before anybody on the way forgets it', async () => {
  const line = new Line();
  await line.up();
  await line.time.pass(240_000);
  expect(line.last.sent).toEqual(['{"type":"ping"}']);
});

test('once closed it stays closed, whatever still comes in', async () => {
  const line = new Line();
  await line.up();
  line.connection.close();
  line.last.listener.closed();
  line.last.listener.received('{"type":"read","conversationId":"c","by":"agent","through":3}');
  await line.time.pass(600_000);
  expect([line.tickets, line.events, line.happened]).toEqual([1, [], ['up']]);
});
