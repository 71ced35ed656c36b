import { randomUUID } from 'node:crypto';
import { AwsError, jsonAnswer, jsonRpcRefusal } from '../aws/service.ts';
import type { AwsService } from '../aws/service.ts';
import type { RecordFolder } from '../disk/record-folder.ts';
import { objectOf, parseJson, textOf } from '../json.ts';
import type { Resource, Resources } from '../synthesis/template.ts';
import { randomSecret } from './random-secret.ts';

export interface StoredSecret {
  readonly versionId: string;
  readonly secretString: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** GetSecretValue for the template's secrets, each generated when it is first read and kept from then on. */
export function secretsManagerApi(
  resources: Resources,
  secrets: RecordFolder<StoredSecret>,
  now: () => number,
): AwsService {
  const find = (id: string | undefined): Resource => {
    const secret = resources
      .ofType('AWS::SecretsManager::Secret')
      .find((one) => id === one.ref || id === nameOf(one) || id === one.ref.slice(0, -'-xxxxxx'.length));
    if (secret !== undefined) return secret;
    throw new AwsError(400, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  };
  return {
    name: 'secretsmanager',
    operation: ({ headers }) =>
      headers['x-amz-target'] === 'secretsmanager.GetSecretValue' ? 'GetSecretValue' : undefined,
    answer: (_operation, { body }) => {
      const secret = find(textOf(objectOf(parseJson(body.toString())).SecretId));
      let stored = secrets.get(secret.logicalId);
      if (stored === undefined) {
        stored = { versionId: randomUUID(), secretString: firstValue(secret), createdAt: now() };
        secrets.put(secret.logicalId, stored);
      }
      return jsonAnswer({
        ARN: secret.ref,
        Name: nameOf(secret),
        VersionId: stored.versionId,
        SecretString: stored.secretString,
        VersionStages: ['AWSCURRENT'],
        CreatedDate: stored.createdAt / 1000,
      });
    },
    refuse: jsonRpcRefusal,
  };
}

/** The ARN ends in the name, a hyphen and six characters. */
function nameOf({ ref }: Resource): string {
  return (ref.split(':').at(-1) ?? '').slice(0, -'-xxxxxx'.length);
}

function firstValue({ properties }: Resource): string {
  return textOf(properties.SecretString) ?? randomSecret(objectOf(properties.GenerateSecretString));
}
