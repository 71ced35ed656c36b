import { Aws, Duration, Fn, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClient,
  UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/** The groups of the contract: agents work in the queue, admins change how it all behaves. */
const groups = ['agents', 'admins'];

/** The agents' own user pool, for operators who have no identity provider. Nobody can sign up by himself. */
export class AgentLogin extends Construct {
  readonly issuer: string;
  readonly loginUrl: string;
  readonly #pool: UserPool;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#pool = new UserPool(this, 'Agents', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      standardAttributes: { fullname: { required: true, mutable: true } },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: { minLength: 12 },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.#pool).acknowledge(
      {
        id: 'AwsSolutions-COG1',
        reason: 'Twelve characters of any kind: NIST SP 800-63B advises length and against rules of composition.',
      },
      {
        id: 'AwsSolutions-COG2',
        reason: 'Each agent may add a one-time password; a pool that demands it locks out agents who have none yet.',
      },
      {
        id: 'AwsSolutions-COG8',
        reason: 'The Plus plan costs per agent and month; nobody can sign up, and operators may change the plan.',
      },
    );
    for (const groupName of groups) {
      new CfnUserPoolGroup(this, groupName, { groupName, userPoolId: this.#pool.userPoolId });
    }
    const domain = new UserPoolDomain(this, 'Domain', {
      userPool: this.#pool,
      // Must be free in the whole Region; the stack's id gives it a part of its own that never changes.
      cognitoDomain: {
        domainPrefix: `conversations-${Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))))}`,
      },
    });
    this.loginUrl = domain.baseUrl();
    this.issuer = `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}/${this.#pool.userPoolId}`;
  }

  get poolId(): string {
    return this.#pool.userPoolId;
  }

  /** Origins that a page speaks to while its agent logs in. */
  get origins(): string[] {
    return [this.loginUrl, `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}`];
  }

  /** The client as which the pages at this origin log their agent in: public, with code and PKCE. */
  clientOf(publicUrl: string): string {
    const pages = [`${publicUrl}/agent`, `${publicUrl}/admin`];
    const client = new UserPoolClient(this, 'Pages', {
      userPool: this.#pool,
      generateSecret: false,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: pages,
        logoutUrls: pages,
      },
      preventUserExistenceErrors: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(30),
    });
    return client.userPoolClientId;
  }
}
