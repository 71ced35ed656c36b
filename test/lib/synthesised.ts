import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { App, type AppProps, type StackProps } from 'aws-cdk-lib';
import { configurationFrom } from '../../lib/configuration.ts';
import { ContinuousConversationsStack } from '../../lib/continuous-conversations-stack.ts';
import type { ContinuousConversationsProps } from '../../lib/continuous-conversations.ts';
import { functionNames } from '../../lib/function-names.ts';

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  DependsOn?: string[];
  DeletionPolicy?: string;
}

export interface Statement {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource?: unknown;
  Principal?: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}

/** The synthesised stack, whose functions and pages are stubs. */
export interface Synthesised {
  resources: Record<string, Resource>;
  outputs: Record<string, { Value: unknown }>;
  ofType(type: string): [id: string, properties: Record<string, unknown>][];
  /** The only one of its type. */
  only(type: string): Record<string, unknown>;
  /** Logical id of one of our functions. */
  idOf(name: (typeof functionNames)[number]): string;
  /** What a role is allowed, by the role's logical id. */
  rightsOf(roleId: string): Statement[];
  /** What one of our functions is allowed. */
  rightsOfFunction(name: (typeof functionNames)[number]): Statement[];
}

const root = resolve(import.meta.dirname, '../..');
const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };

export function synthesise(changes: Record<string, unknown> = {}, given: Given = () => ({})): Synthesised {
  const stackName = typeof changes.stackName === 'string' ? changes.stackName : 'Chat';
  const synthesised = (app: App): Synthesised => read(app.synth().getStackArtifact(stackName).template as Template);
  return withApp(changes, { builtinCloudFormationValidation: false }, synthesised, given);
}

/** What else the stack is given, by a CDK app of an integrator's. */
type Given = (app: App) => StackProps & Pick<ContinuousConversationsProps, 'eventBus' | 'repairedAt'>;

/** Hands over an app with the stack in it; its assembly is gone afterwards. */
export function withApp<Result>(
  changes: Record<string, unknown>,
  props: AppProps,
  use: (app: App) => Result,
  given: Given = () => ({}),
): Result {
  const folder = mkdtempSync(join(tmpdir(), 'synthesised-'));
  try {
    const write = (path: string, content: string): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    };
    for (const name of functionNames) write(`functions/${name}/index.mjs`, `export const handler = '${name}';`);
    write('web/agent/index.html', '<!doctype html>');

    const app = new App({
      context: { ...context, stackName: 'Chat', ...changes },
      outdir: join(folder, 'out'),
      analyticsReporting: false,
      stackTraces: false,
      ...props,
    });
    new ContinuousConversationsStack(app, {
      configuration: configurationFrom((key) => app.node.tryGetContext(key)),
      bundles: join(folder, 'functions'),
      site: join(folder, 'web'),
      ...given(app),
    });
    return use(app);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Template {
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Value: unknown }>;
}

function read({ Resources: resources, Outputs: outputs }: Template): Synthesised {
  const ofType = (type: string): [string, Record<string, unknown>][] =>
    Object.entries(resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, { Properties }]) => [id, Properties]);
  const functionOf = (name: string): [string, Record<string, unknown>] =>
    ofType('AWS::Lambda::Function').find(([, { FunctionName }]) => FunctionName === `Chat-${name}`)!;
  const rightsOf = (roleId: string): Statement[] =>
    ofType('AWS::IAM::Policy')
      .filter(([, { Roles }]) => (Roles as { Ref: string }[]).some(({ Ref }) => Ref === roleId))
      .flatMap(([, { PolicyDocument }]) => (PolicyDocument as { Statement: Statement[] }).Statement);
  return {
    resources,
    outputs,
    ofType,
    only: (type) => {
      const all = ofType(type);
      if (all.length !== 1) throw new Error(`${all.length} of ${type}`);
      return all[0]![1];
    },
    idOf: (name) => functionOf(name)[0],
    rightsOf,
    rightsOfFunction: (name) => rightsOf(attributeOf(functionOf(name)[1].Role)),
  };
}

/** The logical id that `Fn::GetAtt` or `Ref` names. */
export function attributeOf(value: unknown): string {
  const { 'Fn::GetAtt': attribute, Ref: ref } = value as { 'Fn::GetAtt'?: [string, string]; Ref?: string };
  return attribute?.[0] ?? ref ?? '';
}

/** A value in one line, in which tests look for what must be in it. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : flat(value);
}

function flat(value: unknown): string {
  if (Array.isArray(value)) return value.map(flat).join('');
  if (typeof value !== 'object' || value === null) return String(value);
  const [[key, inner] = ['', '']] = Object.entries(value);
  if (key === 'Fn::Join') {
    const [delimiter, parts] = inner as [string, unknown[]];
    return parts.map(flat).join(delimiter);
  }
  if (key === 'Fn::GetAtt') return `{${(inner as string[]).join('.')}}`;
  if (key === 'Ref') return `{${String(inner)}}`;
  return JSON.stringify(value);
}

export function actionsOf({ Action }: Statement): string[] {
  return [Action].flat();
}
