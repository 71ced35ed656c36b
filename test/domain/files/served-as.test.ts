import { savedAs, servedType } from '../../../functions/domain/files/served-as.ts';

describe('a download', () => {
  test.each([
    ['offer.pdf', `attachment; filename="offer.pdf"; filename*=UTF-8''offer.pdf`],
    ['Größe 7.png', `attachment; filename="Gro_e 7.png"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%207.png`],
    [`it's (new)*.txt`, `attachment; filename="it_s (new)_.txt"; filename*=UTF-8''it%27s%20%28new%29%2A.txt`],
    ['写真.jpg', `attachment; filename="__.jpg"; filename*=UTF-8''%E5%86%99%E7%9C%9F.jpg`],
  ])('is saved as %s', (filename, header) => {
    expect(savedAs({ filename })).toBe(header);
  });

  test.each(['a"; filename="b.exe', 'a\r\nset-cookie: x=1', 'a\\', '%0d%0a', '\u202egnp.exe', '\ud800.png'])(
    'whose name is %j stays in its header and its parameter',
    (filename) => {
      expect(savedAs({ filename })).toMatch(/^attachment; filename="[\w .()+-]*"; filename\*=UTF-8''[\w.!~%-]*$/);
    },
  );

  test.each(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])('of %s may be shown as a picture', (type) => {
    expect(servedType(type)).toBe(type);
  });

  test.each(['text/html', 'image/svg+xml', 'application/pdf', 'text/javascript', 'application/xhtml+xml', 'text/xml'])(
    'of %s is bytes to any browser',
    (type) => {
      expect(servedType(type)).toBe('application/octet-stream');
    },
  );
});
