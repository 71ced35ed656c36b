import { textOf } from '../json.ts';
import type { Resources } from '../synthesis/template.ts';

export interface TemplateRoute {
  readonly key: string;
  /** `integrations/…` */
  readonly target: string;
  readonly authorizerId: string | undefined;
}

/** The routes of an API. */
export function routesOf(resources: Resources, apiId: string): TemplateRoute[] {
  return resources
    .ofType('AWS::ApiGatewayV2::Route')
    .filter(({ properties }) => properties.ApiId === apiId)
    .map(({ properties }) => ({
      key: textOf(properties.RouteKey) ?? '',
      target: textOf(properties.Target) ?? '',
      authorizerId: textOf(properties.AuthorizerId),
    }));
}

/** The function behind each integration, under the name by which routes point to it. */
export function integrationsOf(resources: Resources): Map<string, string> {
  return new Map(
    resources.ofType('AWS::ApiGatewayV2::Integration').map(({ ref, properties }) => {
      const uri = textOf(properties.IntegrationUri) ?? '';
      // A WebSocket API names the function within the path of Lambda's own API.
      const functionArn = /functions\/(arn:[^/]+)\/invocations/.exec(uri)?.[1] ?? uri;
      return [`integrations/${ref}`, functionArn];
    }),
  );
}
