import { isDangerous } from '../../contract/dangerous-files.ts';

const kinds = 'exe EXE msi bat cmd ps1 js vbs scr jar apk dmg iso lnk html svg docm xlsm py sh'.split(' ');

test.each(kinds)('a file that ends in .%s is dangerous, whatever its type says', (kind) => {
  expect(isDangerous(`order.${kind}`, 'application/octet-stream')).toBe(true);
});

test.each(['text/html', 'image/svg+xml', 'application/x-msdownload'])('a file of type %s is dangerous', (type) => {
  expect(isDangerous('order', type)).toBe(true);
});

test.each(['receipt.pdf', 'bowl.png', 'exe', 'exe.txt', 'notes'])('%s is not', (name) => {
  expect(isDangerous(name, '')).toBe(false);
});
