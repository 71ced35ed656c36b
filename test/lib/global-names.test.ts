import type { StackProps } from 'aws-cdk-lib';
import { synthesise, text, type Synthesised } from './synthesised.ts';

/** Types whose names are taken in the whole account, or, of buckets, in all of AWS; with the length that AWS allows. */
const longest: Record<string, number> = {
  'AWS::CloudFront::CachePolicy': 128,
  'AWS::CloudFront::Function': 64,
  'AWS::CloudFront::OriginAccessControl': 64,
  'AWS::CloudFront::OriginRequestPolicy': 128,
  'AWS::CloudFront::ResponseHeadersPolicy': 128,
  'AWS::IAM::ManagedPolicy': 128,
  'AWS::IAM::Role': 64,
  'AWS::S3::Bucket': 63,
};

/** The properties in which such a resource has its name, its own or in its `…Config`. */
const nameProperties = ['Name', 'RoleName', 'ManagedPolicyName', 'BucketName'];

function globalNames({ resources }: Synthesised, region: string): { name: string; longest: number }[] {
  return Object.values(resources).flatMap(({ Type, Properties }) => {
    const allowed = longest[Type];
    if (allowed === undefined) return [];
    const [config = {}] = Object.entries(Properties).flatMap(([key, value]) => (key.endsWith('Config') ? [value] : []));
    const places = [Properties, config as Record<string, unknown>];
    return places
      .flatMap((place) => nameProperties.flatMap((property) => (property in place ? [place[property]] : [])))
      .map((name) => ({ name: text(name).replaceAll('{AWS::Region}', region), longest: allowed }));
  });
}

const namesIn = (region: string, props: StackProps): string[] =>
  globalNames(
    synthesise({}, () => props),
    region,
  ).map(({ name }) => name);

const account = '123456789012';

describe('names that are taken in the whole account', () => {
  test.each([
    ['Regions that the template does not know', {}, {}],
    ['named Regions', { env: { account, region: 'eu-west-1' } }, { env: { account, region: 'us-east-1' } }],
  ])('differ between two stacks of one name in two %s', (_, one, other) => {
    const first = namesIn('eu-west-1', one);
    const second = namesIn('us-east-1', other);
    // Three sets of response headers, the access to the pages, the function at the edge.
    expect(new Set(first).size).toBe(5);
    expect(second.filter((name) => first.includes(name))).toEqual([]);
  });

  test('differ between two stacks in one Region', () => {
    const first = namesIn('eu-west-1', { stackName: 'Chat' });
    expect(namesIn('eu-west-1', { stackName: 'Chat2' }).filter((name) => first.includes(name))).toEqual([]);
  });

  test('are no longer than AWS allows, with the longest names of a stack and of a Region', () => {
    // What is named after the stack, as functions are, has 64 characters: activate-receipt-rules is the longest of them.
    const stackName = 'S'.repeat(64 - '-activate-receipt-rules'.length);
    const names = globalNames(
      synthesise({}, () => ({ stackName })),
      'us-isof-south-1',
    );
    expect(names.length).toBeGreaterThan(0);
    for (const { name, longest } of names) {
      expect(name).toMatch(/^[\w-]+$/);
      expect(name.length).toBeLessThanOrEqual(longest);
    }
  });
});
