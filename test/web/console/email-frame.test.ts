import { composeUnreadEmail } from '../../../functions/domain/email/compose.ts';
import { withoutStyles } from '../../../web/console/email-frame.tsx';

test('an e-mail keeps all it says, and loses what a strict page may not have in its HTML', () => {
  const { html } = composeUnreadEmail({
    locale: 'en',
    timeZone: 'UTC',
    companyName: 'Kiesel & Ton',
    agentName: 'Ada',
    fromAddress: 'support@example.com',
    to: 'vera@example.com',
    replyAddress: 'r.x@example.com',
    messages: [
      {
        seq: 1,
        authorName: 'Ada',
        text: 'a <b style="x"> href="y"',
        sentAt: '2026-11-22T10:00:00.000Z',
        attachments: [],
      },
    ],
    resumeUrl: 'https://example.com/#cc=x',
    unsubscribeUrl: 'https://example.com/u',
    notMeUrl: 'https://example.com/n',
    thread: { rootId: '<c.x@example.com>', ids: [], subject: undefined },
    texts: {},
  });
  const { markup, sheets } = withoutStyles(html);
  expect(sheets.join()).toContain('color-scheme');
  expect(markup).not.toMatch(/<style| style="| href="/);
  expect(markup).toContain('a &lt;b style=&quot;x&quot;&gt; href=&quot;y&quot;');
  const text = (of: string) => of.replace(/<style>[^]*?<\/style>/g, '').replace(/<[^>]*>/g, '');
  expect(text(markup)).toBe(text(html));
});
