import type { Resource } from './synthesised.ts';

/** Values of a template as long as they will be once CloudFormation has filled in what it alone knows. */
export interface Rendering {
  /** With every reference replaced by a text of its greatest length. */
  rendered: (value: unknown) => unknown;
  /** The same of a value that is a text. */
  text: (value: unknown) => string;
}

const region = 'ap-southeast-3';
const account = '123456789012';

/** The longest name that CloudFormation gives to what has no name in the template, or the longest id that its service does. */
const generated: Record<string, number> = {
  'AWS::ApiGatewayV2::Api': 10,
  'AWS::ApiGatewayV2::Integration': 10,
  'AWS::CloudFront::Distribution': 14,
  'AWS::CloudFront::ResponseHeadersPolicy': 36,
  'AWS::Cognito::UserPool': region.length + 10,
  'AWS::Cognito::UserPoolClient': 26,
  'AWS::DynamoDB::GlobalTable': 255,
  'AWS::IAM::Role': 64,
  'AWS::S3::Bucket': 63,
  'AWS::SES::ConfigurationSet': 64,
  'AWS::SNS::Topic': 256,
  'AWS::SQS::Queue': 80,
  'AWS::SecretsManager::Secret': 512,
};

/** What its name is longer by once it is an ARN: `arn:aws:<service>:<region>:<account>:<kind>/`. */
const arn = `arn:aws:secretsmanager:${region}:${account}:function-or-so/`.length;

/** Renders values of a template by its resources and the name of its stack. */
export function renderingOf(resources: Record<string, Resource>, stackName: string): Rendering {
  const known: Record<string, string> = {
    'AWS::AccountId': account,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/5d1a0f5e-1b0a-4c3d-9e8f-0a1b2c3d4e5f`,
  };

  const nameOf = (id: string): string => {
    const { Type: type, ...resource } = resources[id]!;
    // Some have none.
    const properties = (resource.Properties as Record<string, unknown> | undefined) ?? {};
    const name = properties.FunctionName ?? properties.Name ?? properties.Domain ?? properties.LogGroupName;
    if (typeof name === 'string' || typeof name === 'object') return text(name);
    return 'x'.repeat(generated[type] ?? Math.min(255, stackName.length + id.length + 15));
  };

  const functions: Record<string, (given: unknown) => unknown> = {
    Ref: (id) => known[String(id)] ?? nameOf(String(id)),
    'Fn::GetAtt': (given) => {
      const [id = '', attribute = ''] = given as string[];
      const name = nameOf(id);
      if (/Arn$|ARN$/.test(attribute)) return 'x'.repeat(arn) + name;
      // bucket.s3.region.amazonaws.com, and what is shorter: d111111abcdef8.cloudfront.net, versions, names of queues.
      return `${name}.s3.${region}.amazonaws.com`;
    },
    'Fn::Join': (given) => {
      const [delimiter, parts] = given as [string, unknown[]];
      return parts.map(text).join(delimiter);
    },
    'Fn::Select': (given) => {
      const [index, list] = given as [number, unknown];
      return (rendered(list) as unknown[])[index];
    },
    'Fn::Split': (given) => {
      const [delimiter, joined] = given as [string, unknown];
      return text(joined).split(delimiter);
    },
    'Fn::Sub': (given) => String(given).replace(/\$\{([^}]+)\}/g, (_, id: string) => text({ Ref: id })),
  };

  function rendered(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(rendered);
    if (typeof value !== 'object' || value === null) return value;
    const [[key, given] = ['', undefined], ...others] = Object.entries(value) as [string, unknown][];
    if (others.length === 0 && key in functions) return functions[key]!(given);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rendered(inner)]));
  }

  function text(value: unknown): string {
    const flat = rendered(value);
    if (typeof flat !== 'string') throw new Error(`Not a text: ${JSON.stringify(value)}`);
    return flat;
  }

  return { rendered, text };
}
