import { authorizationUrl, challenge, codeFrom, newAttempt } from '../../../web/console/oidc.ts';

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
