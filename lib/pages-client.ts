import { Duration } from 'aws-cdk-lib';
import { OAuthScope, UserPoolClient, type IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';

export interface PagesClientProps {
  userPool: IUserPool;
  /** Origin of the pages, without a slash at the end. */
  publicUrl: string;
}

/** The client as which the agents' pages log their agent in: public, with code and PKCE. */
export class PagesClient extends UserPoolClient {
  constructor(scope: Construct, id: string, { userPool, publicUrl }: PagesClientProps) {
    const pages = [`${publicUrl}/agent`, `${publicUrl}/admin`];
    super(scope, id, {
      userPool,
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
  }
}
