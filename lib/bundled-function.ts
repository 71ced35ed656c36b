import { join } from 'node:path';
import { RemovalPolicy, Stack, Validations, type Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function,
  LoggingFormat,
  Runtime,
  Tracing,
  type EventInvokeConfigOptions,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters.ts';
import type { FunctionName } from './function-names.ts';
import { environmentOf, type EnvironmentOf } from './function-variables.ts';
import { allow } from './rights.ts';
import { namesIn } from './stack-names.ts';
import { acknowledgeWildcards } from './wildcards.ts';

export interface BundledFunctionProps<F extends FunctionName> {
  /** The file in `functions/` and the folder among the bundles. */
  name: F;
  /** Holds a folder for each function, as `scripts/build-functions.ts` writes them. */
  bundles: string;
  /** What is known; the function is given its own variables of it. */
  environment: EnvironmentOf<F>;
  description: string;
  timeout: Duration;
  /** In MB; the share of a processor grows with it. Default 512. */
  memorySize?: number;
  /** What it may do beyond writing its own log and traces. */
  rights?: PolicyStatement[];
  /** For what is invoked asynchronously: where an event goes that failed three times. */
  deadLetters?: DeadLetters;
}

/** One of our functions with a role of its own, which may do what is named and nothing else. */
export class BundledFunction<F extends FunctionName = FunctionName> extends Function {
  /** Its name among the bundles. */
  readonly bundle: FunctionName;

  constructor(scope: Construct, id: string, props: BundledFunctionProps<F>) {
    const functionName = namesIn(Stack.of(scope).stackName).functionOf(props.name);
    const logGroup = new LogGroup(scope, `${id}Log`, {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      functionName,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(props.bundles, props.name)),
      handler: 'index.handler',
      environment: environmentOf(props.name, props.environment),
      timeout: props.timeout,
      memorySize: props.memorySize ?? 512,
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      tracing: Tracing.ACTIVE,
      role: new Role(scope, `${id}Role`, {
        // Not AWS's own policy for Lambda: that one may write to any log of the account.
        assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
        description: `Of the function ${functionName}`,
      }),
      ...(props.deadLetters && asynchronously(props.deadLetters)),
    });
    this.bundle = props.name;
    for (const right of [
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]),
      ...(props.rights ?? []),
    ]) {
      this.addToRolePolicy(right);
    }
    if (this.role === undefined) return;
    acknowledgeWildcards(this.role, props.rights ?? []);
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Traces, and the few other actions that know no resources: test/lib/least-rights.test.ts lists them.',
    });
  }
}

/** Lambda tries an asynchronous event again twice; what fails then is kept. */
export function asynchronously(deadLetters: DeadLetters): EventInvokeConfigOptions {
  return { retryAttempts: 2, onFailure: deadLetters.asDestination() };
}
