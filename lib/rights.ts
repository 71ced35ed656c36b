import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Allows exact actions on exact resources. */
export function allow(
  actions: string[],
  resources: string[],
  conditions?: Record<string, Record<string, string | string[]>>,
): PolicyStatement {
  return new PolicyStatement({ effect: Effect.ALLOW, actions, resources, ...(conditions && { conditions }) });
}
