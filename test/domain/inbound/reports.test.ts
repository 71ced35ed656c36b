import { inboundScene, passed, sesId } from './inbound-scene.ts';
import type { Scene } from './inbound-scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await inboundScene();
});

interface Report {
  readonly recipient?: string;
  readonly action?: string;
  readonly status?: string;
  readonly original?: string;
}

/** A delivery report as RFC 3464 has it. */
function dsn(report: Report = {}): Buffer {
  const { recipient = 'vera@example.org', action = 'failed', status = '5.1.1', original = sesId } = report;
  return Buffer.from(
    [
      'From: Mail Delivery System <MAILER-DAEMON@mx.example.org>',
      `To: ${scene.address}`,
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'I am sorry.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.org',
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      `Action: ${action}`,
      `Status: ${status}`,
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${original}@email.amazonses.com>`,
      'Subject: New message',
      '',
      '--b--',
      '',
    ].join('\r\n'),
  );
}

const complaint = (): Buffer =>
  Buffer.from(
    dsn()
      .toString()
      .replace('report-type=delivery-status', 'report-type=feedback-report')
      .replace('message/delivery-status', 'message/feedback-report')
      .replace('Final-Recipient: rfc822; ', 'Feedback-Type: abuse\r\nOriginal-Rcpt-To: '),
  );

const address = async () => (await scene.table.visitor('vera' as never))?.address;
const emailState = async () => (await scene.table.email(scene.id, 1))?.state;
const kept = async () => (await scene.kept('unmatched')).map(({ reason }) => reason);

test('a bounce that comes as a mail is what SES would have reported: nobody’s message, but the address is dead', async () => {
  await scene.arriveRaw(dsn());
  expect(await scene.received()).toEqual([]);
  expect(await emailState()).toBe('bounced');
  expect(await address()).toEqual({ email: 'vera@example.org', state: 'bounced' });
  expect(await scene.table.conversation(scene.id)).toMatchObject({ undelivered: { firstSeq: 2 }, waitingSince: null });
  expect(await scene.table.message(scene.id, 3 as never)).toMatchObject({ kind: 'delivery-problem' });
});

test('it counts once, however often it comes', async () => {
  await scene.arriveRaw(dsn());
  await scene.arriveRaw(dsn());
  expect(await scene.table.conversation(scene.id)).toMatchObject({ lastSeq: 3 });
});

test('a report that names no mail of ours is about the newest e-mail to that address', async () => {
  await scene.arriveRaw(dsn({ original: 'unknown' }));
  expect(await emailState()).toBe('bounced');
});

test.each<[string, Report]>([
  ['says that the server is still trying', { action: 'delayed', status: '4.4.1' }],
  ['may pass', { action: 'failed', status: '4.2.2' }],
  ['says that the mail was delivered', { action: 'delivered', status: '2.0.0' }],
  ['is about an address we did not write to', { recipient: 'somebody@example.net' }],
])('a report that %s changes nothing and is kept', async (_name, report) => {
  await scene.arriveRaw(dsn(report));
  expect(await emailState()).toBe('sent');
  expect(await address()).toMatchObject({ state: 'typed' });
  expect(await kept()).toEqual(['bounce']);
  expect(await scene.received()).toEqual([]);
});

test('a complaint that comes as a mail ends e-mails to that address', async () => {
  await scene.arriveRaw(complaint());
  expect(await emailState()).toBe('complained');
  expect(await address()).toMatchObject({ state: 'complained' });
  expect(await scene.received()).toEqual([]);
});

test('a report that its supposed domain disowns kills no address', async () => {
  await scene.arriveRaw(dsn(), { verdicts: { ...passed, dmarc: 'FAIL', dmarcPolicy: 'quarantine' } });
  expect(await emailState()).toBe('sent');
  expect(await scene.kept('quarantined')).toMatchObject([{ reason: 'sender' }]);
});

test('a receipt is kept, and reads nothing', async () => {
  const receipt = dsn()
    .toString()
    .replaceAll('delivery-status', 'disposition-notification')
    .replace('MAILER-DAEMON@mx.example.org', 'vera@example.org');
  await scene.arriveRaw(Buffer.from(receipt));
  expect(await kept()).toEqual(['receipt']);
  expect(await scene.table.conversation(scene.id)).toMatchObject({ visitorReadThrough: 0 });
});
