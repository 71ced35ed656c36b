import { isObject, listOf, objectOf, textOf, textsOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Resources } from '../synthesis/template.ts';

type Headers = Readonly<Record<string, string | string[]>>;

interface PolicyHeader {
  readonly name: string;
  readonly value: string;
  /** Whether it counts more than what the origin says. */
  readonly overrides: boolean;
}

/**
 * What a response headers policy of the template makes of an origin's headers. Strict-Transport-Security is left out: it
 * would bind the browser to https for every other server on this machine.
 */
export function responseHeaders(
  resources: Resources,
  policyId: Json | undefined,
  localised: (text: string) => string,
): (headers: Headers) => Headers {
  const policy = resources.byRef(policyId, 'AWS::CloudFront::ResponseHeadersPolicy');
  const config = objectOf(policy?.properties.ResponseHeadersPolicyConfig);
  const added = [
    ...securityHeaders(objectOf(config.SecurityHeadersConfig), localised),
    ...corsHeaders(config.CorsConfig),
    ...customHeaders(objectOf(config.CustomHeadersConfig)),
  ];
  const entries = (overrides: boolean): [string, string][] =>
    added.filter((header) => header.overrides === overrides).map(({ name, value }) => [name, value]);
  const [defaults, overriding] = [Object.fromEntries(entries(false)), Object.fromEntries(entries(true))];
  return (headers) => ({ ...defaults, ...headers, ...overriding });
}

/** The setting of each header, the part of it that is the header's value, and the header. */
const security = [
  ['ContentSecurityPolicy', 'ContentSecurityPolicy', 'content-security-policy'],
  ['ReferrerPolicy', 'ReferrerPolicy', 'referrer-policy'],
  ['FrameOptions', 'FrameOption', 'x-frame-options'],
] as const;

function securityHeaders(config: JsonObject, localised: (text: string) => string): PolicyHeader[] {
  const overrides = (setting: Json | undefined): boolean => textOf(objectOf(setting).Override) === 'true';
  const headers = security.flatMap(([setting, part, name]): PolicyHeader[] => {
    const value = textOf(objectOf(config[setting])[part]);
    return value === undefined ? [] : [{ name, value: localised(value), overrides: overrides(config[setting]) }];
  });
  const sniffing = config.ContentTypeOptions;
  if (sniffing === undefined) return headers;
  return [...headers, { name: 'x-content-type-options', value: 'nosniff', overrides: overrides(sniffing) }];
}

function corsHeaders(config: Json | undefined): PolicyHeader[] {
  if (!isObject(config)) return [];
  const overrides = textOf(config.OriginOverride) === 'true';
  return ['Origins', 'Methods', 'Headers'].map((kind) => ({
    name: `access-control-allow-${kind.toLowerCase().replace(/^origins$/, 'origin')}`,
    value: textsOf(objectOf(config[`AccessControlAllow${kind}`]).Items).join(', '),
    overrides,
  }));
}

function customHeaders(config: JsonObject): PolicyHeader[] {
  return listOf(config.Items)
    .map(objectOf)
    .map(({ Header, Value, Override }) => ({
      name: (textOf(Header) ?? '').toLowerCase(),
      value: textOf(Value) ?? '',
      overrides: textOf(Override) === 'true',
    }));
}
