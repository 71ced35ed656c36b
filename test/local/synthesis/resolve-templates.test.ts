import { resolveTemplates } from '../../../local/synthesis/resolve-templates.ts';
import { templateFrom } from '../../../local/synthesis/template.ts';
import type { Resource } from '../../../local/synthesis/template.ts';

function resolved(...documents: object[]): (logicalId: string) => Resource | undefined {
  const templates = documents.map((document, index) => templateFrom(`Stack${index + 1}`, JSON.stringify(document)));
  const resources = resolveTemplates(templates);
  return (logicalId) => resources.byLogicalId(logicalId);
}

describe('the resources of a template', () => {
  test.each([
    [
      'a function',
      { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'f' } },
      'f',
      'Arn',
      'arn:aws:lambda:us-east-1:000000000000:function:f',
    ],
    [
      'a table',
      { Type: 'AWS::DynamoDB::GlobalTable' },
      'Stack1-It',
      'StreamArn',
      'arn:aws:dynamodb:us-east-1:000000000000:table/Stack1-It/stream/local',
    ],
    [
      'a bucket',
      { Type: 'AWS::S3::Bucket' },
      'stack1-it',
      'RegionalDomainName',
      'stack1-it.s3.us-east-1.amazonaws.com',
    ],
    [
      'a queue',
      { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } },
      'https://sqs.us-east-1.amazonaws.com/000000000000/q',
      'Arn',
      'arn:aws:sqs:us-east-1:000000000000:q',
    ],
    ['a role', { Type: 'AWS::IAM::Role' }, 'Stack1-It', 'Arn', 'arn:aws:iam::000000000000:role/Stack1-It'],
    [
      'a schedule group',
      { Type: 'AWS::Scheduler::ScheduleGroup', Properties: { Name: 'g' } },
      'g',
      'Arn',
      'arn:aws:scheduler:us-east-1:000000000000:schedule-group/g',
    ],
    ['what is not known here', { Type: 'AWS::Some::Thing' }, 'Stack1-It', 'Endpoint', 'Stack1-It.Endpoint'],
  ])('%s has the names that CloudFormation gives it', (_, resource, ref, attribute, value) => {
    const it = resolved({ Resources: { It: resource } })('It');
    expect(it?.ref).toBe(ref);
    expect(it?.attribute(attribute)).toBe(value);
  });

  test('an alias is named by its function, which is named by reference', () => {
    const find = resolved({
      Resources: {
        Code: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'check' } },
        Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Code' }, Name: 'live' } },
      },
    });
    expect(find('Live')?.ref).toBe('arn:aws:lambda:us-east-1:000000000000:function:check:live');
  });

  test('two that refer to each other in what are not their names resolve', () => {
    const find = resolved({
      Resources: {
        A: { Type: 'AWS::Some::Thing', Properties: { Other: { Ref: 'B' } } },
        B: { Type: 'AWS::Some::Thing', Properties: { Other: { Ref: 'A' } } },
      },
    });
    expect([find('A')?.properties.Other, find('B')?.properties.Other]).toEqual(['Stack1-B', 'Stack1-A']);
  });

  test('a resource whose condition does not hold does not exist', () => {
    const find = resolved({
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { It: { Type: 'AWS::Some::Thing', Condition: 'Never' } },
    });
    expect(find('It')).toBeUndefined();
  });

  test('parameters have their default values', () => {
    const find = resolved({
      Parameters: { Size: { Default: 'large' } },
      Resources: { It: { Type: 'AWS::Some::Thing', Properties: { Size: { Ref: 'Size' } } } },
    });
    expect(find('It')?.properties.Size).toBe('large');
  });

  test('a stack imports what another exports', () => {
    const find = resolved(
      { Resources: { It: { Type: 'AWS::Some::Thing', Properties: { Value: { 'Fn::ImportValue': 'shared' } } } } },
      { Resources: {}, Outputs: { Out: { Value: { Ref: 'AWS::StackName' }, Export: { Name: 'shared' } } } },
    );
    expect(find('It')?.properties.Value).toBe('Stack2');
  });
});
