import { isSameAddress, judgeSender, type Verdicts } from '../../../functions/domain/email/judge-sender.ts';

const passed: Verdicts = { spf: 'PASS', dkim: 'PASS', dmarc: 'PASS', spam: 'PASS', virus: 'PASS' };
const visitorAddress = 'jo@example.org';
const envelopeFrom = 'bounces+1@example.org';

const mailOf = (from: string | undefined, results?: string) => ({
  from: from === undefined ? undefined : { name: '', address: from },
  headers: results === undefined ? [] : [{ name: 'authentication-results', value: results }],
});

describe('who writes', () => {
  test.each<[string, Partial<Verdicts>, 'visitor' | 'other' | 'quarantine', 'visitor' | 'other' | 'quarantine']>([
    ['DMARC passes', {}, 'visitor', 'other'],
    ['DMARC passes while SPF fails, as with forwarders', { spf: 'FAIL' }, 'visitor', 'other'],
    ['no DMARC policy, SPF passes', { dmarc: 'GRAY', dkim: 'GRAY' }, 'visitor', 'other'],
    ['no DMARC policy, DKIM passes', { dmarc: 'GRAY', spf: 'FAIL' }, 'visitor', 'other'],
    ['no DMARC policy, nobody vouches', { dmarc: 'GRAY', spf: 'GRAY', dkim: 'GRAY' }, 'other', 'other'],
    ['DMARC could not be checked', { dmarc: 'PROCESSING_FAILED' }, 'other', 'other'],
    ['DMARC fails, the domain asks for nothing', { dmarc: 'FAIL', dmarcPolicy: 'none' }, 'other', 'other'],
    ['DMARC fails, the domain does not say what it asks for', { dmarc: 'FAIL' }, 'other', 'other'],
    [
      'DMARC fails, the domain asks for quarantine',
      { dmarc: 'FAIL', dmarcPolicy: 'quarantine' },
      'quarantine',
      'quarantine',
    ],
    [
      'DMARC fails, the domain asks for rejection',
      { dmarc: 'FAIL', dmarcPolicy: 'REJECT' },
      'quarantine',
      'quarantine',
    ],
    ['spam', { spam: 'FAIL' }, 'quarantine', 'quarantine'],
    ['a virus', { virus: 'FAIL' }, 'quarantine', 'quarantine'],
    ['spam perhaps', { spam: 'GRAY' }, 'visitor', 'other'],
    ['scanning is off', { spam: 'DISABLED', virus: 'DISABLED' }, 'visitor', 'other'],
  ])('%s', (_, verdicts, fromVisitor, fromOther) => {
    const all = { ...passed, ...verdicts };
    expect(judgeSender({ mail: mailOf('Jo@Example.org'), envelopeFrom, verdicts: all, visitorAddress })).toBe(
      fromVisitor,
    );
    expect(judgeSender({ mail: mailOf('eve@example.org'), envelopeFrom, verdicts: all, visitorAddress })).toBe(
      fromOther,
    );
  });

  test.each<[string, string, 'visitor' | 'other']>([
    ['jo@example.org', 'jo@EXAMPLE.ORG', 'visitor'],
    ['jo@example.org', 'bounces+jo=x@mail.example.org', 'visitor'],
    ['jo@mail.example.org', 'jo@example.org', 'visitor'],
    ['jo@münchen.example', 'jo@xn--mnchen-3ya.example', 'visitor'],
    ['jo@example.org', 'evil@attacker.example', 'other'],
    ['jo@example.org', 'evil@notexample.org', 'other'],
    ['jo@example.org', 'evil@example.org.attacker.example', 'other'],
    ['jo@one.example.org', 'evil@two.example.org', 'other'],
    ['jo@example.org', 'evil@org', 'other'],
    ['jo@example.org', '', 'other'],
  ])('without a DMARC policy, a mail of %s that %j sent by SPF: %s', (from, envelope, who) => {
    const verdicts = { ...passed, dkim: 'GRAY', dmarc: 'GRAY' } as const;
    expect(judgeSender({ mail: mailOf(from), envelopeFrom: envelope, verdicts, visitorAddress: from })).toBe(who);
    const vouched = { ...verdicts, dmarc: 'PASS' } as const;
    expect(judgeSender({ mail: mailOf(from), envelopeFrom: envelope, verdicts: vouched, visitorAddress: from })).toBe(
      'visitor',
    );
  });

  /** As SES writes it. */
  const spf =
    'spf=pass (spfCheck: domain of attacker.example designates 192.0.2.7 as permitted sender) client-ip=192.0.2.7; ' +
    'envelope-from=evil@attacker.example; helo=mail.attacker.example;';

  test.each<[string, string, 'visitor' | 'other']>([
    ['its own domain', `amazonses.com; ${spf} dkim=pass header.i=@example.org; dmarc=none`, 'visitor'],
    ['one below its own', `amazonses.com; ${spf} dkim=pass header.i=@mail.example.org;`, 'visitor'],
    ['an address of its own', `amazonses.com; ${spf} dkim=pass header.i=jo@EXAMPLE.ORG;`, 'visitor'],
    [
      'another one, and then its own',
      `amazonses.com; ${spf} dkim=pass header.i=@list.example; dkim=pass header.i=@example.org;`,
      'visitor',
    ],
    ['another one', `amazonses.com; ${spf} dkim=pass header.i=@attacker.example; dmarc=none`, 'other'],
    [
      'its own, which does not hold',
      `amazonses.com; ${spf} dkim=fail header.i=@example.org; dkim=pass header.i=@a.b;`,
      'other',
    ],
    [
      'another one, that says otherwise in its address',
      'amazonses.com; spf=pass envelope-from="; dkim=pass header.i=@example.org;"@attacker.example; dkim=pass header.i=@attacker.example;',
      'other',
    ],
    [
      'another one, that says otherwise in a comment',
      'amazonses.com; spf=pass (; dkim=pass header.i=@example.org;) helo=x; dkim=pass header.i=@attacker.example;',
      'other',
    ],
    [
      'one of which only a server on the way has told',
      'mx.example.net; dkim=pass header.i=@attacker.example',
      'visitor',
    ],
  ])('without a DMARC policy, a mail that is signed by %s', (_, results, who) => {
    const verdicts = { ...passed, dmarc: 'GRAY' } as const;
    const mail = mailOf(visitorAddress, results);
    expect(judgeSender({ mail, envelopeFrom: 'evil@attacker.example', verdicts, visitorAddress })).toBe(who);
  });

  test('a mail without one sender is nobody’s', () => {
    expect(judgeSender({ mail: mailOf(undefined), envelopeFrom, verdicts: passed, visitorAddress })).toBe('quarantine');
  });

  test('nobody is the visitor while they have no address', () => {
    expect(
      judgeSender({ mail: mailOf(visitorAddress), envelopeFrom, verdicts: passed, visitorAddress: undefined }),
    ).toBe('other');
  });

  test.each([
    ['jo@münchen.example', 'JO@xn--mnchen-3ya.EXAMPLE', true],
    ['jo@example.org', ' Jo@EXAMPLE.org ', true],
    ['jo@example.org', 'jo+x@example.org', false],
    ['jo@example.org', 'jo@example.org.evil.example', false],
    ['', '@', true],
  ])('%j and %j: %s', (one, another, same) => {
    expect(isSameAddress(one, another)).toBe(same);
  });
});
