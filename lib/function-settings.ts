import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { BundledFunction } from './bundled-function.ts';
import type { Configuration } from './configuration.ts';

/** Gives all our functions below a construct what operators decide for them: copies of their own, and how long logs are kept. */
export function applyFunctionSettings(scope: Construct, settings: FunctionSettings): void {
  for (const one of scope.node.findAll()) {
    if (!(one instanceof BundledFunction)) continue;
    const log = one.logGroup.node.defaultChild as CfnLogGroup;
    log.retentionInDays = settings.logRetentionDays;
    const copies = settings.reservedConcurrency[one.bundle];
    // Of the function, whichever of its versions and aliases is called.
    if (copies !== undefined) (one.node.defaultChild as CfnFunction).reservedConcurrentExecutions = copies;
  }
}

type FunctionSettings = Pick<Configuration, 'logRetentionDays' | 'reservedConcurrency'>;
