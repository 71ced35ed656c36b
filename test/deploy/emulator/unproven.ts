import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pythonFolder } from '../../../scripts/emulator.ts';

/** A value of a template: text, number, list or object. */
type Value = unknown;
interface TemplateResource {
  Type: string;
  Properties?: Record<string, Value>;
}
interface Template {
  Resources: Record<string, TemplateResource>;
  Outputs?: Value;
}

/**
 * Makes a synthesised assembly deployable on the emulator. Returns one line for each edit: what it names is not proven by the deploy
 * test, and stands in docs/deploying.md. What the emulator itself is given in addition is in launch.py.
 */
export function adaptToEmulator(assembly: string, stackName: string, port: number): readonly string[] {
  const file = join(assembly, `${stackName}.template.json`);
  const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
  const edits = [
    ...hostsOfAws(template, port),
    ...secretsByArn(template),
    ...alarmsOfExpressions(template),
    // Last, since it edits files beside the template.
    ...awsCommandOfUploads(assembly),
  ];
  writeFileSync(file, JSON.stringify(template, null, 1));
  return edits;
}

/** Hosts of AWS for which the emulator does not answer lead to the emulator. */
function hostsOfAws({ Resources }: Template, port: number): readonly string[] {
  const edits: string[] = [];
  for (const [id, { Type, Properties }] of Object.entries(Resources)) {
    const variables = Type === 'AWS::Lambda::Function' ? variablesOf(Properties) : undefined;
    if (variables?.AWS_CA_BUNDLE !== undefined) {
      // Lambda's own certificates, as BucketDeployment names them: they do not know the emulator's.
      delete variables.AWS_CA_BUNDLE;
      edits.push(`${id}: AWS_CA_BUNDLE is left to the machine`);
    }
    const socket = variables?.WEBSOCKET_ENDPOINT;
    if (variables !== undefined && socket !== undefined) {
      variables.WEBSOCKET_ENDPOINT = joined([`https://127.0.0.1:${port}/_aws/execute-api/`, apiOf(socket), '/live']);
      edits.push(`${id}: WEBSOCKET_ENDPOINT leads to the emulator`);
    }
    if (Type === 'AWS::CloudFront::Distribution') {
      const { Origins } = Properties?.DistributionConfig as { Origins: Record<string, Value>[] };
      for (const origin of Origins.filter((one) => one.CustomOriginConfig !== undefined)) {
        origin.OriginPath = joined(['/_aws/execute-api/', apiOf(origin.DomainName), '/$default']);
        origin.DomainName = 'localhost';
        origin.CustomOriginConfig = { ...(origin.CustomOriginConfig as object), HTTPSPort: port };
        edits.push(`${id}: the origin of /v1 leads to the emulator`);
      }
    }
  }
  return edits;
}

/** `Ref` of a secret is its ARN at AWS, which policies need, and its name in the emulator. */
function secretsByArn(template: Template): readonly string[] {
  const secrets = new Set(
    Object.entries(template.Resources)
      .filter(([, { Type }]) => Type === 'AWS::SecretsManager::Secret')
      .map(([id]) => id),
  );
  const edits = new Set<string>();
  const replaced = (value: Value): Value => {
    if (Array.isArray(value)) return value.map(replaced);
    if (value === null || typeof value !== 'object') return value;
    const { Ref } = value as { Ref?: string };
    if (Ref !== undefined && secrets.has(Ref)) {
      edits.add(`${Ref}: its Ref becomes its ARN`);
      return { 'Fn::GetAtt': [Ref, 'Id'] };
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]));
  };
  template.Resources = replaced(template.Resources) as Template['Resources'];
  template.Outputs = replaced(template.Outputs);
  return [...edits];
}

/** The emulator has no alarms on expressions of metrics: they become resources that do nothing. */
function alarmsOfExpressions({ Resources }: Template): readonly string[] {
  const alarms = Object.entries(Resources).filter(
    ([, { Type, Properties }]) => Type === 'AWS::CloudWatch::Alarm' && Properties?.Metrics !== undefined,
  );
  return alarms.map(([id, alarm]) => {
    alarm.Type = 'AWS::CloudFormation::WaitConditionHandle';
    delete alarm.Properties;
    return `${id}: the alarm is left out`;
  });
}

/** BucketDeployment calls the AWS command line of its layer, whose folder the emulator does not have. */
function awsCommandOfUploads(assembly: string): readonly string[] {
  const edits: string[] = [];
  for (const folder of readdirSync(assembly).filter((name) => name.startsWith('asset.'))) {
    const handler = join(assembly, folder, 'index.py');
    if (!existsSync(handler)) continue;
    const text = readFileSync(handler, 'utf8');
    const here = text.replace('aws="/opt/awscli/aws"', `aws="${join(pythonFolder, 'bin/aws')}"`);
    if (here === text) continue;
    writeFileSync(handler, here);
    edits.push('the upload of the pages: the AWS command line is the test’s');
  }
  return edits;
}

function variablesOf(properties: Record<string, Value> | undefined): Record<string, Value> | undefined {
  return (properties?.Environment as { Variables?: Record<string, Value> } | undefined)?.Variables;
}

/** The reference to the API in the `Fn::Join` that makes its host. */
function apiOf(host: Value): Value {
  const [, parts] = (host as { 'Fn::Join': [string, Value[]] })['Fn::Join'];
  return parts.find((part) => (part as { Ref?: string }).Ref !== undefined);
}

function joined(parts: readonly Value[]): Value {
  return { 'Fn::Join': ['', parts] };
}
