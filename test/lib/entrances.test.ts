import { agentRoutes, visitorRoutes } from '../../functions/routes.ts';
import { functionNames } from '../../lib/function-names.ts';
import { attributeOf, synthesise, text } from './synthesised.ts';

const stack = synthesise();

const idOfApi = (protocol: string) =>
  stack.ofType('AWS::ApiGatewayV2::Api').find(([, { ProtocolType }]) => ProtocolType === protocol)![0];

const ofApi = (type: string, protocol: string) =>
  stack
    .ofType(type)
    .map(([, properties]) => properties)
    .filter(({ ApiId }) => attributeOf(ApiId) === idOfApi(protocol));

/** Each route with the logical id of the function that serves it. */
function served(protocol: string): Record<string, string> {
  const pairs = ofApi('AWS::ApiGatewayV2::Route', protocol).map(({ RouteKey, Target }): [string, string] => {
    const integration = /^integrations\/\{(\w+)\}$/.exec(text(Target))![1]!;
    const uri = text(stack.resources[integration]!.Properties.IntegrationUri);
    return [String(RouteKey), /\{(\w+)\.Arn\}/.exec(uri)![1]!];
  });
  return Object.fromEntries(pairs);
}

const permissionsOf = (protocol: string) =>
  stack
    .ofType('AWS::Lambda::Permission')
    .map(([, { FunctionName, SourceArn }]) => ({ of: attributeOf(FunctionName), from: text(SourceArn) }))
    .filter(({ from }) => from.includes(`{${idOfApi(protocol)}}`));

describe('the HTTP API', () => {
  test('has each route of the contract served by the function that knows it', () => {
    const visitor = visitorRoutes.map((route) => [route, stack.idOf('visitor-api')] as const);
    const agent = agentRoutes.map((route) => [route, stack.idOf('agent-api')] as const);
    expect(served('HTTP')).toEqual(Object.fromEntries([...visitor, ...agent]));
  });

  test('may call each of its functions on all their routes, by few permissions: a function’s policy holds 20 KB', () => {
    const permissions = permissionsOf('HTTP');
    expect(permissions.map(({ of }) => of).sort()).toEqual([stack.idOf('visitor-api'), stack.idOf('agent-api')].sort());
    for (const { from } of permissions) expect(from).toMatch(/ConversationsHttpApi\w+\}\/\*\/\*$/);
  });

  test('leaves every answer to the functions: it has neither an authorizer nor CORS', () => {
    expect(stack.ofType('AWS::ApiGatewayV2::Authorizer')).toEqual([]);
    expect(stack.resources[idOfApi('HTTP')]!.Properties).not.toHaveProperty('CorsConfiguration');
  });

  test('is throttled, and logs routes in place of paths, which carry tokens', () => {
    const [stage] = ofApi('AWS::ApiGatewayV2::Stage', 'HTTP');
    expect(stage).toMatchObject({ StageName: '$default', AutoDeploy: true });
    expect(stage!.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 });
    const { Format } = stage!.AccessLogSettings as { Format: string };
    expect(Format).toContain('$context.routeKey');
    expect(Format).not.toMatch(/path|sourceIp|userAgent|querystring|authorizer/i);
  });
});

describe('the WebSocket API', () => {
  test('has its three routes served by realtime, at the stage "live"', () => {
    const realtime = stack.idOf('realtime');
    expect(served('WEBSOCKET')).toEqual({ $connect: realtime, $disconnect: realtime, $default: realtime });
    expect(ofApi('AWS::ApiGatewayV2::Stage', 'WEBSOCKET')).toMatchObject([{ StageName: 'live', AutoDeploy: true }]);
    expect(new Set(permissionsOf('WEBSOCKET').map(({ of }) => of))).toEqual(new Set([realtime]));
  });

  test('writes no access log: the ticket is in the URL', () => {
    expect(ofApi('AWS::ApiGatewayV2::Stage', 'WEBSOCKET')[0]).not.toHaveProperty('AccessLogSettings');
  });
});

describe('functions', () => {
  test('run on Node 24 on arm64, log in JSON and are traced', () => {
    const ours = stack.ofType('AWS::Lambda::Function').filter(([, { FunctionName }]) => FunctionName !== undefined);
    expect(ours).toHaveLength(functionNames.length);
    for (const [, properties] of ours) {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON' },
        TracingConfig: { Mode: 'Active' },
      });
    }
  });

  test('are told nothing empty', () => {
    const told = stack.ofType('AWS::Lambda::Function').flatMap(([, { Environment }]) => {
      const { Variables = {} } = (Environment ?? {}) as { Variables?: Record<string, unknown> };
      return Object.entries(Variables);
    });
    expect(told.length).toBeGreaterThan(50);
    expect(told.filter(([, value]) => value === '')).toEqual([]);
  });

  test('keep their logs for three months', () => {
    const logs = stack
      .ofType('AWS::Logs::LogGroup')
      .filter(([, { LogGroupName }]) => functionNames.some((name) => LogGroupName === `/aws/lambda/Chat-${name}`));
    expect(logs.map(([, { RetentionInDays }]) => RetentionInDays)).toEqual(functionNames.map(() => 90));
  });
});
