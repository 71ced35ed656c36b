import { isDangerous } from '../../../functions/files/dangerous.ts';
import { looksDangerous } from '../../../web/agent/dangerous-files.ts';

const kinds = 'exe EXE msi bat cmd ps1 js vbs scr jar apk dmg iso lnk html svg docm xlsm py sh'.split(' ');

test.each(kinds)('before a file that ends in .%s is sent there is a warning, and the server marks it too', (kind) => {
  expect(looksDangerous(`order.${kind}`)).toBe(true);
  expect(isDangerous(`order.${kind}`, 'application/octet-stream')).toBe(true);
});

test.each(['receipt.pdf', 'bowl.png', 'exe', 'exe.txt', 'notes'])('%s is sent without a word', (name) => {
  expect(looksDangerous(name)).toBe(false);
});
