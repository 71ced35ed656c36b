import type { Notification } from '../../../contract/messages.ts';
import { countdown, isWithVisitor, stateWords, withoutEmail } from '../../../web/agent/notification-words.ts';
import de from '../../../web/agent/texts/de.ts';
import { createTimes } from '../../../web/shared/times.ts';

const now = Date.parse('2026-11-23T14:02:48Z');
const german = createTimes('de', 'UTC');

test.each<[Notification, string, string]>([
  [{ state: 'unread' }, 'Ungelesen', 'plain'],
  [{ state: 'unread', dueAt: '2026-11-23T14:10:00Z' }, 'Ungelesen · E-Mail: 14:10', 'accent'],
  [{ state: 'unread', dueAt: '2026-11-23T14:00:00Z' }, 'Ungelesen · E-Mail gleich', 'accent'],
  [{ state: 'read' }, 'Gelesen', 'plain'],
  [{ state: 'read', at: '2026-11-23T13:55:00Z' }, 'Gelesen 13:55', 'plain'],
  [{ state: 'read', at: '2026-11-23T13:55:00Z', episode: 2 }, 'Gelesen 13:55 · ging per E-Mail hinaus', 'plain'],
  [{ state: 'skipped', reason: 'skipped-by-agent' }, 'Keine E-Mail: von einem Agenten so gewählt', 'plain'],
  [{ state: 'skipped', reason: de.chosen(null) }, 'Keine E-Mail: von Ihnen so gewählt', 'plain'],
  [{ state: 'sending' }, 'E-Mail wird gesendet', 'accent'],
  [{ state: 'unknown' }, 'E-Mail gesendet, noch nicht bestätigt', 'accent'],
  [{ state: 'sent', at: '2026-11-23T14:00:00Z' }, 'Per E-Mail gesendet 14:00', 'good'],
  [{ state: 'delivered', at: '2026-11-23T14:00:00Z' }, 'Per E-Mail zugestellt 14:00', 'good'],
  [{ state: 'bounced', at: '2026-11-23T14:00:00Z', reason: 'no such user' }, 'E-Mail unzustellbar 14:00', 'danger'],
  [{ state: 'complained' }, 'Als Spam gemeldet', 'danger'],
  [{ state: 'failed' }, 'E-Mail fehlgeschlagen', 'danger'],
  [{ state: 'unread', reason: 'skipped-opted-out' }, 'Ungelesen: Besucher möchte keine E-Mails', 'plain'],
  [{ state: 'skipped', reason: 'skipped-off' }, 'Keine E-Mail: ausgeschaltet', 'plain'],
  [{ state: 'skipped', reason: 'something later versions say' }, 'Keine E-Mail: something later versions say', 'plain'],
  [{ state: 'skipped' }, 'Keine E-Mail', 'plain'],
  [{ state: 'held', reason: 'held-by-agent' }, 'Zurückgehalten: von Hand', 'warn'],
  [{ state: 'waiting-for-address' }, 'Wartet auf eine Adresse', 'warn'],
])('%j is shown as %j', (notification, label, tone) => {
  expect(stateWords(notification, de, german, now)).toMatchObject({ label, tone });
});

test('where no e-mail goes out, what is pending is only unread', () => {
  expect(withoutEmail({ state: 'unread', dueAt: '2026-11-23T14:10:00Z' })).toEqual({ state: 'unread' });
  expect(withoutEmail({ state: 'held', reason: 'held-by-agent' })).toEqual({ state: 'unread' });
  expect(withoutEmail({ state: 'waiting-for-address' })).toEqual({ state: 'unread' });
  expect(withoutEmail({ state: 'delivered', episode: 1 })).toEqual({ state: 'delivered', episode: 1 });
});

test.each<[Notification, boolean]>([
  [{ state: 'sending' }, true],
  [{ state: 'delivered', episode: 1 }, true],
  [{ state: 'read', episode: 1 }, true],
  [{ state: 'read' }, false],
  [{ state: 'bounced', episode: 1 }, false],
  [{ state: 'unread' }, false],
])('%j is in the visitor’s mailbox: %j', (notification, is) => {
  expect(isWithVisitor(notification)).toBe(is);
});

test.each([
  [0, '0:00'],
  [-5_000, '0:00'],
  [999, '0:01'],
  [59_000, '0:59'],
  [600_000, '10:00'],
  [3_725_000, '1:02:05'],
])('%i ms are counted as %s', (ms, shown) => {
  expect(countdown(ms)).toBe(shown);
});
