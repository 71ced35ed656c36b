import { isObject, listOf, objectOf, textOf, textsOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Resources } from '../synthesis/template.ts';

/**
 * The headers that a response headers policy of the template adds. Strict-Transport-Security is left out: it would bind
 * the browser to https for every other server on this machine.
 */
export function responseHeaders(
  resources: Resources,
  policyId: Json | undefined,
  localised: (text: string) => string,
): Record<string, string> {
  const policy = resources.byRef(policyId, 'AWS::CloudFront::ResponseHeadersPolicy');
  const config = objectOf(policy?.properties.ResponseHeadersPolicyConfig);
  return {
    ...securityHeaders(objectOf(config.SecurityHeadersConfig), localised),
    ...corsHeaders(config.CorsConfig),
    ...customHeaders(objectOf(config.CustomHeadersConfig)),
  };
}

function securityHeaders(config: JsonObject, localised: (text: string) => string): Record<string, string> {
  const headers: Record<string, string> = {};
  const contentSecurityPolicy = textOf(objectOf(config.ContentSecurityPolicy).ContentSecurityPolicy);
  if (contentSecurityPolicy !== undefined) headers['content-security-policy'] = localised(contentSecurityPolicy);
  const referrerPolicy = textOf(objectOf(config.ReferrerPolicy).ReferrerPolicy);
  if (referrerPolicy !== undefined) headers['referrer-policy'] = referrerPolicy;
  const frameOption = textOf(objectOf(config.FrameOptions).FrameOption);
  if (frameOption !== undefined) headers['x-frame-options'] = frameOption;
  if (config.ContentTypeOptions !== undefined) headers['x-content-type-options'] = 'nosniff';
  return headers;
}

function corsHeaders(config: Json | undefined): Record<string, string> {
  if (!isObject(config)) return {};
  const items = (name: string): string => textsOf(objectOf(config[name]).Items).join(', ');
  return {
    'access-control-allow-origin': items('AccessControlAllowOrigins'),
    'access-control-allow-methods': items('AccessControlAllowMethods'),
    'access-control-allow-headers': items('AccessControlAllowHeaders'),
  };
}

function customHeaders(config: JsonObject): Record<string, string> {
  const items = listOf(config.Items).map(objectOf);
  return Object.fromEntries(items.map((item) => [(textOf(item.Header) ?? '').toLowerCase(), textOf(item.Value) ?? '']));
}
