import { randomSecret } from '../../../local/secrets/random-secret.ts';
import { startSmallMachine } from '../fixture/small-machine.ts';

describe('a generated secret', () => {
  test('is as long as asked for, with what is not excluded', () => {
    expect(randomSecret({ PasswordLength: 64, ExcludePunctuation: true })).toMatch(/^[A-Za-z0-9]{64}$/);
    expect(randomSecret({ ExcludeLowercase: true, ExcludeUppercase: true, ExcludePunctuation: true })).toMatch(
      /^\d{32}$/,
    );
    expect(randomSecret({ PasswordLength: 500, ExcludeCharacters: '"@/\\' })).not.toMatch(/["@/\\]/);
  });

  test('has one of each kind however short it is', () => {
    expect(randomSecret({ PasswordLength: 4 })).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^A-Za-z0-9]).{4}$/);
  });

  test('is put into its template', () => {
    const secret = randomSecret({
      SecretStringTemplate: '{"keys":[]}',
      GenerateStringKey: 'generated',
      PasswordLength: 10,
    });
    expect(JSON.parse(secret)).toEqual({ keys: [], generated: expect.stringMatching(/^.{10}$/) as string });
  });
});

test('a secret of the template is generated once and kept, and can be asked for by ARN or name', async () => {
  let machine = await startSmallMachine();
  try {
    const ask = async (SecretId: string): Promise<{ status: number; body: Record<string, unknown> }> => {
      const response = await machine.signed('secretsmanager', `${machine.awsUrl}/`, {
        method: 'POST',
        body: JSON.stringify({ SecretId }),
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'secretsmanager.GetSecretValue' },
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const first = await ask('Small-Keys');
    expect(first.body.SecretString).toMatch(/^\{"keys":\[\],"generated":"[A-Za-z0-9]{64}"\}$/);
    expect((await ask(first.body.ARN as string)).body.SecretString).toBe(first.body.SecretString);
    machine = await machine.restarted();
    expect((await ask('Small-Keys')).body.SecretString).toBe(first.body.SecretString);
    expect(await ask('Other')).toMatchObject({ status: 400, body: { __type: 'ResourceNotFoundException' } });
  } finally {
    await machine.remove();
  }
});
