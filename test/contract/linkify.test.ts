import fc from 'fast-check';
import { linkify } from '../../contract/linkify.ts';

test.each([
  ['no link', []],
  ['see https://example.com/a?b=c#d', ['https://example.com/a?b=c#d']],
  ['(https://example.com/a)', ['https://example.com/a']],
  ['https://en.wikipedia.org/wiki/Mug_(cup)', ['https://en.wikipedia.org/wiki/Mug_(cup)']],
  ['Is it http://example.com/x? Yes: https://example.com/y.', ['http://example.com/x', 'https://example.com/y']],
  ['„https://example.com“', ['https://example.com']],
  ['javascript:alert(1) data:text/html,x ftp://example.com', []],
  ['https://', []],
  ['xhttps://example.com', []],
  ['<https://example.com>', ['https://example.com']],
  ['Look at www.example.com/a, please', ['www.example.com/a']],
  ['https://www.example.com and awww.example.com', ['https://www.example.com']],
])('links in %s', (text, links) => {
  expect(linkify(text).flatMap((part) => (part.kind === 'link' ? [part.text] : []))).toEqual(links);
});

test('nothing of a text is lost or added, and every link is http or https', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('https://a.example/', 'http://', 'javascript:', ')', '.', '"', ' '),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      const parts = linkify(text);
      expect(parts.map((part) => part.text).join('')).toBe(text);
      for (const part of parts) if (part.kind === 'link') expect(part.href).toMatch(/^https?:\/\//);
    }),
  );
});
