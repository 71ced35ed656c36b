import { counted } from '../../../scripts/audit/finding.ts';

test.each([
  [0, '0 findings'],
  [1, '1 finding'],
  [2, '2 findings'],
])('%s is said in its own form', (count, said) => {
  expect(counted(count, 'finding')).toBe(said);
});
