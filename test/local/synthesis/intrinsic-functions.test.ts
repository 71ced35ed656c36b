import { holds, resolve } from '../../../local/synthesis/intrinsic-functions.ts';
import type { References } from '../../../local/synthesis/intrinsic-functions.ts';
import type { Json } from '../../../local/json.ts';

const references: References = {
  ref: (name) => `ref of ${name}`,
  attribute: (logicalId, attribute) => `${attribute} of ${logicalId}`,
  imported: (name) => `import of ${name}`,
  condition: (name) => name === 'Yes',
  mapping: (map, first, second) => `${map}/${first}/${second}`,
};

describe('an intrinsic function', () => {
  test.each<[string, Json, Json]>([
    ['Ref', { Ref: 'Table' }, 'ref of Table'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'Arn of Table'],
    ['GetAtt as a text', { 'Fn::GetAtt': 'Stack.Outputs.Name' }, 'Outputs.Name of Stack'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] }, 'a-ref of B-3'],
    ['Sub of a text', { 'Fn::Sub': 'a ${B} ${C.Arn} ${!D}' }, 'a ref of B Arn of C ${D}'],
    ['Sub with names of its own', { 'Fn::Sub': ['${x} ${B}', { x: { Ref: 'A' } }] }, 'ref of A ref of B'],
    ['Select', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
    ['Select with its index as text', { 'Fn::Select': ['0', { 'Fn::Split': ['/', 'x/y'] }] }, 'x'],
    ['Split', { 'Fn::Split': [':', 'a:b'] }, ['a', 'b']],
    ['If that holds', { 'Fn::If': ['Yes', 'a', 'b'] }, 'a'],
    ['If that does not', { 'Fn::If': ['No', 'a', { Ref: 'B' }] }, 'ref of B'],
    ['FindInMap', { 'Fn::FindInMap': ['Map', { Ref: 'A' }, 'key'] }, 'Map/ref of A/key'],
    ['ImportValue', { 'Fn::ImportValue': { 'Fn::Join': ['', ['a', 'b']] } }, 'import of ab'],
    ['Base64', { 'Fn::Base64': 'text' }, 'dGV4dA=='],
    [
      'within other values',
      { list: [{ Ref: 'A' }], deep: { Ref: 'B', other: 1 } },
      { list: ['ref of A'], deep: { Ref: 'B', other: 1 } },
    ],
    ['of no value', { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
    ['If of no value', { a: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] } }, {}],
    ['none at all', { plain: [true, null, 'text'] }, { plain: [true, null, 'text'] }],
  ])('%s', (_, value, expected) => {
    expect(resolve(value, references)).toEqual(expected);
  });

  test('that nobody knows is an error', () => {
    expect(() => resolve({ 'Fn::Transform': {} }, references)).toThrow('Fn::Transform');
  });

  test.each<[string, Json, boolean]>([
    ['Equals of equals', { 'Fn::Equals': [{ Ref: 'A' }, 'ref of A'] }, true],
    ['Equals of others', { 'Fn::Equals': ['a', 'b'] }, false],
    ['And', { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'No' }] }, false],
    ['Or', { 'Fn::Or': [{ Condition: 'Yes' }, { Condition: 'No' }] }, true],
    ['Not', { 'Fn::Not': [{ Condition: 'No' }] }, true],
  ])('condition %s', (_, condition, expected) => {
    expect(holds(condition, references)).toBe(expected);
  });
});
