import { isObject, objectOf, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { holds, resolve } from './intrinsic-functions.ts';
import type { References } from './intrinsic-functions.ts';
import { physicalNames } from './physical-names.ts';
import type { PhysicalNames } from './physical-names.ts';
import { pseudoParameters } from './pseudo-parameters.ts';
import { Resources } from './template.ts';
import type { Resource, Template, TemplateResource } from './template.ts';

/** Everything the stacks create, with names and values as if they had been deployed. Stacks may import from each other. */
export function resolveTemplates(templates: readonly Template[]): Resources {
  const stacks: StackReferences[] = [];
  const imported = (name: string): string => {
    for (const stack of stacks) {
      const value = stack.exported(name);
      if (value !== undefined) return value;
    }
    throw new Error(`No stack exports ${name}`);
  };
  stacks.push(...templates.map((template) => new StackReferences(template, imported)));
  return new Resources(stacks.flatMap((stack) => stack.resources()));
}

/** Resolves one template. A resource's name may hang on another's, so names are found when they are first asked for. */
class StackReferences {
  readonly #template: Template;
  readonly #references: References;
  readonly #pseudo: Record<string, string>;
  readonly #properties = new Map<string, JsonObject>();
  readonly #names = new Map<string, PhysicalNames>();

  constructor(template: Template, imported: (name: string) => string) {
    this.#template = template;
    this.#pseudo = pseudoParameters(template.stackName);
    this.#references = {
      ref: (name) => this.#ref(name),
      attribute: (logicalId, attribute) => this.#attribute(logicalId, attribute),
      imported,
      condition: (name) => holds(this.#section('Conditions')[name] ?? null, this.#references),
      mapping: (map, first, second) => objectOf(objectOf(this.#section('Mappings')[map])[first])[second] ?? null,
    };
  }

  resources(): Resource[] {
    return [...this.#template.resources.values()]
      .filter(({ condition }) => condition === undefined || this.#references.condition(condition))
      .map(({ logicalId, type, metadata }) => ({
        logicalId,
        type,
        metadata,
        properties: this.#resolved(logicalId),
        ref: this.#ref(logicalId),
        attribute: (name) => this.#attribute(logicalId, name),
      }));
  }

  exported(name: string): string | undefined {
    for (const output of Object.values(this.#section('Outputs'))) {
      if (!isObject(output) || output.Export === undefined) continue;
      const exportName = resolve(objectOf(output.Export).Name ?? null, this.#references);
      if (exportName === name) return textOf(resolve(output.Value ?? null, this.#references));
    }
    return undefined;
  }

  #section(name: string): JsonObject {
    return objectOf(this.#template.document[name]);
  }

  #ref(name: string): string {
    const pseudo = this.#pseudo[name];
    if (pseudo !== undefined) return pseudo;
    const parameter = this.#section('Parameters')[name];
    if (parameter !== undefined) return textOf(objectOf(parameter).Default) ?? '';
    return this.#namesOf(name).ref;
  }

  /** An attribute nobody named yet is made up, so that the many resources that run nowhere here need not be known. */
  #attribute(logicalId: string, attribute: string): string {
    return this.#namesOf(logicalId).attributes[attribute] ?? `${this.#namesOf(logicalId).ref}.${attribute}`;
  }

  #namesOf(logicalId: string): PhysicalNames {
    const known = this.#names.get(logicalId);
    if (known !== undefined) return known;
    const { type } = this.#resource(logicalId);
    // Names hang on the few properties that hold names; those of others may refer back to this resource.
    const named = Object.entries(this.#resource(logicalId).properties).filter(([name]) => isNameProperty(name));
    const properties = objectOf(resolve(Object.fromEntries(named), this.#references));
    const names = physicalNames({ stackName: this.#template.stackName, logicalId, type, properties });
    this.#names.set(logicalId, names);
    return names;
  }

  #resolved(logicalId: string): JsonObject {
    const known = this.#properties.get(logicalId);
    if (known !== undefined) return known;
    const properties = objectOf(resolve(this.#resource(logicalId).properties, this.#references));
    this.#properties.set(logicalId, properties);
    return properties;
  }

  #resource(logicalId: string): TemplateResource {
    const resource = this.#template.resources.get(logicalId);
    if (resource === undefined) throw new Error(`${this.#template.stackName} has no resource ${logicalId}`);
    return resource;
  }
}

function isNameProperty(name: string): boolean {
  return name === 'ProtocolType' || name === 'EmailIdentity' || name.endsWith('Name');
}
