import { cutReply } from '../../../functions/domain/email/cut-reply.ts';
import { clientReplies, textOfReply } from './fixtures/replies-of-clients.ts';
import type { ClientReply } from './fixtures/replies-of-clients.ts';

type Change = (text: string, reply: ClientReply) => string;

/** What mail programs and the way to us do to a text. */
const changes: readonly (readonly [name: string, change: Change])[] = [
  ['as it is', (text) => text],
  [
    'with CRLF and spaces that do not break',
    (text, { tail }) => crlf(text.replace(tail, tail.replace(/ (?=\d)/g, '\u00a0'))),
  ],
  ['with the announcement right below the words', (text, { wrote }) => text.replace(`${wrote}\n\n`, `${wrote}\n`)],
  ['with an announcement of seventy-two columns', (text, { tail }) => text.replace(tail, eachLine(tail, wrapped))],
  [
    'with a name so long that the announcement takes two lines',
    (text, { tail }) =>
      text.replace(tail, eachLine(tail.replaceAll('Ada (Example)', 'Ada Lovelace (Example Furniture Ltd)'), wrapped)),
  ],
  ['with an older mail below', (text, { quotation }) => `${text}${older(quotation)}`],
];

describe.each(changes)('a reply %s', (_change, change) => {
  test.each(clientReplies.map((reply) => [reply.language, reply.client, reply] as const))(
    'in %s by %s says what the person wrote, and nothing else',
    (_language, _client, reply) => {
      for (const marker of ['with marker', 'without marker'] as const) {
        const cut = cutReply(change(textOfReply(reply, marker), reply), { answers: true });
        expect(cut.reply).toBe(reply.wrote);
        expect(cut.quoted).toContain('We have it in blue.');
      }
    },
  );
});

test.each(
  clientReplies
    .filter(({ quotation, tail }) => quotation === 'marked' && !/iPhone|Proton/.test(tail))
    .map((reply) => [reply.language, reply.client, reply] as const),
)('a reply in %s by %s below the quotation is kept whole', (_language, _client, reply) => {
  const text = textOfReply(reply, 'without marker').slice(reply.wrote.length).trim();
  expect(cutReply(`${text}\n\n${reply.wrote}\n`, { answers: true }).reply).toContain(reply.wrote);
});

test('a line of the person with an address stays, also right above the announcement', () => {
  const text = 'My new address is Vera <vera@example.net>\nOn 22/11/2026 14:10, Ada wrote:\n> We have it in blue.\n';
  expect(cutReply(text, { answers: true }).reply).toBe('My new address is Vera <vera@example.net>');
});

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

function eachLine(text: string, change: (line: string) => string): string {
  return text.split('\n').map(change).join('\n');
}

/** As Gmail wraps its announcement: at spaces, each line quoted like the first. */
function wrapped(line: string): string {
  const mark = /^(?:> ?)?/.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  for (const word of line.slice(mark.length).split(' ')) {
    const open = lines.at(-1);
    if (open === undefined || mark.length + open.length + 1 + word.length > 72) lines.push(word);
    else lines[lines.length - 1] = `${open} ${word}`;
  }
  return lines.map((one) => mark + one).join('\n');
}

function older(quotation: ClientReply['quotation']): string {
  const mail = 'On Sat, Nov 21, 2026 at 9:00 AM Vera <vera@example.org> wrote:\n\n> Hello, do you have chairs?\n';
  return quotation === 'marked' ? `>\n${mail.replace(/^(?!$)/gm, '> ')}` : `\n${mail}`;
}
