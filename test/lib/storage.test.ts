import { functionNames } from '../../lib/function-names.ts';
import { attributeOf, synthesise, text, type Statement } from './synthesised.ts';

const stack = synthesise();

describe('the table', () => {
  const table = stack.only('AWS::DynamoDB::GlobalTable');

  test('has the keys, the expiry and the two sparse indexes that the functions use', () => {
    const key = (hash: string, range: string) => [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ];
    expect(table).toMatchObject({
      KeySchema: key('pk', 'sk'),
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      GlobalSecondaryIndexes: [
        {
          IndexName: 'queue',
          KeySchema: key('queuePk', 'queueSk'),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['data', 'version'] },
        },
        { IndexName: 'due', KeySchema: key('duePk', 'dueSk'), Projection: { ProjectionType: 'KEYS_ONLY' } },
      ],
    });
  });

  test('can be restored to any second, and outlives the stack', () => {
    expect(table.Replicas).toMatchObject([
      { DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
    ]);
    const [id] = stack.ofType('AWS::DynamoDB::GlobalTable')[0]!;
    expect(stack.resources[id]!.DeletionPolicy).toBe('Retain');
  });

  test('and the secret are named in outputs, for the audit and for those who rotate keys', () => {
    expect(stack.outputs.Table?.Value).toEqual({ Ref: stack.ofType('AWS::DynamoDB::GlobalTable')[0]![0] });
    expect(stack.outputs.KeysSecret?.Value).toEqual({ Ref: stack.ofType('AWS::SecretsManager::Secret')[0]![0] });
  });
});

describe('buckets', () => {
  const buckets = stack.ofType('AWS::S3::Bucket');

  test('are private, encrypted and reached over TLS only', () => {
    expect(buckets).toHaveLength(3);
    for (const [id, properties] of buckets) {
      expect(properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      });
      expect(statementsOf(id)).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });

  test('let in nobody but SES, CloudFront, and what empties the bucket of pages before it is deleted', () => {
    const letIn = buckets.flatMap(([id]) => statementsOf(id)).filter(({ Effect }) => Effect === 'Allow');
    expect(letIn.map(({ Principal }) => text(Principal)).sort()).toEqual([
      expect.stringMatching(/^\{"AWS":\{"Fn::GetAtt":\["CustomS3AutoDeleteObjects\w+Role\w+","Arn"\]\}\}$/),
      '{"Service":"cloudfront.amazonaws.com"}',
      '{"Service":"ses.amazonaws.com"}',
    ]);
  });

  test('of files forgets uploads that no message took, and nothing else', () => {
    const [, files] = buckets.find(([id]) => id.includes('Files'))!;
    expect(files.LifecycleConfiguration).toEqual({
      Rules: [
        { Id: 'uploads', Prefix: 'uploads/', ExpirationInDays: 1, Status: 'Enabled' },
        { Id: 'unfinished', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' },
      ],
    });
  });

  test('of pages is emptied before it is deleted: CloudFormation deletes no bucket with something in it', () => {
    const emptied = stack.ofType('Custom::S3AutoDeleteObjects').map(([, { BucketName }]) => attributeOf(BucketName));
    const deleted = buckets.map(([id]) => id).filter((id) => stack.resources[id]!.DeletionPolicy === 'Delete');
    expect(deleted).toHaveLength(1);
    expect(emptied).toEqual(deleted);
    // The function looks for this tag before it deletes anything.
    const { Tags } = stack.resources[deleted[0]!]!.Properties as { Tags: { Key: string; Value: string }[] };
    expect(Tags).toContainEqual({ Key: 'aws-cdk:auto-delete-objects', Value: 'true' });
  });

  test('of mail and files outlive the stack', () => {
    const kept = buckets.filter(([id]) => stack.resources[id]!.DeletionPolicy === 'Retain').map(([id]) => id);
    expect(kept).toEqual([expect.stringMatching(/Mail/), expect.stringMatching(/Files/)]);
  });

  function statementsOf(bucket: string): Statement[] {
    return stack
      .ofType('AWS::S3::BucketPolicy')
      .filter(([, { Bucket }]) => (Bucket as { Ref: string }).Ref === bucket)
      .flatMap(([, { PolicyDocument }]) => (PolicyDocument as { Statement: Statement[] }).Statement);
  }
});

test('what outlives the stack has no fixed name, which the next deployment would find taken', () => {
  const kept = Object.entries(stack.resources).filter(
    ([, { DeletionPolicy = 'Delete' }]) => DeletionPolicy !== 'Delete',
  );
  const named = kept.filter(([, { Type, Properties }]) =>
    ['Name', `${Type.split('::').at(-1)}Name`].some((name) => name in Properties),
  );
  expect(kept.length).toBeGreaterThan(0);
  expect(named.map(([id]) => id)).toEqual([]);
});

describe('the signing keys', () => {
  test('begin as one generated key of 64 letters and digits', () => {
    const { GenerateSecretString } = stack.only('AWS::SecretsManager::Secret');
    expect(GenerateSecretString).toEqual({
      SecretStringTemplate: '{}',
      GenerateStringKey: 'generated',
      PasswordLength: 64,
      ExcludePunctuation: true,
    });
  });

  test('are read by the visitors’ API only', () => {
    const [id] = stack.ofType('AWS::SecretsManager::Secret')[0]!;
    const readers = functionNames.filter((name) =>
      stack.rightsOfFunction(name).some((right) => text(right.Resource) === `{${id}}`),
    );
    expect(readers).toEqual(['visitor-api']);
  });
});
