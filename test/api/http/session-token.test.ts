import { signSession, verifySession } from '../../../functions/api/http/session-token.ts';
import { plusMinutes, plusSeconds } from '../../../functions/domain/instant.ts';
import type { ConversationId, VisitorId } from '../../../functions/domain/records/ids.ts';
import type { Session, SessionKeys } from '../../../functions/domain/session/session.ts';
import { noon } from '../../setup/scene.ts';

const older = { kid: 'older', secret: 'o'.repeat(40) };
const newer = { kid: 'newer', secret: 'n'.repeat(40) };
const keys: SessionKeys = [older];
const session: Session = { visitorId: 'vera' as VisitorId, scope: { kind: 'visitor' } };
const day = 24 * 60;

test('a session is proved for 24 hours', async () => {
  const { token, expiresAt } = await signSession(session, keys, noon);
  expect(expiresAt).toBe(plusMinutes(noon, day));
  expect(await verifySession(token, keys, plusSeconds(expiresAt, -1))).toEqual(session);
  expect(await verifySession(token, keys, plusSeconds(expiresAt, 1))).toBeUndefined();
});

test('a session is renewed until 30 days after it has expired', async () => {
  const { token } = await signSession(session, keys, noon);
  expect(await verifySession(token, keys, plusMinutes(noon, 30.9 * day), 'renewal')).toEqual(session);
  expect(await verifySession(token, keys, plusMinutes(noon, 31.1 * day), 'renewal')).toBeUndefined();
});

test('a session of one conversation stays one', async () => {
  const seen = { email: 'vera@example.org', addressVersion: 3 };
  const scope = { kind: 'conversation', conversationId: 'c' as ConversationId, ...seen } as const;
  const { token } = await signSession({ ...session, scope }, keys, noon);
  expect(await verifySession(token, keys, noon)).toEqual({ ...session, scope });
});

test('after a rotation old tokens hold, and new ones are signed with the new key', async () => {
  const rotated: SessionKeys = [newer, older];
  const { token: old } = await signSession(session, keys, noon);
  const { token: fresh } = await signSession(session, rotated, noon);
  expect(await verifySession(old, rotated, noon)).toEqual(session);
  expect(await verifySession(fresh, [newer], noon)).toEqual(session);
  expect(await verifySession(old, [newer], noon)).toBeUndefined();
});

test.each([
  ['nonsense', () => 'nonsense'],
  ['empty', () => ''],
  ['signed by somebody else', (token: string) => `${token.slice(0, -4)}AAAA`],
  ['unsigned', () => `${Buffer.from('{"alg":"none","kid":"older"}').toString('base64url')}.eyJzdWIiOiJ4In0.`],
])('a token that is %s proves nothing', async (_name, spoil) => {
  const { token } = await signSession(session, keys, noon);
  expect(await verifySession(spoil(token), keys, noon)).toBeUndefined();
});
