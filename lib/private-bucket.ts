import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, type BucketProps } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { allow } from './rights.ts';

/** A bucket that nobody reads but who is named in a policy, and over TLS only. It outlives the stack. */
export class PrivateBucket extends Bucket {
  constructor(
    scope: Construct,
    id: string,
    props: Pick<BucketProps, 'autoDeleteObjects' | 'cors' | 'lifecycleRules' | 'removalPolicy'> = {},
  ) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...props,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'The log would keep, beyond an erasure, who fetched what: addresses of visitors, signed URLs.',
    });
  }
  /**
   * The right to see what is there under these prefixes, for those who read: who may not list is told 403 of what is not there, and
   * could not tell it from a fault. S3 looks at this right with the key that was asked for as the prefix; should it look without one,
   * the condition does not stand in the way (`IfExists`).
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
   */
  protected listRights(...prefixes: string[]): PolicyStatement {
    return allow(['s3:ListBucket'], [this.bucketArn], {
      StringLikeIfExists: { 's3:prefix': prefixes.map((prefix) => `${prefix}*`) },
    });
  }
}
