import { runInNewContext } from 'node:vm';
import { isObject, listOf, objectOf, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Resource, Resources } from '../synthesis/template.ts';
import { responseHeaders } from './response-headers.ts';

/** What CloudFront does with a path. */
export interface Behavior {
  readonly origin: 'api' | 'bucket';
  /** What becomes of an origin's headers. */
  readonly responseHeaders: ReturnType<typeof responseHeaders>;
  /** What runs at the edge before the origin is asked. */
  readonly atViewerRequest: (path: string) => EdgeDecision;
}

export type EdgeDecision =
  | { readonly kind: 'go-on'; readonly path: string }
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Readonly<Record<string, string>> };

/**
 * The behaviours of the template's distribution: which paths go to the API and which to the pages' bucket. A template
 * without one has everything go to the API.
 */
export class Distribution {
  readonly #behaviors: readonly { readonly pattern: RegExp; readonly behavior: Behavior }[];
  readonly #default: Behavior;

  /** `localised` replaces hosts of AWS in header values. */
  constructor(resources: Resources, localised: (text: string) => string) {
    const config = objectOf(resources.ofType('AWS::CloudFront::Distribution')[0]?.properties.DistributionConfig);
    const bucketOrigins = new Set(
      listOf(config.Origins)
        .map(objectOf)
        .filter((origin) => origin.S3OriginConfig !== undefined)
        .map((origin) => origin.Id),
    );
    const behaviorFrom = (properties: JsonObject): Behavior => ({
      origin: bucketOrigins.has(properties.TargetOriginId) ? 'bucket' : 'api',
      responseHeaders: responseHeaders(resources, properties.ResponseHeadersPolicyId, localised),
      atViewerRequest: edgeFunction(resources, properties),
    });
    this.#behaviors = listOf(config.CacheBehaviors)
      .filter(isObject)
      .map((properties) => ({
        pattern: pathPattern(textOf(properties.PathPattern) ?? ''),
        behavior: behaviorFrom(properties),
      }));
    this.#default = behaviorFrom(objectOf(config.DefaultCacheBehavior));
  }

  behaviorFor(path: string): Behavior {
    return this.#behaviors.find(({ pattern }) => pattern.test(path))?.behavior ?? this.#default;
  }
}

/** `*` stands for any characters, `?` for one; case matters. */
function pathPattern(text: string): RegExp {
  const escaped = text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^/?${escaped.replace(/^\//, '')}$`);
}

/** The CloudFront Function itself, as the template carries it, in a context with nothing else in it. */
function edgeFunction(resources: Resources, behavior: JsonObject): Behavior['atViewerRequest'] {
  const association = listOf(behavior.FunctionAssociations)
    .map(objectOf)
    .find((one) => one.EventType === 'viewer-request');
  const code = resources
    .ofType('AWS::CloudFront::Function')
    .find((one: Resource) => one.attribute('FunctionARN') === association?.FunctionARN)?.properties.FunctionCode;
  if (typeof code !== 'string') return (path) => ({ kind: 'go-on', path });
  return (path) => {
    const event = { request: { method: 'GET', uri: path, querystring: {}, headers: {}, cookies: {} } };
    const result = runInNewContext(`${code}; handler(event)`, { event }, { timeout: 100 }) as JsonObject;
    const uri = textOf(result.uri);
    if (uri !== undefined) return { kind: 'go-on', path: uri };
    const headers = Object.entries(objectOf(result.headers)).map(([name, header]): [string, string] => [
      name,
      textOf(objectOf(header).value) ?? '',
    ]);
    return { kind: 'answer', status: Number(result.statusCode), headers: Object.fromEntries(headers) };
  };
}
