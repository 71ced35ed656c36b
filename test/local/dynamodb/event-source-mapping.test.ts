import { eventSourceMappings, type EventSourceMapping } from '../../../local/dynamodb/event-source-mapping.ts';
import { resolveTemplates } from '../../../local/synthesis/resolve-templates.ts';
import { templateFrom } from '../../../local/synthesis/template.ts';
import { smallTemplate } from '../fixture/small-template.ts';

function mappings(startingPosition: string): EventSourceMapping[] {
  const template = JSON.stringify(smallTemplate('journal')).replaceAll('"TRIM_HORIZON"', `"${startingPosition}"`);
  return eventSourceMappings(resolveTemplates([templateFrom('Small', template)]));
}

describe('a stream is read on one machine from its beginning', () => {
  test('as its template says', () => {
    expect(mappings('TRIM_HORIZON')).toMatchObject([{ tableName: 'Small-Table', partitionKey: 'pk' }]);
  });

  test('and a template that says otherwise is not run as if it said so', () => {
    expect(() => mappings('LATEST')).toThrow('Following: a stream is read here from its beginning only (TRIM_HORIZON)');
  });
});
