import {
  conversationIn,
  conversationRootId,
  replyAddress,
  replyTokenIn,
  sesMessageId,
} from '../../../functions/domain/email/reply-address.ts';

const token = 'abcdefghijklmnopqrstuvwx27';
const domain = 'reply.example.com';

describe('the reply address', () => {
  test('is the token on the reply domain', () => {
    expect(replyAddress(token, domain)).toBe(`r.${token}@reply.example.com`);
  });

  test.each([
    replyAddress(token, domain),
    `R.${token.toUpperCase()}@REPLY.Example.Com`,
    ` r.${token}@reply.example.com `,
    `<r.${token}@reply.example.com>`,
    `"Lamp Shop" <r.${token}@reply.example.com>`,
    `r+${token}@reply.example.com`,
    `r.${token}+label@reply.example.com`,
    `r.${token}@reply.example.com.`,
    `'r.${token}'@reply.example.com`,
  ])('gives its token back from %j', (address) => {
    expect(replyTokenIn(address, domain)).toBe(token);
  });

  test.each([
    '',
    '@reply.example.com',
    'support@reply.example.com',
    `r.${token}@example.com`,
    `r.${token}@evil-reply.example.com`,
    `r.${token}@reply.example.com.evil.org`,
    `${token}@reply.example.com`,
    'r.@reply.example.com',
    'r.short@reply.example.com',
    `r.${token}!@reply.example.com`,
    `r.${'a'.repeat(61)}@reply.example.com`,
    `${'<'.repeat(100_000)}r.${token}@reply.example.com${'>'.repeat(100_000)}`,
  ])('finds no token in %j', (address) => {
    expect(replyTokenIn(address, domain)).toBeUndefined();
  });
});

describe('ids of mails', () => {
  test.each([
    ['us-east-1', '<0100-1@email.amazonses.com>'],
    ['eu-west-1', '<0100-1@eu-west-1.amazonses.com>'],
  ])('SES in %s stamps %s', (region, id) => {
    expect(sesMessageId('0100-1', region)).toBe(id);
  });

  test('the root id names the conversation', () => {
    const id = conversationRootId('c0ffee', domain);
    expect(id).toBe('<c.c0ffee@reply.example.com>');
    expect(conversationIn(id, domain)).toBe('c0ffee');
    expect(conversationIn('C.c0ffee@REPLY.example.com', domain)).toBe('c0ffee');
  });

  test.each([
    '<c.c0ffee@example.com>',
    '<x.c0ffee@reply.example.com>',
    '<c.@reply.example.com>',
    '<c.a b@reply.example.com>',
  ])('%s names none', (id) => {
    expect(conversationIn(id, domain)).toBeUndefined();
  });
});
