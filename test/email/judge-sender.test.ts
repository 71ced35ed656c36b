import { isSameAddress, judgeSender, type Verdicts } from '../../functions/email/judge-sender.ts';

const passed: Verdicts = { spf: 'PASS', dkim: 'PASS', dmarc: 'PASS', spam: 'PASS', virus: 'PASS' };

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
    const visitorAddress = 'jo@example.org';
    expect(judgeSender({ from: 'Jo@Example.org', verdicts: all, visitorAddress })).toBe(fromVisitor);
    expect(judgeSender({ from: 'eve@example.org', verdicts: all, visitorAddress })).toBe(fromOther);
  });

  test('a mail without one sender is nobody’s', () => {
    expect(judgeSender({ from: undefined, verdicts: passed, visitorAddress: 'jo@example.org' })).toBe('quarantine');
  });

  test('nobody is the visitor while he has no address', () => {
    expect(judgeSender({ from: 'jo@example.org', verdicts: passed, visitorAddress: undefined })).toBe('other');
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
