import { functionNames } from '../../../lib/function-names.ts';
import type { FunctionName } from '../../../lib/function-names.ts';
import type { PolicyDocument } from '../deployment/aws-answers.ts';
import { stackName } from '../deployment/cdk.ts';
import type { Deployed } from '../deployment/deployed.ts';

/** One action on one resource that a function's role allows. */
export interface Right {
  readonly function: FunctionName;
  readonly action: string;
  /** As the policy names it, with wildcards. */
  readonly resource: string;
  readonly policy: RolePolicy;
}

/** Where a right stands. */
export interface RolePolicy {
  readonly role: string;
  readonly name: string;
  readonly document: PolicyDocument;
}

/** Every right that a function of ours has, as IAM holds it now. */
export async function rightsOf(stack: Deployed): Promise<readonly Right[]> {
  const { RoleDetailList } = await stack.awsCommand('iam', 'get-account-authorization-details', '--filter', 'Role');
  const { Functions } = await stack.awsCommand('lambda', 'list-functions');
  return functionNames.flatMap((name) => {
    const own = Functions.find(({ FunctionName }) => FunctionName === `${stackName}-${name}`);
    const role = own?.Role.split('/').at(-1) ?? '';
    const policies = RoleDetailList.find(({ RoleName }) => RoleName === role)?.RolePolicyList ?? [];
    return policies.flatMap(({ PolicyName, PolicyDocument: document }) =>
      rightsIn(name, { role, name: PolicyName, document }),
    );
  });
}

function rightsIn(name: FunctionName, policy: RolePolicy): readonly Right[] {
  return policy.document.Statement.flatMap(({ Action, Resource }) =>
    [Action]
      .flat()
      .flatMap((action) => [Resource].flat().map((resource): Right => ({ function: name, action, resource, policy }))),
  );
}

/** The document without this right: its resource stays allowed for the statement's other actions. */
export function documentWithout({ Version, Statement }: PolicyDocument, { action, resource }: Right): PolicyDocument {
  return {
    Version,
    Statement: Statement.flatMap((statement) => {
      const actions = [statement.Action].flat();
      const resources = [statement.Resource].flat();
      if (!actions.includes(action) || !resources.includes(resource)) return [statement];
      const others = actions.filter((one) => one !== action);
      const elsewhere = resources.filter((one) => one !== resource);
      return [
        ...(others.length === 0 ? [] : [{ ...statement, Action: others }]),
        ...(elsewhere.length === 0 ? [] : [{ ...statement, Action: action, Resource: elsewhere }]),
      ];
    }),
  };
}
