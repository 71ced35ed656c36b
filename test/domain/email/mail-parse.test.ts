import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { attachment, multipart, text, textMail } from './fixtures/raw-mail.ts';

const root = path.resolve(import.meta.dirname, '../../..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mail-parse-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: Buffer | string): string {
  const where = path.join(folder, name);
  writeFileSync(where, content);
  return where;
}

function parse(parameters: readonly string[]): { status: number | null; lines: unknown[]; errors: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/mail-parse.ts', ...parameters],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { status, lines: lines.map((line) => JSON.parse(line) as unknown), errors: stderr };
}

describe('mail:parse', () => {
  test('prints one JSON object for each mail and line', () => {
    const reply = file(
      'reply.eml',
      multipart('mixed', [
        text('Yes.\n\nOn 23 Nov 2026, at 14:10, Ada <a@b.example> wrote:\n> Blue?\n\n-- \nJo\n'),
        attachment('application/pdf', 'a.pdf', Buffer.from('%PDF')),
      ]),
    );
    const list = file('list.eml', textMail('News', ['List-Id: <news.example.org>']));
    const { status, lines } = parse([reply, list, file('empty.eml', '')]);
    expect(status).toBe(0);
    expect(lines).toEqual([
      {
        file: reply,
        kind: 'reply',
        from: 'jo@example.org',
        subject: 'Re: Your conversation',
        reply: 'Yes.',
        quoted: 'On 23 Nov 2026, at 14:10, Ada <a@b.example> wrote:\n> Blue?',
        signature: '--\nJo',
        attachments: [{ filename: 'a.pdf', contentType: 'application/pdf', size: 4, inline: false }],
        warnings: [],
      },
      expect.objectContaining({ file: list, kind: 'auto-reply', reply: 'News' }),
      expect.objectContaining({ kind: 'reply', from: null, reply: '', attachments: [] }),
    ]);
  });

  test('takes bare texts with --text, and goes on after a file that is not there', () => {
    const bare = file('bare.txt', 'Yes.\n\n> Blue?\n');
    const { status, lines, errors } = parse(['--text', path.join(folder, 'none.txt'), bare]);
    expect(status).toBe(1);
    expect(errors).toContain('none.txt');
    expect(lines).toEqual([expect.objectContaining({ file: bare, kind: 'reply', reply: 'Yes.', quoted: '> Blue?' })]);
  });

  test('says how it is used when no file is given', () => {
    expect(parse([])).toMatchObject({ status: 2, lines: [], errors: expect.stringContaining('Usage') as string });
  });
});
