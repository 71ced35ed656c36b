import { Aws } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { AgentLogin, ownLoginUrl } from './agent-login.ts';
import type { Configuration } from './configuration.ts';
import { PagesClient } from './pages-client.ts';

/** How agents prove who they are. */
export interface Login {
  /** Of the tokens; below it is `/.well-known/openid-configuration`. */
  readonly issuer: string;
  /** As whom the pages ask for tokens. */
  readonly clientId: string;
  /** Origin of Cognito's login pages, where there are such. */
  readonly loginUrl?: string;
  /** The user pool of the stack. */
  readonly poolId?: string;
}

type LoginChoice = Pick<Configuration, 'companyName' | 'mfa' | 'oidc' | 'userPool'>;

/** The configured login: the operator's own, their user pool with a client for our pages in it, or a user pool of the stack. */
export function createLogin(scope: Construct, choice: LoginChoice, publicUrl: string): Login {
  const { oidc, userPool, companyName, mfa } = choice;
  if (oidc !== undefined) return oidc;
  const loginUrl = loginUrlOf(choice);
  if (userPool !== undefined) {
    const given = UserPool.fromUserPoolId(scope, 'GivenPool', userPool.id);
    const { userPoolClientId } = new PagesClient(scope, 'GivenPoolPages', { userPool: given, publicUrl });
    return { issuer: issuerOf(userPool.id), clientId: userPoolClientId, loginUrl };
  }
  const { poolId, clientId } = new AgentLogin(scope, 'Login', { companyName, mfa, publicUrl });
  return { issuer: issuerOf(poolId), clientId, loginUrl, poolId };
}

/** Origins that a page speaks to while its agent logs in. */
export function loginOrigins(choice: LoginChoice): string[] {
  return choice.oidc === undefined ? [loginUrlOf(choice), cognito()] : [new URL(choice.oidc.issuer).origin];
}

function loginUrlOf({ userPool }: LoginChoice): string {
  return userPool === undefined ? ownLoginUrl() : `https://${userPool.domain}`;
}

function issuerOf(poolId: string): string {
  return `${cognito()}/${poolId}`;
}

function cognito(): string {
  return `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}`;
}
