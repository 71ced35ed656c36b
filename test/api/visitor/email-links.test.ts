import { createHash } from 'node:crypto';
import type { Handler, Request, Response } from '../../../functions/api/http/api.ts';
import { askFirst, unsubscribe } from '../../../functions/api/visitor/email-links.ts';
import { post, start } from '../../../functions/domain/conversation/post.ts';
import { plusMinutes } from '../../../functions/domain/instant.ts';
import { beforeFirst } from '../../../functions/domain/records/ids.ts';
import type { ConversationId, VisitorId } from '../../../functions/domain/records/ids.ts';
import type { Table } from '../../../functions/domain/table/table.ts';
import { inMemoryTable } from '../../model/in-memory-table.ts';
import { byVisitor, company, noon, settings, standingWorld, visitor } from '../../setup/scene.ts';

const askToUnsubscribe = (ports: Parameters<typeof askFirst>[0]): ReturnType<typeof askFirst> =>
  askFirst(ports, 'unsubscribe');
const askNotMe = (ports: Parameters<typeof askFirst>[0]): ReturnType<typeof askFirst> => askFirst(ports, 'not-me');

const vera = 'vera' as VisitorId;
let world: ReturnType<typeof standingWorld>;
let table: Table;
let id: ConversationId;

beforeEach(async () => {
  world = standingWorld();
  table = inMemoryTable({ now: world.now, company });
  await table.commit([{ kind: 'settings', value: { ...settings, locales: ['en', 'de'] } }]);
  await table.commit([{ kind: 'visitor', value: visitor({ locale: 'de' }) }]);
  const draft = { ...byVisitor, channel: 'messaging', text: 'Hello' } as never;
  id = (await start(world, table, { visitorId: vera, draft })).conversation.id;
  for (const purpose of ['unsubscribe', 'not-me'] as const) {
    const [email, addressVersion, expiresAt] = ['vera@example.org', 1, plusMinutes(noon, 100)];
    const link = { purpose, conversationId: id, visitorId: vera, email, addressVersion, upTo: beforeFirst, expiresAt };
    await table.commit([{ kind: 'link-token', token: 'secret', value: link }]);
  }
});

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.5' };
const asked = (
  handler: (ports: { world: typeof world; table: Table }) => Handler,
  { token = 'secret', headers = {}, query = {} }: { token?: string; headers?: object; query?: object } = {},
): Promise<Response> => handler({ world, table })({ parameters: { token }, headers, query } as unknown as Request);
const optedOut = async (of: ConversationId = id) => (await table.conversation(of))?.optedOut;

describe('a person whose link leads nowhere', () => {
  test.each([
    ['unsubscribe', askToUnsubscribe],
    ['not-me', askNotMe],
  ])('is told so in their language: %s', async (_name, handler) => {
    const { status, body } = await asked(handler, { token: 'wrong', headers: browser });
    expect(status).toBe(404);
    expect(body).toContain('<html lang="fr" dir="ltr">');
    expect(body).toContain('Ce lien ne mène nulle part');
    expect(body).toContain('href="https://www.example.com/"');
    expect(body).not.toContain('<form');
  });

  test('is told when it has expired', async () => {
    world.advance(101);
    const { status, body } = await asked(askToUnsubscribe, { headers: { ...browser, 'accept-language': 'ar' } });
    expect(status).toBe(410);
    expect(body).toContain('dir="rtl"');
    expect(body).toContain('هذا الرابط لم يعد صالحًا');
  });

  test('is told in the company’s language if none of their is spoken', async () => {
    await table.commit([{ kind: 'settings', value: { ...settings, version: 1, defaultLocale: 'de' } }]);
    const { body } = await asked(unsubscribe, { token: 'wrong', headers: { ...browser, 'accept-language': 'sv' } });
    expect(body).toContain('<html lang="de"');
  });
});

test.each([[{}], [{ accept: '*/*' }], [{ accept: 'application/json' }]])(
  'a program that asks with %j is told by problem+json',
  async (headers) => {
    await expect(asked(askToUnsubscribe, { token: 'wrong', headers })).rejects.toMatchObject({ status: 404 });
    world.advance(101);
    await expect(asked(askNotMe, { headers })).rejects.toMatchObject({ status: 410, code: 'gone' });
  },
);

test('the page says which address it is about and runs nothing', async () => {
  const { status, body, headers } = await asked(askToUnsubscribe, { headers: browser });
  expect(status).toBe(200);
  expect(body).toContain('<html lang="de"');
  expect(body).toContain('vera@example.org');
  expect(body).toContain('Example');
  const style = /<style>([^]*)<\/style>/.exec(body as string)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(headers?.['content-security-policy']).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  expect(await optedOut()).toEqual([]);
});

describe('who has unsubscribed', () => {
  test('can take it back on the page, as often as they like', async () => {
    for (const _time of [1, 2]) {
      const done = await asked(unsubscribe);
      expect(done.body).toContain('action="?undo=true"');
      expect(await optedOut()).toEqual(['vera@example.org']);
      await asked(unsubscribe);
      expect(await optedOut()).toEqual(['vera@example.org']);
      const undone = await asked(unsubscribe, { query: { undo: 'true' } });
      expect(undone.body).toContain('action="?"');
      expect(await optedOut()).toEqual([]);
    }
  });

  test('is known by any spelling of their address', async () => {
    const conversation = (await table.conversation(id))!;
    await table.commit([{ kind: 'conversation', value: { ...conversation, optedOut: ['Vera@Example.org'] } }]);
    await asked(unsubscribe);
    expect(await optedOut()).toEqual(['Vera@Example.org']);
    await asked(unsubscribe, { query: { undo: 'true' } });
    expect(await optedOut()).toEqual([]);
  });

  test('takes it back in what goes on from a closed conversation, too, and for nobody else', async () => {
    const conversation = (await table.conversation(id))!;
    const value = { ...conversation, status: 'closed', optedOut: ['other@example.org'] } as const;
    await table.commit([{ kind: 'conversation', value }]);
    const again = { ...byVisitor, channel: 'messaging', text: 'Again' } as never;
    const successor = (await post(world, table, { conversationId: id, draft: again }))!.conversation.id;
    await asked(unsubscribe);
    expect(await optedOut(successor)).toEqual(['other@example.org', 'vera@example.org']);
    await asked(unsubscribe, { query: { undo: 'true' } });
    expect(await optedOut(successor)).toEqual(['other@example.org']);
    expect(await optedOut()).toEqual(['other@example.org']);
  });
});
