import { localCredentials } from './aws/local-credentials.ts';
import type { FunctionDefinition } from './lambda/function-definition.ts';
import { region } from './synthesis/pseudo-parameters.ts';

export interface Surroundings {
  readonly localised: (text: string) => string;
  readonly awsUrl: string;
  readonly s3Url: string;
  readonly issuerUrl: string;
}

/**
 * What a function sees in its environment: its own variables with AWS's addresses replaced, and those that Lambda sets.
 * That the endpoints are here is told to the SDKs by the variables that all of them know.
 */
export function functionVariables(definition: FunctionDefinition, surroundings: Surroundings): Record<string, string> {
  const { localised, awsUrl, s3Url, issuerUrl } = surroundings;
  const own = Object.entries(definition.environment).map(([name, value]) => [name, localised(value)]);
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    // Whoever issues the agents' tokens on AWS, here we do.
    ...('OIDC_ISSUER' in definition.environment ? { OIDC_ISSUER: issuerUrl } : {}),
    PATH: process.env.PATH ?? '',
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    NODE_NO_WARNINGS: '1',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_SESSION_TOKEN: localCredentials.sessionToken,
    AWS_ENDPOINT_URL: awsUrl,
    AWS_ENDPOINT_URL_DYNAMODB: awsUrl,
    AWS_ENDPOINT_URL_S3: s3Url,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  };
}
