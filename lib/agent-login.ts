import { Aws, Fn, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccountRecovery, CfnUserPoolGroup, Mfa, UserPool, UserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Configuration } from './configuration.ts';
import { invitation } from './invitation.ts';
import { PagesClient } from './pages-client.ts';

/** The groups of the contract: agents work in the queue, admins change how it all behaves. */
const groups = ['agents', 'admins'];

export interface AgentLoginProps {
  companyName: string;
  mfa: Configuration['mfa'];
  /** Origin of the pages, without a slash at the end. */
  publicUrl: string;
}

/** The agents' own user pool, for operators who have no identity provider. Nobody can sign up without being invited. */
export class AgentLogin extends Construct {
  readonly poolId: string;
  readonly clientId: string;

  constructor(scope: Construct, id: string, { companyName, mfa, publicUrl }: AgentLoginProps) {
    super(scope, id);
    const userPool = new UserPool(this, 'Agents', {
      selfSignUpEnabled: false,
      userInvitation: invitation({ companyName, publicUrl, mfa }),
      signInAliases: { email: true },
      standardAttributes: { fullname: { required: true, mutable: true } },
      // The login's pages have agents set up a one-time password only where it is required: where it is optional they ask nobody.
      // https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
      mfa: mfa === 'required' ? Mfa.REQUIRED : Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: { minLength: 12 },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(userPool).acknowledge(
      {
        id: 'AwsSolutions-COG1',
        reason: 'Twelve characters of any kind: NIST SP 800-63B advises length and against rules of composition.',
      },
      {
        id: 'AwsSolutions-COG8',
        reason: 'The Plus plan costs per agent and month; nobody can sign up, and operators may change the plan.',
      },
    );
    if (mfa === 'optional') {
      Validations.of(userPool).acknowledge({ id: 'AwsSolutions-COG2', reason: 'The operator has said so.' });
    }
    for (const groupName of groups) {
      new CfnUserPoolGroup(this, groupName, { groupName, userPoolId: userPool.userPoolId });
    }
    new UserPoolDomain(this, 'Domain', { userPool, cognitoDomain: { domainPrefix: domainPrefix() } });
    this.poolId = userPool.userPoolId;
    this.clientId = new PagesClient(this, 'Pages', { userPool, publicUrl }).userPoolClientId;
  }
}

/** Where agents log in to the stack's own user pool. It is known before the pool is: the pool's invitations name the pages, whose headers name this. */
export function ownLoginUrl(): string {
  return `https://${domainPrefix()}.auth.${Aws.REGION}.amazoncognito.com`;
}

/** Must be free in the whole Region; the stack's id gives it a part of its own that never changes. */
function domainPrefix(): string {
  return `conversations-${Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))))}`;
}
