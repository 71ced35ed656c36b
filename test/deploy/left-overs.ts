import { stackName } from './deployment/cdk.ts';
import type { Deployed } from './deployment/deployed.ts';

/** Resources whose physical id another deployment changed, but for versions of functions, which are made for each. */
export function replaced(before: Deployed, after: Deployed): readonly string[] {
  return [...before.resources].flatMap(([id, { type, physicalId }]) => {
    const now = after.resources.get(id);
    return type === 'AWS::Lambda::Version' || now?.physicalId === physicalId ? [] : [`${id} (${type})`];
  });
}

/** Those among them that hold data, or that somebody outside knows by their name. */
export function replacedForGood(before: Deployed, after: Deployed): readonly string[] {
  return replaced(before, after).filter((one) => [...holdsData].some((type) => one.endsWith(`(${type})`)));
}

/** What must be neither replaced nor deleted. */
const holdsData = new Set([
  'AWS::DynamoDB::GlobalTable',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
  'AWS::Cognito::UserPool',
  'AWS::CloudFront::Distribution',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::Lambda::Alias',
  'AWS::ApiGatewayV2::Api',
  'AWS::Events::EventBus',
]);

export interface LeftOvers {
  readonly tables: number;
  readonly buckets: number;
  readonly secrets: number;
  readonly userPools: number;
  readonly functions: number;
  readonly ruleSets: number;
  readonly activeRuleSet: string | undefined;
  readonly identities: number;
  readonly scheduleGroups: number;
}

/** How many of each the stack left behind when it was destroyed. */
export async function leftOvers(stack: Deployed): Promise<LeftOvers> {
  const ours = (names: readonly string[]) =>
    names.filter((name) => name.toLowerCase().startsWith(stackName.toLowerCase())).length;
  const named = (list: readonly { readonly Name: string }[]) => ours(list.map(({ Name }) => Name));
  const [tables, buckets, secrets, pools, functions, ruleSets, active, identities, groups] = await Promise.all([
    stack.awsCommand('dynamodb', 'list-tables'),
    stack.awsCommand('s3api', 'list-buckets'),
    stack.awsCommand('secretsmanager', 'list-secrets'),
    stack.awsCommand('cognito-idp', 'list-user-pools', '--max-results', '60'),
    stack.awsCommand('lambda', 'list-functions'),
    stack.awsCommand('ses', 'list-receipt-rule-sets'),
    stack.awsCommand('ses', 'describe-active-receipt-rule-set'),
    stack.awsCommand('sesv2', 'list-email-identities'),
    stack.awsCommand('scheduler', 'list-schedule-groups'),
  ]);
  return {
    tables: ours(tables.TableNames),
    buckets: named(buckets.Buckets),
    secrets: named(secrets.SecretList),
    userPools: pools.UserPools.length,
    functions: ours(functions.Functions.map(({ FunctionName }) => FunctionName)),
    ruleSets: named(ruleSets.RuleSets),
    activeRuleSet: active.Metadata?.Name,
    identities: identities.EmailIdentities?.length ?? 0,
    scheduleGroups: named(groups.ScheduleGroups),
  };
}
