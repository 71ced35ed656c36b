/**
 * What MiniStack 1.5.33 takes although DynamoDB refuses it, and where that stands in AWS's documentation: of the Developer Guide unless it
 * is an API. A test fails as soon as one of them is refused; then it is taken off the list.
 */
export const miniStackTakes: ReadonlyMap<string, string> = new Map([
  ...differences('“Supported data types and naming rules”, string and binary: no empty value in a key', [
    'a transaction that reads an empty key',
    'a query in the old form of what begins with an empty text',
    'a query that begins after an empty sort key',
    'a query of an index that begins after an empty place in it',
    'a query of an index that begins after an item with an empty key',
    'a scan that begins after an empty partition key',
    'a scan that begins after no bytes',
  ]),
  ...differences('“Supported data types and naming rules”, sets: no empty set', [
    'a transaction that updates to an empty SS',
    'a transaction that updates to an empty NS',
    'a transaction that updates to an empty BS',
  ]),
  ...differences('“Constraints in Amazon DynamoDB”, expression parameters: 4 KB at most', [
    'a projection in a transaction of 4097 bytes',
    'a projection in a batch of 4097 bytes',
  ]),
  ...differences('“Expression attribute names (aliases)”: each is defined and used', [
    'a batch that reads with names that no expression uses',
    'a transaction that reads with names that no expression uses',
    'a projection in a batch with a name that is not given',
  ]),
  ...differences('API BatchGetItem: at most 100 items in one call', ['a batch that reads 101 keys of two tables']),
  ...differences(
    '“Constraints in Amazon DynamoDB”, partition keys and sort keys: 2048 and 1024 bytes at most, of indexes as well',
    ['a partition key that is too long', 'a sort key that is too long'].flatMap((which) => [
      `a transaction that updates with ${which}`,
      `a transaction that deletes with ${which}`,
      `a transaction that checks with ${which}`,
      `a transaction that reads with ${which}`,
      `a query that begins after an item with ${which}`,
      `an item of an index with ${which}`,
      `a batch that puts an item of an index with ${which}`,
      `a transaction that puts an item of an index with ${which}`,
      `an update of an index’s key with ${which}`,
      `a transaction that updates an index’s key with ${which}`,
    ]),
  ),
]);

function differences(source: string, titles: readonly string[]): [string, string][] {
  return titles.map((title) => [title, source]);
}
