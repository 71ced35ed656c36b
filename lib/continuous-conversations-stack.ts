import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ContinuousConversations, type ContinuousConversationsProps } from './continuous-conversations.ts';

/** A stack of the configured name with nothing but the product in it. Its outputs say what the operator does next. */
export class ContinuousConversationsStack extends Stack {
  constructor(scope: Construct, props: StackProps & ContinuousConversationsProps) {
    super(scope, props.configuration.stackName, props);
    const conversations = new ContinuousConversations(this, 'Conversations', props);
    new CfnOutput(this, 'PublicUrl', { description: 'Origin of pages and API', value: conversations.publicUrl });
    new CfnOutput(this, 'WidgetLoader', {
      description: 'Script that the company embeds in its pages',
      value: `${conversations.publicUrl}/widget/loader.js`,
    });
    new CfnOutput(this, 'EventBus', {
      description: 'Event bus on which integrators hear what happens',
      value: conversations.eventBus.eventBusName,
    });
    new CfnOutput(this, 'SiteCsp', {
      description: 'What a page with the widget allows in its content security policy, if it has one',
      value: conversations.embeddingPolicy,
    });
    if (conversations.agentPoolId !== undefined) {
      new CfnOutput(this, 'AgentPool', { description: 'User pool of the agents', value: conversations.agentPoolId });
    }
    new CfnOutput(this, 'Table', { description: 'What npm run audit reads', value: conversations.tableName });
    new CfnOutput(this, 'KeysSecret', {
      description: 'Secret with the keys for sessions and identity tokens',
      value: conversations.keysSecretArn,
    });
  }
}
