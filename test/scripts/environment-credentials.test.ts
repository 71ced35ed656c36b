import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as replacement from '../../scripts/environment-credentials.ts';

const sdk = join(import.meta.dirname, '../../node_modules/@aws-sdk');
const saved = { ...process.env };

afterEach(() => {
  process.env = { ...saved };
});

/** The names that the SDK's clients import from the package that our bundles replace. */
function importedNames(): Set<string> {
  const clients = readdirSync(sdk).filter((name) => name.startsWith('client-'));
  const configs = clients
    .map((client) => join(sdk, client, 'dist-es/runtimeConfig.js'))
    .filter((path) => existsSync(path));
  expect(configs.length).toBeGreaterThanOrEqual(4);
  const found = configs.map((path) => {
    const imported = /import \{([^}]+)\} from "@aws-sdk\/credential-provider-node"/.exec(readFileSync(path, 'utf8'));
    return imported![1]!.split(',').map((name) => name.trim().split(' as ')[0]!);
  });
  return new Set(found.flat());
}

describe('credentials from the environment', () => {
  test('come from a module that has every name the SDK’s clients look for', () => {
    const names = importedNames();
    expect(names.size).toBeGreaterThan(0);
    expect(Object.keys(replacement)).toEqual(expect.arrayContaining([...names]));
  });

  test.each([
    [
      'as Lambda gives them',
      { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' },
      { accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' },
    ],
    [
      'without a session token',
      { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: '' },
      { accessKeyId: 'id', secretAccessKey: 'secret' },
    ],
  ])('are read %s', async (_, variables, credentials) => {
    Object.assign(process.env, variables);
    await expect(replacement.defaultProvider()()).resolves.toEqual(credentials);
  });

  test('are those of now, not of the start: a long-lived environment is given new ones', async () => {
    const provider = replacement.defaultProvider();
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'old', AWS_SECRET_ACCESS_KEY: 'old' });
    await provider();
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'new', AWS_SECRET_ACCESS_KEY: 'new' });
    await expect(provider()).resolves.toMatchObject({ accessKeyId: 'new', secretAccessKey: 'new' });
  });

  test('are refused clearly where there are none', async () => {
    delete process.env.AWS_ACCESS_KEY_ID;
    await expect(replacement.defaultProvider()()).rejects.toThrow('no credentials in the environment');
  });
});
