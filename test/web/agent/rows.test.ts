import type { SentEmail } from '../../../contract/emails.ts';
import { rowsOf } from '../../../web/agent/rows.ts';
import { answer, message } from '../messages.ts';

const email = (episode: number, minute: number): SentEmail => ({
  episode,
  to: 'v@example.com',
  subject: '',
  sentAt: new Date(Date.UTC(2026, 10, 23, 10, minute)).toISOString(),
  state: 'sent',
  messages: [2],
});

const shown = (rows: ReturnType<typeof rowsOf>): string[] =>
  rows.map((row) =>
    row.kind === 'message' ? String(row.message.seq) : row.kind === 'email' ? `email ${row.email.episode}` : row.kind,
  );
const day = (instant: string): string => instant.slice(0, 10);

test('an e-mail stands where it went out among the messages', () => {
  expect(shown(rowsOf([message(1), answer(2), message(15)], [email(1, 12)], null, day))).toEqual([
    'day',
    '1',
    '2',
    'email 1',
    '15',
  ]);
});

test('the newest e-mail stands at the end, several in the order they went out', () => {
  expect(shown(rowsOf([answer(2)], [email(2, 30), email(1, 12)], null, day))).toEqual([
    'day',
    '2',
    'email 1',
    'email 2',
  ]);
});

test('an e-mail from before the loaded part comes with its messages', () => {
  expect(shown(rowsOf([answer(20)], [email(1, 12)], null, day))).toEqual(['day', '20']);
});

test('the line above what is new stands before a message of the visitor’s or of somebody else, not of an agent', () => {
  const other = message(3, { author: { kind: 'other', email: 'x@example.com' } });
  expect(shown(rowsOf([message(1), answer(2), other], [], 1, day))).toEqual(['day', '1', '2', 'new', '3']);
});
