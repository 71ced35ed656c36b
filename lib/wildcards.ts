import { Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** The resources that a role may be given by a wildcard, and why they cannot be named one by one. */
const reasons: readonly (readonly [resources: RegExp, reason: string])[] = [
  [/\/(?:inbound|outbound)\/\*$/, 'Each mail is an object of its own below this prefix.'],
  [/\/(?:attachments|uploads)\/\*$/, 'Each file is an object of its own below this prefix.'],
  [/\/@connections\/\*$/, 'Connections come and go; API Gateway gives each an id of its own.'],
  [
    /:identity\/\*$/,
    'In the sandbox SES asks for the right on the identity of the recipient, too; ses:FromAddress says who may send.',
  ],
  [/:schedule\/[^/]+\/u-\*$/, 'Each unread episode has a schedule of its own in this group.'],
  [
    /:::cdk-[^/]+\/\*$/,
    'The key is the hash of what is uploaded, and the CDK’s bucket for assets holds nothing secret.',
  ],
  [/^<\w*SiteBucket\w*\.Arn>\/\*$/, 'All files of the pages, in a bucket that holds nothing else.'],
];

/**
 * Acknowledges, on a role, the wildcards in the resources of its rights: each by the exact finding of cdk-nag's rule
 * AwsSolutions-IAM5. A wildcard for which no reason stands above is not acknowledged, and the tests report it.
 */
export function acknowledgeWildcards(role: IConstruct, rights: readonly PolicyStatement[]): void {
  const resources = rights.flatMap((right) =>
    right.resources.map((resource) => flat(Stack.of(role).resolve(resource))),
  );
  for (const resource of new Set(resources.filter((one) => one.includes('*')))) {
    const reason = reasons.find(([known]) => known.test(resource))?.[1];
    if (reason === undefined) continue;
    Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
  }
}

/** A resolved ARN in one line as cdk-nag writes it in its findings: `<Bucket.Arn>/inbound/*`. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join, 'Fn::Sub': template } = value as Reference;
  if (ref !== undefined) return `<${ref}>`;
  if (attribute !== undefined) return `<${attribute.join('.')}>`;
  if (template !== undefined) return template.replaceAll('${', '<').replaceAll('}', '>');
  if (join !== undefined) return join[1].map(flat).join(join[0]);
  throw new Error(`An ARN with an unknown function: ${JSON.stringify(value)}`);
}

interface Reference {
  Ref?: string;
  'Fn::GetAtt'?: string[];
  'Fn::Sub'?: string;
  'Fn::Join'?: [delimiter: string, parts: unknown[]];
}
