import { isObject, objectOf, parseJson, textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';

/** A template as CloudFormation reads it, intrinsic functions and all. */
export interface Template {
  readonly stackName: string;
  readonly resources: ReadonlyMap<string, TemplateResource>;
  /** The whole document, for parameters, conditions, mappings and outputs. */
  readonly document: JsonObject;
}

export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  /** Name of the condition under which it exists. */
  readonly condition: string | undefined;
}

export function templateFrom(stackName: string, text: string): Template {
  const document = objectOf(parseJson(text));
  const resources = new Map<string, TemplateResource>();
  for (const [logicalId, value] of Object.entries(objectOf(document.Resources))) {
    if (!isObject(value)) continue;
    resources.set(logicalId, {
      logicalId,
      type: textOf(value.Type) ?? '',
      properties: objectOf(value.Properties),
      metadata: objectOf(value.Metadata),
      condition: textOf(value.Condition),
    });
  }
  return { stackName, resources, document };
}

/** A resource with every intrinsic function in its properties resolved. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  /** What `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt` gives. */
  readonly attribute: (name: string) => string;
}

/** What the stacks create, by type. */
export class Resources {
  readonly #all: readonly Resource[];

  constructor(all: readonly Resource[]) {
    this.#all = all;
  }

  /** Those of any of these types, in the template's order. */
  ofType(...types: string[]): Resource[] {
    return this.#all.filter((resource) => types.includes(resource.type));
  }

  /** The one that `Ref` of this value means. */
  byRef(ref: Json | undefined, ...types: string[]): Resource | undefined {
    return this.ofType(...types).find((resource) => resource.ref === ref);
  }

  byLogicalId(logicalId: string): Resource | undefined {
    return this.#all.find((resource) => resource.logicalId === logicalId);
  }
}
