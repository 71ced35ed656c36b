import { addressOf, conversationIn } from '../../../web/agent/route.ts';

test.each([
  ['#/conversations/abc', 'abc'],
  ['#/conversations/a%2Fb', 'a/b'],
  ['#/', undefined],
  ['', undefined],
  ['#/conversations/', undefined],
  ['#/conversations/a/b', undefined],
  ['#/conversations/%E0%A4%A', undefined],
])('%j names the conversation %j', (hash, id) => {
  expect(conversationIn(hash)).toBe(id);
});

test('the address of a conversation leads to it, whatever its id', () => {
  for (const id of ['abc', 'a/b', 'ü?#']) expect(conversationIn(addressOf(id))).toBe(id);
  expect(conversationIn(addressOf(undefined))).toBeUndefined();
});
