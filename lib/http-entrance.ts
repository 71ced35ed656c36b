import { Aws, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { CfnIntegration, CfnRoute, HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { fiveMinutes, metricNamespace, type Alarms } from './alarms.ts';

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
    const accessLog = new LogGroup(this, 'AccessLog', {
      // Under this prefix one policy of the account lets all deliveries in; else each adds to it until it is full.
      logGroupName: `/aws/vendedlogs/apis/${Stack.of(this).stackName}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        // The route in place of the path: paths carry tokens. No address of the visitor either.
        format: AccessLogFormat.custom(
          JSON.stringify({
            time: '$context.requestTime',
            api: '$context.apiId',
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
    this.#watchThrottles(accessLog, props.alarms);
  }

  /**
   * An HTTP API counts what it throttles among all answers of 4xx, of which most are our functions' and mean no harm. 429 is an answer
   * of API Gateway's alone. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
   */
  #watchThrottles(accessLog: LogGroup, alarms: Alarms): void {
    const metricName = 'HttpThrottled';
    new MetricFilter(this, 'Throttled', {
      logGroup: accessLog,
      filterPattern: FilterPattern.stringValue('$.status', '=', '429'),
      metricNamespace,
      metricName,
      dimensions: { ApiId: '$.api' },
    });
    alarms.on('HttpThrottles', {
      section: 'http-throttles',
      says: 'The HTTP API turned requests away: there were more than it may pass on.',
      metric: new Metric({
        namespace: metricNamespace,
        metricName,
        dimensionsMap: { ApiId: this.api.apiId },
        statistic: Stats.SUM,
        period: fiveMinutes,
      }),
      threshold: 10,
    });
  }

  /** Has a function serve these routes: `METHOD /path`, or `$default` for every other. */
  serve(id: string, server: Function, routes: readonly string[]): void {
    const integration = new CfnIntegration(this, id, {
      apiId: this.api.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: server.functionArn,
      payloadFormatVersion: '2.0',
    });
    for (const routeKey of routes) {
      const route = new CfnRoute(this, routeKey, {
        apiId: this.api.apiId,
        routeKey,
        authorizationType: 'NONE',
        target: `integrations/${integration.ref}`,
      });
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'The function itself verifies who asks, so that a refusal is the problem+json of the contract.',
      });
    }
    // One permission for all routes: one for each would not fit into the function's policy (20 KB). Of the stage's whole, since
    // calls by `$default` come from …/$default/$default, which names neither method nor path.
    server.addPermission('HttpApiMay', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${this.api.apiId}/*/*`,
    });
  }

  /** Host of the API behind the distribution. */
  get host(): string {
    return `${this.api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
  }
}
