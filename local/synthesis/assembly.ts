import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isObject, objectOf, parseJson, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { resolveTemplates } from './resolve-templates.ts';
import { templateFrom } from './template.ts';
import type { Resource, Resources, Template } from './template.ts';

/** What `cdk synth` wrote: the stacks' resources, and where the files are that would be uploaded for them. */
export interface Assembly {
  readonly resources: Resources;
  readonly stackNames: readonly string[];
  /** The folder of a function's code; undefined when that is not among the assets. */
  readonly codeFolder: (lambdaFunction: Resource) => string | undefined;
}

/** Reads a cloud assembly. Rejects when there is none, or when a template uses what is not known here. */
export async function readAssembly(folder: string): Promise<Assembly> {
  const artifacts = Object.entries(objectOf(objectOf(await json(join(folder, 'manifest.json'))).artifacts));
  const ofType = (type: string): [string, JsonObject][] =>
    artifacts.flatMap(([id, artifact]): [string, JsonObject][] =>
      isObject(artifact) && artifact.type === type ? [[id, objectOf(artifact.properties)]] : [],
    );
  const templates = await Promise.all(
    ofType('aws:cloudformation:stack').map(async ([id, properties]): Promise<Template> => {
      const file = join(folder, textOf(properties.templateFile) ?? '');
      return templateFrom(textOf(properties.stackName) ?? id, await readFile(file, 'utf8'));
    }),
  );
  const assets = new Map<string, string>();
  for (const [, properties] of ofType('cdk:asset-manifest')) {
    const files = objectOf(objectOf(await json(join(folder, textOf(properties.file) ?? ''))).files);
    for (const file of Object.values(files)) readAsset(objectOf(file), folder, assets);
  }
  return {
    resources: resolveTemplates(templates),
    stackNames: templates.map(({ stackName }) => stackName),
    codeFolder: ({ properties }) => assets.get(textOf(objectOf(properties.Code).S3Key) ?? ''),
  };
}

/** Notes under each object key at which a file would be uploaded where it lies. */
function readAsset(file: JsonObject, folder: string, assets: Map<string, string>): void {
  const path = textOf(objectOf(file.source).path);
  if (path === undefined) return;
  for (const destination of Object.values(objectOf(file.destinations))) {
    const key = textOf(objectOf(destination).objectKey);
    if (key !== undefined) assets.set(key, resolve(folder, path));
  }
}

async function json(path: string): Promise<JsonObject> {
  return objectOf(parseJson(await readFile(path, 'utf8')));
}
