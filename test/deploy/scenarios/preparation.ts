import type { Deployed } from '../deployment/deployed.ts';
import { signIn } from './login.ts';
import { changeSettings } from './people.ts';

/** With which the site signs who its users are. */
export const identityKey = 'the key of the site, of 32 bytes and more';

/**
 * What an operator and an admin do after a deployment: they put the identity key into the secret, sign in and switch the e-mails
 * on. Before any visitor's call, since a function that has read the secret keeps it for five minutes.
 */
export async function prepare(stack: Deployed): Promise<void> {
  const SecretId = stack.outputs.KeysSecret;
  const { SecretString } = await stack.aws('secretsmanager', 'secretsmanager.GetSecretValue', { SecretId });
  const stored = JSON.parse(SecretString) as { generated: string };
  expect(stored.generated).toHaveLength(64);
  const changed = JSON.stringify({ ...stored, identity: identityKey });
  await stack.aws('secretsmanager', 'secretsmanager.PutSecretValue', { SecretId, SecretString: changed });
  stack.agentToken = (await signIn(stack)).idToken;
  await changeSettings(stack, { continuousConversations: true, delayMinutes: 1, emailReplyDelayMinutes: 0 });
}
