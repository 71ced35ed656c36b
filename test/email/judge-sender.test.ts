import { isSameAddress, judgeSender, type Verdicts } from '../../functions/email/judge-sender.ts';

const passed: Verdicts = { spf: 'PASS', dkim: 'PASS', dmarc: 'PASS', spam: 'PASS', virus: 'PASS' };
const visitorAddress = 'jo@example.org';
const envelopeFrom = 'bounces+1@example.org';

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
    expect(judgeSender({ from: 'Jo@Example.org', envelopeFrom, verdicts: all, visitorAddress })).toBe(fromVisitor);
    expect(judgeSender({ from: 'eve@example.org', envelopeFrom, verdicts: all, visitorAddress })).toBe(fromOther);
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
    expect(judgeSender({ from, envelopeFrom: envelope, verdicts, visitorAddress: from })).toBe(who);
    const vouched = { ...verdicts, dmarc: 'PASS' } as const;
    expect(judgeSender({ from, envelopeFrom: envelope, verdicts: vouched, visitorAddress: from })).toBe('visitor');
  });

  test('a mail without one sender is nobody’s', () => {
    expect(judgeSender({ from: undefined, envelopeFrom, verdicts: passed, visitorAddress })).toBe('quarantine');
  });

  test('nobody is the visitor while he has no address', () => {
    expect(judgeSender({ from: visitorAddress, envelopeFrom, verdicts: passed, visitorAddress: undefined })).toBe(
      'other',
    );
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
