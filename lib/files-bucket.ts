import { Duration } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { allow } from './rights.ts';
import { PrivateBucket } from './private-bucket.ts';

/** Attachments. Browsers upload and download through short-lived signed URLs. */
export class FilesBucket extends PrivateBucket {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      cors: [
        {
          // The signed URL is the credential, no cookie is; and admins change the allowed origins while this runs.
          allowedOrigins: ['*'],
          allowedMethods: [HttpMethods.GET, HttpMethods.PUT],
          allowedHeaders: ['content-type', 'content-disposition'],
          maxAge: 3600,
        },
      ],
      lifecycleRules: [{ id: 'unfinished', abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
  }

  /** Origin of the signed URLs, for pages that must name it. */
  get origin(): string {
    return `https://${this.bucketRegionalDomainName}`;
  }

  rights(...actions: ('s3:GetObject' | 's3:PutObject')[]): PolicyStatement {
    return allow(actions, [this.arnForObjects('*')]);
  }
}
