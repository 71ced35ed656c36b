import fc from 'fast-check';
import { sendEmailInput } from '../../../functions/aws/send-email-input.ts';
import { composeUnreadEmail } from '../../../functions/domain/email/compose.ts';
import type { UnreadEmail } from '../../../functions/domain/email/compose.ts';
import type { Json, JsonObject } from '../../../local/json.ts';
import { sendingRequest } from '../../../local/ses/sending-request.ts';
import { rootId, unreadEmail } from './unread-email.fixture.ts';

/** What SES is asked, as its machine's counterpart reads it: throws where SES would refuse. */
function handedOver(email: UnreadEmail): ReturnType<typeof sendingRequest> {
  const input = sendEmailInput({ ...composeUnreadEmail(email), tags: {} }, 'ours');
  return sendingRequest(JSON.parse(JSON.stringify(input)) as Json as JsonObject);
}

function headersOf(email: UnreadEmail): Readonly<Record<string, string>> {
  const { content } = handedOver(email);
  return Object.fromEntries((content.kind === 'simple' ? content.headers : []).map(({ name, value }) => [name, value]));
}

const messageId = fc
  .tuple(fc.integer({ min: 1, max: 480 }), fc.nat())
  .map(([length, number]) => `<${String(number).padStart(length, 'x')}@a.example>`)
  .filter((id) => id.length <= 500);
const name = fc.string({ unit: 'grapheme', maxLength: 200 });
/** As long as an address may be: 64 characters before its @, and a domain of 253. */
const address = fc.tuple(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 4 })).map(([local, labels]) => {
  const domain = Array.from({ length: labels }, () => 'd'.repeat(59)).join('.');
  return `${'l'.repeat(local)}@${domain}.example`;
});

test('whatever people are called and however long their thread is, SES takes the e-mail', () => {
  fc.assert(
    fc.property(name, name, name, address, fc.array(messageId, { maxLength: 30 }), fc.boolean(), (...drawn) => {
      const [companyName, agentName, subject, fromAddress, ids, answersMail] = drawn;
      const inReplyTo = ids.at(-1);
      const email = unreadEmail({
        companyName,
        agentName,
        fromAddress,
        thread: { rootId, ids, subject, ...(answersMail && inReplyTo !== undefined ? { inReplyTo } : {}) },
      });
      expect(handedOver(email).from?.address).toBe(fromAddress);
    }),
    { numRuns: 300 },
  );
});

test('of a thread of any length the first and the latest mail are referred to, and the parent among them', () => {
  fc.assert(
    fc.property(fc.uniqueArray(messageId, { minLength: 1, maxLength: 30 }), (ids) => {
      const headers = headersOf(unreadEmail({ thread: { rootId, ids, subject: 'S' } }));
      const references = headers.References!.split(' ');
      expect([references[0], references.at(-1)]).toEqual([rootId, ids.at(-1)]);
      expect(headers['In-Reply-To']).toBe(ids.at(-1));
      expect(references.slice(1)).toEqual(ids.slice(1 - references.length));
    }),
  );
});

test.each([868, 869, 870, 871, 985, 986, 987, 990, 995, 996])(
  'a thread whose ids would make %i characters can be answered',
  (length) => {
    const ids = ['<first@a.example>', '<second@a.example>'];
    const rest = length - [rootId, ...ids].join(' ').length - 1;
    const half = (characters: number) => `<${'x'.repeat(characters - '<@a.example>'.length)}@a.example>`;
    const both = [half(Math.floor((rest - 1) / 2)), half(Math.ceil((rest - 1) / 2)).replace('<x', '<y')];
    expect([rootId, ...ids, ...both].join(' ')).toHaveLength(length);
    const { References: references } = headersOf(
      unreadEmail({ thread: { rootId, ids: [...ids, ...both], subject: 'S' } }),
    );
    expect(references!.length).toBeLessThanOrEqual(870);
    expect(references).toContain(both[1]);
  },
);

test.each([
  ['letters of three bytes', '株式会社'.repeat(30)],
  ['letters of four bytes', '𝔉'.repeat(60)],
  ['characters that are escaped', '\\"'.repeat(60)],
])('a name of %s is shortened to what SES takes beside the address', (_, companyName) => {
  const fromAddress = `${'l'.repeat(64)}@mail.example.com`;
  const { from } = handedOver(unreadEmail({ companyName, agentName: '', fromAddress }));
  expect(companyName.startsWith(from!.name)).toBe(true);
  expect(from!.name.length).toBeGreaterThan(30);
});

test('an address that leaves no room for a name stands alone', () => {
  const fromAddress = `${'l'.repeat(64)}@${Array.from({ length: 4 }, () => 'd'.repeat(60)).join('.')}.example`;
  expect(handedOver(unreadEmail({ fromAddress })).from).toEqual({ name: '', address: fromAddress });
});
