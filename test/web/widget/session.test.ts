import { NoAnswer, Refusal } from '../../../web/shared/call.ts';
import { createSessionKeeper } from '../../../web/widget/session.ts';
import type { Introduction } from '../../../web/widget/visitor-api.ts';

interface Asked {
  readonly path: string;
  readonly token: string | undefined;
  readonly body: unknown;
}

const now = Date.parse('2026-11-23T12:00:00Z');
const later = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();

function memory() {
  const kept = new Map<string, string>();
  return {
    get: (key: string) => kept.get(key),
    set: (key: string, value: string) => void kept.set(key, value),
    remove: (key: string) => void kept.delete(key),
  };
}

function setUp(answer: (asked: Asked) => { status: number; body?: unknown }, introduction: Introduction = {}) {
  const asked: Asked[] = [];
  global.fetch = ((url: string, { headers, body }: { headers: Record<string, string>; body?: string }) => {
    const one = {
      path: url.replace('https://chat.example', ''),
      token: headers.authorization?.replace('Bearer ', ''),
      body: body === undefined ? undefined : (JSON.parse(body) as unknown),
    };
    asked.push(one);
    const { status, body: content } = answer(one);
    return Promise.resolve(new Response(content === undefined ? null : JSON.stringify(content), { status }));
  }) as typeof fetch;
  const lasting = memory();
  const passing = memory();
  const open = () =>
    createSessionKeeper({
      base: 'https://chat.example',
      lasting,
      passing,
      introduce: () => Promise.resolve(introduction),
      now: () => now,
    });
  return { asked, lasting, passing, open };
}

const session = (token: string, visitor = 'v1', hours = 24) => ({
  token,
  expiresAt: later(hours),
  visitor: { id: visitor },
});

const realFetch = global.fetch;
afterAll(() => {
  global.fetch = realFetch;
});

test('there is no session until one is needed, and then only one, however many want it', async () => {
  const { asked, open } = setUp(() => ({ status: 201, body: session('t1') }), { locale: 'de' });
  const keeper = open();
  expect([keeper.current(), asked]).toEqual([undefined, []]);
  await Promise.all([keeper.ensure(), keeper.ensure()]);
  await keeper.ensure();
  expect(asked).toEqual([{ path: '/v1/visitor/sessions', token: undefined, body: { locale: 'de' } }]);
});

test('the next page goes on with the same session', async () => {
  const { open } = setUp(() => ({ status: 201, body: session('t1') }));
  await open().ensure();
  expect(open().current()?.token).toBe('t1');
});

test('a call whose token has run out is made again with a renewed one', async () => {
  const { asked, open } = setUp(({ path, token }) => {
    if (path.endsWith('/sessions'))
      return { status: token === undefined ? 201 : 200, body: session(token ? 't2' : 't1') };
    return token === 't2'
      ? { status: 200, body: { conversations: [] } }
      : { status: 401, body: { code: 'unauthorized' } };
  });
  const keeper = open();
  await keeper.ensure();
  await keeper.call('GET', '/v1/visitor/conversations');
  expect(asked.map(({ path, token }) => `${path} ${token ?? 'none'}`)).toEqual([
    '/v1/visitor/sessions none',
    '/v1/visitor/conversations t1',
    '/v1/visitor/sessions t1',
    '/v1/visitor/conversations t2',
  ]);
});

test('a token that is about to run out is renewed before the call', async () => {
  const { asked, open } = setUp(({ path }) =>
    path.endsWith('/sessions')
      ? { status: 200, body: session(asked.length === 1 ? 't1' : 't2', 'v1', asked.length === 1 ? 1 : 24) }
      : { status: 200, body: {} },
  );
  const keeper = open();
  await keeper.ensure();
  await keeper.call('GET', '/v1/visitor/conversations');
  expect(asked.at(-1)?.token).toBe('t2');
});

test('a session that cannot be renewed any more is forgotten', async () => {
  const { lasting, open } = setUp(({ path, token }) =>
    path.endsWith('/sessions') && token === undefined
      ? { status: 201, body: session('t1') }
      : { status: 401, body: { code: 'unauthorized' } },
  );
  const keeper = open();
  await keeper.ensure();
  await expect(keeper.call('GET', '/v1/visitor/conversations')).rejects.toThrow('401');
  expect([keeper.current(), lasting.get('session')]).toEqual([undefined, undefined]);
});

test('what was asked for one visitor is neither answered to another nor asked again as them', async () => {
  let takeOver = (): unknown => undefined;
  const { asked, lasting, open } = setUp(({ path, token }) => {
    if (path.endsWith('/sessions')) return { status: 200, body: token === 't2' ? session('t2', 'v2') : session('t1') };
    takeOver();
    return token === 't1'
      ? { status: asked.length === 2 ? 200 : 401, body: { conversations: ['secret'] } }
      : { status: 200 };
  });
  const keeper = open();
  await keeper.ensure();
  takeOver = () => {
    lasting.set('session', JSON.stringify(session('t2', 'v2')));
    keeper.reload();
  };
  await expect(keeper.call('GET', '/v1/visitor/conversations')).rejects.toThrow(NoAnswer);
  lasting.set('session', JSON.stringify(session('t1')));
  keeper.reload();
  await expect(keeper.call('POST', '/v1/visitor/conversations', {})).rejects.toThrow(NoAnswer);
  expect(asked.filter(({ path, token }) => path.endsWith('/conversations') && token === 't2')).toEqual([]);
});

test.each([
  ['that cannot be used', 'nonsense', 422, 'email_invalid'],
  ['that is none', null as never, 400, 'invalid_request'],
])('an address from the site %s does not keep the visitor from writing', async (_what, email, status, code) => {
  const { asked, open } = setUp(
    ({ body }) =>
      (body as Introduction).email === undefined ? { status: 201, body: session('t1') } : { status, body: { code } },
    { name: 'Ada', email },
  );
  await open().ensure();
  expect(asked.at(-1)?.body).toEqual({ name: 'Ada' });
});

test('a resume link on a new device gives a session that lasts, limited to its conversation', async () => {
  const { open } = setUp(() => ({ status: 200, body: { ...session('t1'), conversationId: 'c7' } }));
  await expect(open().resume('link')).resolves.toBe('c7');
  expect(open().current()).toMatchObject({ token: 't1', limitedTo: 'c7' });
});

test('in the visitor’s own browser a resume link leaves them the session that sees more', async () => {
  const { open } = setUp(({ path }) =>
    path.endsWith('/resume')
      ? { status: 200, body: { ...session('limited'), conversationId: 'c7' } }
      : { status: 201, body: session('t1') },
  );
  const keeper = open();
  await keeper.ensure();
  await keeper.resume('link');
  expect(keeper.current()).toMatchObject({ token: 't1' });
});

test('a link into somebody else’s conversation lives in this tab only', async () => {
  const { lasting, passing, open } = setUp(({ path }) =>
    path.endsWith('/resume')
      ? { status: 200, body: { ...session('other', 'v2'), conversationId: 'c7' } }
      : { status: 201, body: session('t1') },
  );
  const keeper = open();
  await keeper.ensure();
  await keeper.resume('link');
  expect(keeper.current()).toMatchObject({ token: 'other', limitedTo: 'c7' });
  expect(lasting.get('session')).toContain('t1');
  expect(passing.get('session')).toContain('other');
});

test('a renewed limited session stays limited', async () => {
  const { open } = setUp(({ path }) =>
    path.endsWith('/resume')
      ? { status: 200, body: { ...session('l1', 'v1', 1), conversationId: 'c7' } }
      : { status: 200, body: session('l2') },
  );
  const keeper = open();
  await keeper.resume('link');
  await keeper.call('GET', '/v1/visitor/conversations');
  expect(keeper.current()).toMatchObject({ token: 'l2', limitedTo: 'c7' });
});

test('whom the site has named stays named, and is limited no more', async () => {
  const { open } = setUp(({ path, body }) => {
    if (path.endsWith('/resume')) return { status: 200, body: { ...session('l1'), conversationId: 'c7' } };
    const { identityToken } = (body ?? {}) as Introduction;
    return { status: 201, body: session('n1', 'v2', identityToken === undefined ? 24 : 1) };
  });
  const keeper = open();
  await keeper.resume('link');
  expect(keeper.current()?.isNamed).toBeUndefined();
  await keeper.identify('proof');
  expect(keeper.current()?.isNamed).toBe(true);
  expect(keeper.current()?.limitedTo).toBeUndefined();
  await keeper.call('GET', '/v1/visitor/conversations');
  expect(keeper.current()).toMatchObject({ isNamed: true, expiresAt: later(24) });
});

test('a user who follows a link and then logs in is limited no more', async () => {
  const { open } = setUp(({ path }) => {
    if (path.endsWith('/resume')) return { status: 200, body: { ...session('l1'), conversationId: 'c7' } };
    return { status: 201, body: session('n1') };
  });
  const keeper = open();
  await keeper.resume('link');
  await keeper.identify('proof');
  expect(keeper.current()?.limitedTo).toBeUndefined();
});

test('a login that is under way when a link is followed does not take its session away', async () => {
  const { lasting, passing, open } = setUp(({ path }) => {
    if (path.endsWith('/resume')) return { status: 200, body: { ...session('l1'), conversationId: 'c7' } };
    return { status: 201, body: session('n1', 'v2') };
  });
  const keeper = open();
  await Promise.all([keeper.identify('proof'), keeper.resume('link')]);
  expect(keeper.current()).toMatchObject({ token: 'l1', limitedTo: 'c7' });
  expect(lasting.get('session')).toContain('n1');
  expect(passing.get('session')).toContain('l1');
});

test('after the end no session is kept, though one was being begun', async () => {
  const { lasting, open } = setUp(() => ({ status: 201, body: session('n1') }));
  const keeper = open();
  const loggingIn = keeper.identify('proof');
  keeper.end();
  await expect(loggingIn).rejects.toThrow(NoAnswer);
  expect(keeper.current()).toBeUndefined();
  expect(lasting.get('session')).toBeUndefined();
});

test('a login whose proof is refused during a renewal leaves the session as it is', async () => {
  let sessions = 0;
  const { open } = setUp(({ path, body }) => {
    if (!path.endsWith('/sessions')) return { status: 200, body: {} };
    if ((body as Introduction).identityToken === 'forged') return { status: 401, body: { code: 'unauthorized' } };
    sessions += 1;
    return { status: 201, body: session(`t${sessions}`, 'v1', sessions === 1 ? 1 : 24) };
  });
  const keeper = open();
  await keeper.ensure();
  const login = keeper.identify('forged');
  const call = keeper.call('GET', '/v1/visitor/conversations');
  await expect(login).rejects.toThrow(Refusal);
  await call;
  expect(keeper.current()).toMatchObject({ token: 't2', visitor: { id: 'v1' } });
});

test('a spoilt store is as good as none', () => {
  const { lasting, open } = setUp(() => ({ status: 500 }));
  for (const spoilt of ['{', 'null', '{"token":3}', '[]']) {
    lasting.set('session', spoilt);
    expect(open().current()).toBeUndefined();
  }
});
