import { addressProblem, offendingCharacter } from '../../../../web/widget/parts/address.ts';

test.each([
  ['jürgen@example.com', 'ü'],
  ['ju\u0308rgen@example.com', 'ü'],
  ['rené@exämple.com', 'é'],
  ['ok@exämple.com', undefined],
  ['иван@example.com', 'и'],
  ['a👩‍🚀b@example.com', '👩‍🚀'],
  ['plain@example.com', undefined],
  ['ümlaut', 'ü'],
])('what cannot be in %j before the @ is %j', (address, character) => {
  expect(offendingCharacter(address)).toBe(character);
});

test.each([
  ['email_invalid', 'x', { kind: 'invalid' }],
  ['email_not_ascii', 'jürgen@example.com', { kind: 'not-ascii', character: 'ü' }],
  ['email_not_ascii', 'x', { kind: 'invalid' }],
  ['email_undeliverable', 'x', { kind: 'undeliverable' }],
  ['busy', 'x', { kind: 'not-now' }],
  ['', 'x', { kind: 'not-now' }],
])('the refusal %j of %j is understood', (code, typed, problem) => {
  expect(addressProblem(code, typed)).toEqual(problem);
});
