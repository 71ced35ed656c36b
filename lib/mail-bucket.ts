import { Duration } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { PrivateBucket } from './private-bucket.ts';
import { allow } from './rights.ts';

/** Raw mail: as it was received under `inbound/`, as it was sent under `outbound/`. */
export class MailBucket extends PrivateBucket {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      lifecycleRules: [
        { id: 'inbound', prefix: 'inbound/', expiration: Duration.days(30) },
        { id: 'outbound', prefix: 'outbound/', expiration: Duration.days(90) },
      ],
    });
  }

  writeRights(prefix: 'inbound/' | 'outbound/'): PolicyStatement[] {
    return [allow(['s3:PutObject'], [this.arnForObjects(`${prefix}*`)])];
  }

  /** The right to read, and to list what is there, under these prefixes. */
  readRights(...prefixes: ('inbound/' | 'outbound/')[]): PolicyStatement[] {
    return [
      allow(
        ['s3:GetObject'],
        prefixes.map((prefix) => this.arnForObjects(`${prefix}*`)),
      ),
      this.listRights(...prefixes),
    ];
  }

  /** The right to delete one person's mail. */
  deleteRights(): PolicyStatement {
    return allow(['s3:DeleteObject'], [this.arnForObjects('inbound/*'), this.arnForObjects('outbound/*')]);
  }
}
