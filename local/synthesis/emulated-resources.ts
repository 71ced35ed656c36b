import type { Resources } from './template.ts';

/** Resources that would do something on AWS which nobody does here. */
const notEmulated = [
  'AWS::ApiGateway::RestApi',
  'AWS::AppSync::Api',
  'AWS::AppSync::GraphQLApi',
  'AWS::Lambda::Url',
  'AWS::Pipes::Pipe',
  'AWS::StepFunctions::StateMachine',
  'Custom::S3BucketNotifications',
];

/** Throws when the template has what this machine would silently leave out: then it would not be the same system. */
export function assertEmulated(resources: Resources): void {
  const [resource] = resources.ofType(...notEmulated);
  if (resource !== undefined)
    throw new Error(`${resource.type} (${resource.logicalId}) is not emulated on one machine`);
}
