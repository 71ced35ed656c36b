import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnPolicy, PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct, IConstruct } from 'constructs';
import { allow } from './rights.ts';

/**
 * Has the CDK's function that empties buckets before they are deleted (`autoDeleteObjects`) write to a log of its own, which goes with
 * the stack. Left to itself it may write to any log of the account and leaves one behind that nobody deletes. What it may do with a
 * bucket stands in the bucket's policy. To be called once, when a bucket has it. Throws if none has.
 */
export function confineObjectDeleter(scope: Construct): void {
  const stack = Stack.of(scope);
  const provider = stack.node.findChild('Custom::S3AutoDeleteObjectsCustomResourceProvider');
  const role = resourceIn(provider, 'Role');
  const handler = resourceIn(provider, 'Handler');

  const log = new LogGroup(scope, 'ObjectDeleterLog', {
    // A name of ours: the function's own is made by CloudFormation, and the right to it would have to name it.
    logGroupName: `/aws/lambda/${stack.stackName}-delete-objects`,
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const mayLog = new CfnPolicy(scope, 'ObjectDeleterMayLog', {
    policyName: 'log',
    roles: [role.ref],
    policyDocument: new PolicyDocument({
      statements: [allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [log.logGroupArn])],
    }),
  });
  role.addPropertyDeletionOverride('ManagedPolicyArns');
  handler.addPropertyOverride('LoggingConfig', { LogFormat: 'JSON', LogGroup: log.logGroupName });
  // It still writes while the stack is being deleted.
  handler.addResourceDependency(mayLog);
}

function resourceIn({ node }: IConstruct, id: string): CfnResource {
  const found = node.findChild(id);
  if (!CfnResource.isCfnResource(found)) throw new Error(`${found.node.path} is no resource of CloudFormation`);
  return found;
}
