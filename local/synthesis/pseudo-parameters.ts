/** The account and Region that this machine stands for. */
export const accountId = '000000000000';
export const region = 'us-east-1';

export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}

/** What `Ref` gives for the names that CloudFormation itself defines; `AWS::NoValue` is not among them. */
export function pseudoParameters(stackName: string): Record<string, string> {
  return {
    'AWS::AccountId': accountId,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stackName,
    'AWS::StackId': arn('cloudformation', `stack/${stackName}/10ca1000-0000-4000-8000-000000000000`),
  };
}
