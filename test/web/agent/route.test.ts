import { addressOf, mailAddressOf, routeOf } from '../../../web/agent/route.ts';

test.each([
  ['#/conversations/abc', { page: 'conversation', id: 'abc' }],
  ['#/conversations/a%2Fb', { page: 'conversation', id: 'a/b' }],
  ['#/mail', { page: 'mail' }],
  ['#/mail/k1', { page: 'mail', id: 'k1' }],
  ['#/', { page: 'queue' }],
  ['', { page: 'queue' }],
  ['#/conversations', { page: 'queue' }],
  ['#/conversations/', { page: 'queue' }],
  ['#/conversations/a/b', { page: 'queue' }],
  ['#/conversations/%E0%A4%A', { page: 'queue' }],
  ['#/mails', { page: 'queue' }],
])('%j leads to %j', (hash, route) => {
  expect(routeOf(hash)).toEqual(route);
});

test('an address leads to what it was made for, whatever the id', () => {
  for (const id of ['abc', 'a/b', 'ü?#']) {
    expect(routeOf(addressOf(id))).toEqual({ page: 'conversation', id });
    expect(routeOf(mailAddressOf(id))).toEqual({ page: 'mail', id });
  }
  expect(routeOf(addressOf(undefined))).toEqual({ page: 'queue' });
  expect(routeOf(mailAddressOf(undefined))).toEqual({ page: 'mail' });
});
