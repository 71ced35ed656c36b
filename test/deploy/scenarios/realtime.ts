import { randomUUID } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import { WebSocket } from 'ws';
import type { Item } from '../deployment/aws-answers.ts';
import type { Deployed } from '../deployment/deployed.ts';
import type { Message } from './answers.ts';
import { postFile } from './files.ts';
import { answer, visitorInChat } from './people.ts';
import type { Scenario } from './scenario.ts';

/** Pushes to open pages. */
export const realtime: readonly Scenario[] = [
  {
    name: 'a ticket admits one connection, which is answered, pushed to and forgotten',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      const { url } = await stack.expectCall(201, 'POST', '/v1/visitor/realtime', { token: vera.token });
      const { socket, frames } = await connect(stack, url);
      socket.send(JSON.stringify({ type: 'ping' }));
      await stack.eventually('a pong', () => Promise.resolve(frames.some(({ type }) => type === 'pong')));
      await expect(connect(stack, url)).rejects.toThrow(/40[13]/);
      await answer(stack, vera.conversation, 'We can help.', 'never');
      await stack.eventually('the message is pushed', () =>
        Promise.resolve(frames.some(({ type, message }) => type === 'message' && message?.text === 'We can help.')),
      );
      expect(await connectionsOf(stack, vera.id)).toHaveLength(1);
      socket.close();
      await stack.eventually(
        'the connection is forgotten',
        async () => (await connectionsOf(stack, vera.id)).length === 0,
      );
    },
  },
  {
    name: 'agents see that a visitor is typing',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      const { url } = await stack.agent(201, 'POST', '/v1/agent/realtime');
      const { socket, frames } = await connect(stack, url);
      const activity = { token: vera.token, body: { visible: true, typing: true } };
      await stack.eventually('typing is pushed', async () => {
        await stack.expectCall(204, 'POST', `/v1/visitor/conversations/${vera.conversation}/activity`, activity);
        return frames.some(({ type, conversationId }) => type === 'typing' && conversationId === vera.conversation);
      });
      socket.close();
    },
  },
  {
    name: 'a connection that is gone is forgotten by the next push, of whichever function',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      const gone = `gone-${randomUUID()}`;
      await rememberConnection(stack, gone, { kind: 'visitor', visitorId: vera.id, conversationId: null });
      await answer(stack, vera.conversation, 'Is somebody there?', 'never');
      await stack.eventually('follow-changes forgets it', async () => (await connectionsOf(stack, gone)).length === 0);
      // What follow-changes pushed to agents before may still be under way, and forget this one first: then another is tried.
      await stack.eventually('visitor-api forgets one', async () => {
        const other = `gone-${randomUUID()}`;
        await rememberConnection(stack, other, { kind: 'agents' });
        const activity = { token: vera.token, body: { visible: true, typing: true } };
        await stack.expectCall(204, 'POST', `/v1/visitor/conversations/${vera.conversation}/activity`, activity);
        expect(await connectionsOf(stack, other)).toHaveLength(0);
        return stack.emulator
          .evaluatedRights()
          .some(({ role, action }) => role.includes('VisitorApi') && action === 'dynamodb:DeleteItem');
      });
    },
  },
  {
    name: 'a connection that was forgotten is ended at its next ping, so that its page connects anew',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      const { url } = await stack.expectCall(201, 'POST', '/v1/visitor/realtime', { token: vera.token });
      const { socket } = await connect(stack, url);
      const ended = new Promise<true>((resolve) => socket.once('close', () => resolve(true)));
      for (const { pk, sk } of await connectionsOf(stack, vera.id)) {
        const input = { TableName: stack.outputs.Table, Key: { pk, sk } };
        await stack.aws('dynamodb', 'DynamoDB_20120810.DeleteItem', input);
      }
      socket.send(JSON.stringify({ type: 'ping' }));
      await stack.eventually('the connection is ended', () => Promise.race([ended, Promise.resolve(false as const)]));
    },
  },
  {
    name: 'a pushed message has URLs of its files that work',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      const { url } = await stack.agent(201, 'POST', '/v1/agent/realtime');
      const { socket, frames } = await connect(stack, url);
      await postFile(stack, vera);
      const pushed = await stack.eventually('the message with its file', () =>
        Promise.resolve(
          frames.find(({ conversationId, message }) => conversationId === vera.conversation && message?.attachments[0]),
        ),
      );
      expect((await stack.fetchUrl(pushed.message?.attachments[0]?.url ?? '')).status).toBe(200);
      socket.close();
    },
  },
];

/** As if a page had connected an hour ago and its connection were lost without a word. */
async function rememberConnection(stack: Deployed, id: string, topic: object): Promise<void> {
  const visitorId = (topic as { visitorId?: string }).visitorId;
  const pk = visitorId === undefined ? 'TOPIC#agents' : `TOPIC#visitor#${visitorId}`;
  const hour = 3_600_000;
  const connection = {
    id,
    topic,
    connectedAt: new Date(Date.now() - hour).toISOString(),
    expiresAt: new Date(Date.now() + hour).toISOString(),
  };
  const shared = { type: 'connection', data: connection, ttl: Math.floor((Date.now() + hour) / 1000) };
  for (const key of [
    { pk, sk: `CONN#${id}` },
    { pk: `CONN#${id}`, sk: 'TOPIC' },
  ]) {
    const Item = marshall({ ...key, ...shared });
    await stack.aws('dynamodb', 'DynamoDB_20120810.PutItem', { TableName: stack.outputs.Table, Item });
  }
}

export async function connect(
  stack: Deployed,
  url: string,
): Promise<{ readonly socket: WebSocket; readonly frames: readonly Frame[] }> {
  const api = stack.physicalId('AWS::ApiGatewayV2::Api', /Realtime/);
  expect(new URL(url)).toMatchObject({
    protocol: 'wss:',
    host: expect.stringContaining(api) as string,
    pathname: '/live',
  });
  const here = `wss://127.0.0.1:${stack.emulator.port}/_aws/execute-api/${api}/live${new URL(url).search}`;
  const frames: Frame[] = [];
  const socket = new WebSocket(here, { ca: stack.emulator.certificate });
  socket.on('message', (frame: Buffer) => frames.push(readFrame(frame.toString())));
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return { socket, frames };
}

interface Frame {
  readonly type: string;
  readonly conversationId?: string;
  readonly message?: Message;
}

/** What is no JSON comes from API Gateway, of a function that failed. */
function readFrame(frame: string): Frame {
  try {
    return JSON.parse(frame) as Frame;
  } catch {
    return { type: frame };
  }
}

/** Items that lead from a connection to whom it is of, with this id in them: a visitor's or its own. */
async function connectionsOf(stack: Deployed, id: string): Promise<readonly Item[]> {
  const { Items } = await stack.aws('dynamodb', 'DynamoDB_20120810.Scan', {
    TableName: stack.outputs.Table,
    FilterExpression: 'begins_with(pk, :connection)',
    ExpressionAttributeValues: { ':connection': { S: 'CONN#' } },
  });
  return Items.filter((item) => JSON.stringify(item).includes(id));
}
