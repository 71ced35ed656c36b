import { Aws, Validations } from 'aws-cdk-lib';
import { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { fiveMinutes, type Alarms } from './alarms.ts';
import { allow } from './rights.ts';

/** Pushes to browsers. Its access is not logged: the ticket that admits a connection is in the URL. */
export class RealtimeEntrance extends Construct {
  readonly api: WebSocketApi;
  readonly stage: WebSocketStage;

  constructor(scope: Construct, id: string, props: { alarms: Alarms }) {
    super(scope, id);
    this.api = new WebSocketApi(this, 'Api', { routeSelectionExpression: '$request.body.type' });
    this.stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.api,
      stageName: 'live',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
    });
    Validations.of(this.stage).acknowledge({
      id: 'AwsSolutions-APIG1',
      // https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
      reason:
        'Needs a role in the settings of API Gateway, of which an account has one in a Region; others may rely on theirs.',
    });
    this.#watch(props.alarms);
  }

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html */
  #watch(alarms: Alarms): void {
    const ring = (metricName: string, says: string, threshold: number): void => {
      const metric = this.api.metric(metricName, { statistic: Stats.SUM, period: fiveMinutes });
      alarms.on(`Realtime${metricName}`, { section: 'realtime-errors', says, metric, threshold });
    };
    ring('ExecutionError', 'API Gateway could not call the function that admits connections.', 5);
    ring(
      'ClientError',
      'The WebSocket API turned many away before it called a function: there were too many, most likely.',
      50,
    );
    // A ticket that has run out is refused, which happens to a page now and then.
    ring('IntegrationError', 'Many connections were refused: tickets do not admit those to whom they were given.', 50);
  }

  serve(server: Function): void {
    const integration = new WebSocketLambdaIntegration('Integration', server);
    const connect = this.api.addRoute('$connect', { integration });
    Validations.of(connect).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'The function itself admits a connection, by a ticket that is valid once and for a short time.',
    });
    const disconnect = this.api.addRoute('$disconnect', { integration });
    // Answers are pushed like everything else, so the route has no response of its own.
    const other = this.api.addRoute('$default', { integration });
    for (const route of [disconnect, other]) {
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html
        reason: 'API Gateway authorizes $connect only; whoever uses this route was admitted there.',
      });
    }
  }

  /** Origin of the connections, for pages that must name it. */
  get origin(): string {
    return `wss://${this.api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
  }

  /** The right to push to connections. */
  pushRights(): PolicyStatement {
    return this.#connectionRights('POST');
  }

  /** The right to end connections. */
  endRights(): PolicyStatement {
    return this.#connectionRights('DELETE');
  }

  #connectionRights(method: 'POST' | 'DELETE'): PolicyStatement {
    const stage = `${this.api.apiId}/${this.stage.stageName}`;
    return allow(
      ['execute-api:ManageConnections'],
      [`arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${stage}/${method}/@connections/*`],
    );
  }
}
