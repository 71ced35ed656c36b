import { Duration } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { PrivateBucket } from './private-bucket.ts';
import { allow } from './rights.ts';

type FileAction = 's3:GetObject' | 's3:PutObject' | 's3:DeleteObject';

/** Attachments: of messages under `attachments/`, fresh uploads under `uploads/`. Browsers upload and download through short-lived signed URLs. */
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
      lifecycleRules: [
        // What no message took; what one did was copied to `attachments/`.
        { id: 'uploads', prefix: 'uploads/', expiration: Duration.days(1) },
        { id: 'unfinished', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
  }

  /** Origin of the signed URLs, for pages that must name it. */
  get origin(): string {
    return `https://${this.bucketRegionalDomainName}`;
  }

  /** The right to do this with the files of messages. What a function signs a URL for, it must be allowed to do itself. */
  attachmentRights(...actions: FileAction[]): PolicyStatement {
    return allow(actions, [this.arnForObjects('attachments/*')]);
  }

  /** The right to let browsers upload, to see what they uploaded, and to make it a message's. */
  uploadRights(): PolicyStatement[] {
    return [
      allow(['s3:GetObject', 's3:PutObject'], [this.arnForObjects('uploads/*')]),
      this.attachmentRights('s3:GetObject', 's3:PutObject'),
      this.listRights('uploads/'),
    ];
  }
}
