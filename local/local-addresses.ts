import { listOf, objectOf, textsOf } from './json.ts';
import { region } from './synthesis/pseudo-parameters.ts';
import type { Resources } from './synthesis/template.ts';

export interface LocalAddresses {
  /** A text with the addresses that the stack would have on AWS replaced by those of this machine. */
  readonly localised: (text: string) => string;
  /** The same with origins only, as a content security policy names them. */
  readonly localisedOrigins: (text: string) => string;
}

interface Replacement {
  readonly from: string;
  readonly to: string;
}

/**
 * Where on this machine is what the template calls by the host it would have on AWS: the distribution, the APIs, the
 * buckets. `publicUrl` is the runner's own origin, `awsUrl` the endpoint of the emulated services.
 */
export function localAddresses(resources: Resources, publicUrl: string, awsUrl: string): LocalAddresses {
  const replacements: Replacement[] = [
    ...resources.ofType('AWS::CloudFront::Distribution').flatMap(({ properties, attribute }) => {
      const aliases = textsOf(objectOf(properties.DistributionConfig).Aliases);
      return [attribute('DomainName'), ...aliases].map((host) => ({ from: `https://${host}`, to: publicUrl }));
    }),
    ...resources.ofType('AWS::ApiGatewayV2::Api').flatMap(({ ref, properties }) => {
      const host = `${ref}.execute-api.${region}.amazonaws.com`;
      if (properties.ProtocolType !== 'WEBSOCKET') return [{ from: `https://${host}`, to: publicUrl }];
      return [
        { from: `wss://${host}`, to: `${publicUrl.replace(/^http/, 'ws')}/_ws/${ref}` },
        { from: `https://${host}`, to: `${awsUrl}/_ws/${ref}` },
      ];
    }),
    ...resources.ofType('AWS::S3::Bucket').flatMap(({ ref, attribute }) =>
      [attribute('RegionalDomainName'), attribute('DomainName')].map((host) => ({
        from: `https://${host}`,
        to: `${publicUrl}/_s3/${ref}`,
      })),
    ),
  ];
  const replaced = (text: string, choose: (to: string) => string): string =>
    replacements.reduce((result, { from, to }) => result.replaceAll(from, choose(to)), text);
  return {
    localised: (text) => replaced(text, (to) => to),
    localisedOrigins: (text) => replaced(text, (to) => new URL(to).origin),
  };
}

/** The value that functions are given for a variable; all that have it have the same. */
export function variableOf(resources: Resources, name: string): string | undefined {
  const values = resources
    .ofType('AWS::Lambda::Function')
    .map(({ properties }) => objectOf(objectOf(properties.Environment).Variables)[name]);
  return listOf(values.filter((value) => value !== undefined)).map(String)[0];
}
