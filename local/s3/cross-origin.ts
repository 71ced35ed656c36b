import { listOf, numberOf, objectOf, textsOf } from '../json.ts';
import type { Resource } from '../synthesis/template.ts';

/** Headers that let a page of an origin use the bucket, by the bucket's CORS rules; none if no rule allows it. */
export function crossOriginHeaders(
  bucket: Resource,
  { origin, method, requestHeaders }: { origin: string; method: string; requestHeaders: string | undefined },
): Record<string, string> {
  const rules = listOf(objectOf(bucket.properties.CorsConfiguration).CorsRules).map(objectOf);
  const asked = (requestHeaders ?? '').split(',').map((name) => name.trim().toLowerCase());
  const rule = rules.find(
    ({ AllowedOrigins, AllowedMethods, AllowedHeaders }) =>
      textsOf(AllowedOrigins).some((allowed) => allowed === '*' || allowed === origin) &&
      textsOf(AllowedMethods).includes(method) &&
      asked.every((name) => name === '' || covers(textsOf(AllowedHeaders), name)),
  );
  if (rule === undefined) return {};
  return {
    'access-control-allow-origin': textsOf(rule.AllowedOrigins).includes('*') ? '*' : origin,
    'access-control-allow-methods': textsOf(rule.AllowedMethods).join(', '),
    'access-control-expose-headers': textsOf(rule.ExposedHeaders).join(', '),
    'access-control-max-age': String(numberOf(rule.MaxAge) ?? 0),
    ...(requestHeaders === undefined ? {} : { 'access-control-allow-headers': requestHeaders }),
    vary: 'Origin',
  };
}

function covers(allowed: readonly string[], header: string): boolean {
  return allowed.some((one) => one === '*' || one.toLowerCase() === header);
}
