import type { IncomingMessage } from 'node:http';
import { textOf, textsOf } from '../json.ts';
import type { Lambda } from '../lambda/lambda.ts';
import { readBody, TooLargeError } from '../loopback-server.ts';
import type { Resources } from '../synthesis/template.ts';
import { gatewayAnswer, httpAnswer } from './http-answer.ts';
import type { HttpAnswer } from './http-answer.ts';
import { httpEvent } from './http-event.ts';
import { jwtAuthorizer } from './jwt-authorizer.ts';
import type { Claims, JwtAuthorizer, TokenKeys } from './jwt-authorizer.ts';
import { integrationsOf, routesOf } from './template-api.ts';
import { RouteTable } from './route-table.ts';

/** API Gateway takes no larger body; nor does Lambda take a larger event, with the body in it as text or base64. */
const largestBody = 10 * 1024 * 1024;
const largestEvent = 6 * 1024 * 1024;

interface Target {
  readonly functionArn: string;
  readonly authorizer: JwtAuthorizer | undefined;
}

export interface HttpApiOptions {
  readonly resources: Resources;
  readonly lambda: Pick<Lambda, 'invoke'>;
  readonly tokenKeys: TokenKeys;
  readonly now: () => Date;
}

/** The template's HTTP API. */
export class HttpApi {
  readonly #options: HttpApiOptions;
  readonly #apiId: string;
  readonly #stage: string;
  readonly #routes: RouteTable<Target>;

  constructor(options: HttpApiOptions) {
    this.#options = options;
    const { resources } = options;
    const api = resources.ofType('AWS::ApiGatewayV2::Api').find(({ properties }) => properties.ProtocolType === 'HTTP');
    this.#apiId = api?.ref ?? '';
    if (api?.properties.CorsConfiguration !== undefined) throw new Error('CORS by API Gateway is not emulated');
    const stage = resources.ofType('AWS::ApiGatewayV2::Stage').find(({ properties }) => properties.ApiId === api?.ref);
    this.#stage = stage?.ref ?? '$default';
    const integrations = integrationsOf(resources);
    const routes = routesOf(resources, this.#apiId).map(({ key, target, authorizerId }) => {
      const functionArn = integrations.get(target);
      if (functionArn === undefined) throw new Error(`The route ${key} leads to no function`);
      return { key, target: { functionArn, authorizer: this.#authorizer(authorizerId) } };
    });
    this.#routes = new RouteTable(routes);
  }

  async answer(incoming: IncomingMessage): Promise<HttpAnswer> {
    const [path, query] = splitOnce(incoming.url ?? '/', '?');
    const method = incoming.method ?? 'GET';
    const match = this.#routes.find(method, path);
    if (match === undefined) return gatewayAnswer(404, 'Not Found');
    const { functionArn, authorizer } = match.route.target;
    let claims: Claims | undefined;
    if (authorizer !== undefined) {
      claims = await authorizer.authorize(incoming.headers.authorization);
      if (claims === undefined) return gatewayAnswer(401, 'Unauthorized');
    }
    let body: Buffer;
    try {
      body = await readBody(incoming, largestBody);
    } catch (error) {
      if (error instanceof TooLargeError) return gatewayAnswer(413, 'Request Entity Too Large');
      throw error;
    }
    const event = JSON.stringify(
      httpEvent({
        apiId: this.#apiId,
        stage: this.#stage,
        routeKey: match.route.key,
        pathParameters: match.pathParameters,
        method,
        path,
        query,
        headers: incoming.headers,
        body,
        viewerAddress: incoming.socket.remoteAddress ?? '',
        claims,
        at: this.#options.now(),
      }),
    );
    if (event.length > largestEvent) return gatewayAnswer(413, 'Request Entity Too Large');
    return httpAnswer(await this.#options.lambda.invoke(functionArn, event));
  }

  #authorizer(id: string | undefined): JwtAuthorizer | undefined {
    if (id === undefined) return undefined;
    const authorizer = this.#options.resources.byRef(id, 'AWS::ApiGatewayV2::Authorizer');
    if (textOf(authorizer?.properties.AuthorizerType) !== 'JWT') throw new Error('Only JWT authorizers are emulated');
    const sources = textsOf(authorizer?.properties.IdentitySource);
    if (sources.join() !== '$request.header.Authorization') throw new Error('Tokens must come in Authorization');
    return jwtAuthorizer(authorizer?.properties ?? {}, this.#options.tokenKeys);
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
