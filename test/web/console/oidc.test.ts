import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authorizationUrl, challenge, codeFrom, discover, newAttempt } from '../../../web/console/oidc.ts';

const provider = { issuer: 'https://login.example', clientId: 'console' };

test('the challenge is that of RFC 7636, appendix B', async () => {
  expect(await challenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

test('the browser is sent to the provider with a challenge and never with the verifier', async () => {
  const attempt = newAttempt('#/conversations/c1');
  const url = new URL(
    await authorizationUrl('https://login.example/authorize?tenant=1', provider, attempt, 'https://chat.example/agent'),
  );
  expect(Object.fromEntries(url.searchParams)).toEqual({
    tenant: '1',
    response_type: 'code',
    client_id: 'console',
    redirect_uri: 'https://chat.example/agent',
    scope: 'openid email profile',
    state: attempt.state,
    code_challenge: await challenge(attempt.verifier),
    code_challenge_method: 'S256',
  });
  expect(url.href).not.toContain(attempt.verifier);
});

test('every attempt has secrets of its own, long enough for RFC 7636', () => {
  const [a, b] = [newAttempt(''), newAttempt('')];
  expect(a.verifier).toMatch(/^[\w-]{43,128}$/);
  expect(new Set([a.state, a.verifier, b.state, b.verifier]).size).toBe(4);
});

const attempt = { state: 's1', verifier: 'v', hash: '' };

test('a code counts only as the answer to our own attempt', () => {
  expect(codeFrom(new URLSearchParams('code=c&state=s1'), attempt)).toBe('c');
  expect(codeFrom(new URLSearchParams(''), attempt)).toBeUndefined();
  expect(() => codeFrom(new URLSearchParams('code=c&state=s2'), attempt)).toThrow('state mismatch');
  expect(() => codeFrom(new URLSearchParams('code=c&state=s1'), undefined)).toThrow('state mismatch');
  expect(() => codeFrom(new URLSearchParams('error=access_denied&state=s1'), attempt)).toThrow('access_denied');
});

test.each(['', '/', '/tenant', '/tenant/'])(
  'a provider whose address ends in "%s" is asked for its endpoints under one slash',
  async (ending) => {
    const asked: (string | undefined)[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.end('{"authorization_endpoint":"https://login.example/authorize"}');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}${ending}`;
      expect(await discover({ issuer, clientId: 'console' })).toMatchObject({
        authorization_endpoint: 'https://login.example/authorize',
      });
      expect(asked).toEqual([`${ending.replace(/\/$/, '')}/.well-known/openid-configuration`]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  },
);
