import type { Keys, SessionKey } from '../domain/session/session.ts';
import { ServiceError, endpoint, region, signedFetch } from './signed-fetch.ts';

/** How the secret is stored: `generated` at deployment; `session` and `identity` when the operator rotates or sets keys. */
interface StoredKeys {
  readonly generated: string;
  readonly session?: readonly SessionKey[];
  readonly identity?: string;
}

const cachedForMs = 5 * 60 * 1000;

/** The keys of a secret in Secrets Manager, read at most every five minutes. */
export function secretKeys(secretId: string): () => Promise<Keys> {
  let cached: { readonly keys: Promise<Keys>; readonly until: number } | undefined;
  return () => {
    const now = Date.now();
    if (cached === undefined || cached.until < now) {
      const keys = readKeys(secretId);
      cached = { keys, until: now + cachedForMs };
      keys.catch(() => (cached = undefined));
    }
    return cached.keys;
  };
}

async function readKeys(secretId: string): Promise<Keys> {
  const url = `${endpoint('Secrets Manager', `secretsmanager.${region()}.amazonaws.com`)}/`;
  const response = await signedFetch('secretsmanager', url, {
    method: 'POST',
    body: JSON.stringify({ SecretId: secretId }),
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'secretsmanager.GetSecretValue' },
  });
  if (!response.ok) throw new ServiceError('secretsmanager', 'GetSecretValue', response.status);
  const { SecretString } = (await response.json()) as { SecretString: string };
  const stored = JSON.parse(SecretString) as StoredKeys;
  const generated: SessionKey = { kid: 'generated', secret: stored.generated };
  const [newest, ...older] = stored.session ?? [];
  return { session: newest === undefined ? [generated] : [newest, ...older, generated], identity: stored.identity };
}
