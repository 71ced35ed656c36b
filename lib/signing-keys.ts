import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { allow } from './rights.ts';

/**
 * The secret with the keys that sign visitor sessions. It begins as `{"generated":"<64 letters and digits>"}`, the one key that
 * CloudFormation can generate, and an operator adds to it: `session`, a list of `{"kid","secret"}` with the newest first, to
 * rotate; `identity`, the key with which the site signs the identity of its own users.
 */
export class SigningKeys extends Construct {
  readonly secret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.secret = new Secret(this, 'Secret', {
      description: 'Keys that sign the sessions of visitors: generated, session, identity',
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'generated',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Operators rotate in three steps over a month, as long as sessions last; at once would end all sessions.',
    });
  }

  readRights(): PolicyStatement {
    return allow(['secretsmanager:GetSecretValue'], [this.secret.secretArn]);
  }
}
