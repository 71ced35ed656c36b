import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { numberOf, objectOf, textOf } from '../json.ts';
import type { Assembly } from '../synthesis/assembly.ts';
import { arn } from '../synthesis/pseudo-parameters.ts';

/** A function as the template has it. */
export interface FunctionDefinition {
  /** Physical name, e.g. `Conversations-check-unread`. */
  readonly name: string;
  /** The name without the stack's: that of its file in `functions/`. */
  readonly fileName: string;
  readonly arn: string;
  /** The file that exports the handler, among the assets: the very bundle that a deployment uploads. */
  readonly file: string;
  /** The handler's name in the file. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

/**
 * The functions whose code is an ES module, as our own bundles are. Left out are those that the CDK brings along to help
 * CloudFormation at a deployment: nothing is deployed here.
 */
export function functionDefinitions({ resources, codeFolder, stackNames }: Assembly): FunctionDefinition[] {
  const prefixOf = (name: string): string =>
    stackNames.map((stackName) => `${stackName}-`).find((prefix) => name.startsWith(prefix)) ?? '';
  return resources.ofType('AWS::Lambda::Function').flatMap((resource) => {
    const { properties, ref: name } = resource;
    const [module = '', handler = ''] = (textOf(properties.Handler) ?? '').split('.');
    const folder = codeFolder(resource);
    const file = folder && join(folder, `${module}.mjs`);
    if (file === undefined || !existsSync(file)) return [];
    const variables = Object.entries(objectOf(objectOf(properties.Environment).Variables));
    return {
      name,
      fileName: name.slice(prefixOf(name).length),
      arn: arn('lambda', `function:${name}`),
      file,
      handler,
      environment: Object.fromEntries(variables.map(([key, value]) => [key, textOf(value) ?? ''])),
      // Lambda's own defaults.
      timeoutMs: (numberOf(properties.Timeout) ?? 3) * 1000,
      memoryMb: numberOf(properties.MemorySize) ?? 128,
    };
  });
}

/** A function and the version or alias that is meant: `NAME`, `NAME:ALIAS` or `arn:…:function:NAME[:ALIAS]`. */
export interface FunctionTarget {
  readonly name: string;
  readonly qualifier: string;
}

export function functionTarget(nameOrArn: string): FunctionTarget {
  const parts = nameOrArn.split(':');
  const [name = '', qualifier = '$LATEST'] = parts[0] === 'arn' ? parts.slice(6) : parts;
  return { name, qualifier };
}
