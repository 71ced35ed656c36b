import { matches } from '../../local/event-pattern.ts';
import type { JsonObject } from '../../local/json.ts';

const event: JsonObject = {
  source: 'aws.ses',
  count: 3,
  none: null,
  detail: { tags: { set: ['ours', 'others'] }, address: 'Vera@Example.org', state: 'sent' },
};

describe('an event pattern', () => {
  test.each<[string, JsonObject, boolean]>([
    ['a text that is equal', { source: ['aws.ses'] }, true],
    ['one of several texts', { source: ['aws.s3', 'aws.ses'] }, true],
    ['another text', { source: ['aws.s3'] }, false],
    ['a number', { count: [3] }, true],
    ['a number written as text', { count: ['3'] }, false],
    ['null', { none: [null] }, true],
    ['all fields, of which one differs', { source: ['aws.ses'], count: [4] }, false],
    ['a field within another', { detail: { state: ['sent'] } }, true],
    ['any value of a list in the event', { detail: { tags: { set: ['others'] } } }, true],
    ['no value of a list in the event', { detail: { tags: { set: ['theirs'] } } }, false],
    ['a field that is not there', { detail: { missing: ['x'] } }, false],
    ['a field within what is not there', { missing: { deeper: ['x'] } }, false],
    ['that a field exists', { detail: { state: [{ exists: true }] } }, true],
    ['that a field does not exist', { detail: { missing: [{ exists: false }] } }, true],
    ['that a field does not exist, and it does', { detail: { state: [{ exists: false }] } }, false],
    ['a beginning', { source: [{ prefix: 'aws.' }] }, true],
    ['another beginning', { source: [{ prefix: 'gcp.' }] }, false],
    ['a beginning in whatever case', { detail: { address: [{ prefix: { 'equals-ignore-case': 'vera@' } }] } }, true],
    ['an ending', { detail: { address: [{ suffix: '.org' }] } }, true],
    ['a text in whatever case', { detail: { address: [{ 'equals-ignore-case': 'vera@example.org' }] } }, true],
    ['a wildcard', { detail: { address: [{ wildcard: '*@Example.*' }] } }, true],
    ['a wildcard that does not reach the end', { detail: { address: [{ wildcard: '*@Example' }] } }, false],
    ['anything but another text', { source: [{ 'anything-but': ['aws.s3'] }] }, true],
    ['anything but this text', { source: [{ 'anything-but': ['aws.ses'] }] }, false],
    ['anything but one of the list in the event', { detail: { tags: { set: [{ 'anything-but': 'ours' }] } } }, false],
    ['anything but a beginning', { source: [{ 'anything-but': { prefix: 'aws.' } }] }, false],
    ['anything but something, where nothing is', { detail: { missing: [{ 'anything-but': 'x' }] } }, false],
    ['a number within bounds', { count: [{ numeric: ['>', 0, '<=', 3] }] }, true],
    ['a number out of bounds', { count: [{ numeric: ['>', 3] }] }, false],
    ['one alternative of several', { $or: [{ source: ['aws.s3'] }, { count: [3] }] }, true],
    ['none of the alternatives', { $or: [{ source: ['aws.s3'] }, { count: [4] }] }, false],
  ])('for %s', (_, pattern, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  test('with an operator nobody knows is an error, not a match', () => {
    expect(() => matches({ source: [{ cidr: '10.0.0.0/8' }] }, event)).toThrow('cidr');
  });
});
