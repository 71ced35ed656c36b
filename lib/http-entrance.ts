import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { fiveMinutes, type Alarms } from './alarms.ts';

/** As API Gateway names it; `$default` is every other. */
export type Route = '$default' | `${keyof typeof HttpMethod} /${string}`;

/**
 * `/v1`, as API Gateway serves it. It has neither an authorizer nor CORS of its own, so that every answer comes from a
 * function: an authorizer's 401 has a fixed body, which is not the problem+json of the contract, and the allowed origins
 * are a setting that admins change while this runs.
 */
export class HttpEntrance extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: { alarms: Alarms }) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', {
            retention: RetentionDays.ONE_MONTH,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        // The route in place of the path: paths carry tokens. No address of the visitor either.
        format: AccessLogFormat.custom(
          JSON.stringify({
            time: '$context.requestTime',
            requestId: '$context.requestId',
            route: '$context.routeKey',
            status: '$context.status',
            latency: '$context.responseLatency',
            integrationError: '$context.integrationErrorMessage',
          }),
        ),
      },
    });
    props.alarms.on('HttpErrors', {
      section: 'http-errors',
      says: 'The HTTP API answered with errors of its own (5xx).',
      metric: this.api.metricServerError({ statistic: Stats.SUM, period: fiveMinutes }),
      threshold: 5,
    });
  }

  serve(id: string, server: Function, routes: readonly Route[]): void {
    const integration = new HttpLambdaIntegration(id, server, {
      timeout: Duration.seconds(29),
      // One permission for the API: one for each route would not fit into the function's policy (20 KB).
      scopePermissionToRoute: false,
    });
    for (const route of routes) {
      new HttpRoute(this, route, { httpApi: this.api, integration, routeKey: routeKeyOf(route) });
    }
  }

  /** Host of the API behind the distribution. */
  get host(): string {
    return `${this.api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
  }
}

function routeKeyOf(route: Route): HttpRouteKey {
  if (route === '$default') return HttpRouteKey.DEFAULT;
  const [method, path] = route.split(' ') as [keyof typeof HttpMethod, string];
  return HttpRouteKey.with(path, HttpMethod[method]);
}
