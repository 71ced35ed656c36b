import { cutReply } from '../../functions/email/cut-reply.ts';
import { clientReplies, textOfReply } from './fixtures/replies-of-clients.ts';

describe.each(['with marker', 'without marker'] as const)('a reply %s', (marker) => {
  test.each(clientReplies.map((reply) => [reply.language, reply.client, reply] as const))(
    'in %s by %s says what the person wrote, and nothing else',
    (_language, _client, reply) => {
      const cut = cutReply(textOfReply(reply, marker), { answers: true });
      expect(cut.reply).toBe(reply.wrote);
      expect(cut.quoted).toContain('We have it in blue.');
    },
  );
});
