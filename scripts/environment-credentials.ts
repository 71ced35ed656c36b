/**
 * Takes the place of `@aws-sdk/credential-provider-node` in the bundles. That package looks for credentials in eight
 * places (SSO, STS, profiles, the instance's metadata, …) and brings a client for most of them: more than 100 KB that every
 * cold start would load in vain, because Lambda always puts the credentials of the function's role into its environment.
 */

interface EnvironmentCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** The SDK's default provider, for an environment that holds the credentials. Rejects when it holds none. */
export function defaultProvider(): () => Promise<EnvironmentCredentials> {
  return () => {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
    const sessionToken = process.env.AWS_SESSION_TOKEN;
    if (!accessKeyId || !secretAccessKey)
      return Promise.reject(new Error('There are no credentials in the environment'));
    return Promise.resolve({ accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) });
  };
}
