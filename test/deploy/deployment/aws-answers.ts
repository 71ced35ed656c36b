import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/**
 * What answers of AWS's APIs hold, as far as the deploy test looks at it. One shape for all of them, since AWS's field names say what
 * they are of; a field that is missing makes the test fail.
 */
export interface AwsAnswer {
  readonly Attributes: { readonly QueueArn: string; readonly ApproximateNumberOfMessages: string };
  readonly Buckets: readonly { readonly Name: string }[];
  readonly Contents?: readonly { readonly Key: string }[];
  readonly EmailIdentities?: readonly object[];
  readonly FailedEntryCount: number;
  readonly Functions: readonly { readonly FunctionName: string; readonly Role: string }[];
  readonly Item: Item;
  readonly Items: readonly Item[];
  readonly LastEvaluatedKey?: object;
  readonly Messages?: readonly { readonly Body: string; readonly ReceiptHandle: string }[];
  readonly Metadata?: { readonly Name: string };
  readonly QueueUrl: string;
  readonly RoleDetailList: readonly {
    readonly RoleName: string;
    readonly RolePolicyList: readonly RolePolicyDetail[];
  }[];
  readonly RuleArn: string;
  readonly RuleSets: readonly { readonly Name: string }[];
  readonly Rules: readonly object[];
  readonly ScheduleGroups: readonly { readonly Name: string }[];
  readonly SecretList: readonly { readonly Name: string }[];
  readonly SecretString: string;
  readonly StackResources: readonly {
    readonly LogicalResourceId: string;
    readonly ResourceType: string;
    readonly PhysicalResourceId: string;
  }[];
  readonly TableNames: readonly string[];
  /** Seconds. */
  readonly Timeout: number;
  readonly UserPools: readonly object[];
}

export interface RolePolicyDetail {
  readonly PolicyName: string;
  readonly PolicyDocument: PolicyDocument;
}

export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}
