/**
 * The Regions in which CloudFormation has receipt rules of SES, and every other type of resource of the stack, by the registry that
 * cfn-lint carries (test/lib/cfn-lint.test.ts). Elsewhere replies would reach nobody. AWS's own list are the "Email receiving
 * endpoints" of https://docs.aws.amazon.com/general/latest/gr/ses.html; me-south-1 is left out, since that registry lacks it.
 */
export const regions: readonly string[] = [
  'af-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-south-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];
