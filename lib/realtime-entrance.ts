import { Aws } from 'aws-cdk-lib';
import { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { allow } from './rights.ts';

/** Pushes to browsers. Its access is not logged: the ticket that admits a connection is in the URL. */
export class RealtimeEntrance extends Construct {
  readonly api: WebSocketApi;
  readonly stage: WebSocketStage;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new WebSocketApi(this, 'Api', { routeSelectionExpression: '$request.body.type' });
    this.stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.api,
      stageName: 'live',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
    });
  }

  serve(server: Function): void {
    const integration = new WebSocketLambdaIntegration('Integration', server);
    this.api.addRoute('$connect', { integration });
    this.api.addRoute('$disconnect', { integration });
    // Answers are pushed like everything else, so the route has no response of its own.
    this.api.addRoute('$default', { integration });
  }

  /** Origin of the connections, for pages that must name it. */
  get origin(): string {
    return `wss://${this.api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
  }

  /** The right to push to connections, and to end them. */
  pushRights(): PolicyStatement {
    const connections = (method: string) =>
      `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${this.api.apiId}/${this.stage.stageName}/${method}/@connections/*`;
    return allow(['execute-api:ManageConnections'], [connections('POST'), connections('DELETE')]);
  }
}
