import { createHash } from 'node:crypto';
import { textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { accountId, arn, region } from './pseudo-parameters.ts';

/** The names that CloudFormation would give or generate for a resource: what `Ref` and `Fn::GetAtt` yield. */
export interface PhysicalNames {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface Named {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
}

/**
 * Names of one resource, from its resolved properties. Sources are the "Return values" sections of the CloudFormation
 * template reference; names that CloudFormation would generate at random come from the logical id, so that they stay.
 */
export function physicalNames(resource: Named): PhysicalNames {
  const { logicalId, stackName, properties } = resource;
  const given = (property: string, otherwise = `${stackName}-${logicalId}`): string =>
    textOf(properties[property]) ?? otherwise;
  const generated = stable(`${stackName}/${logicalId}`);
  switch (resource.type) {
    case 'AWS::Lambda::Function': {
      const name = given('FunctionName');
      return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
    }
    case 'AWS::Lambda::Alias': {
      const name = given('FunctionName').split(':').at(6) ?? given('FunctionName');
      const aliasArn = arn('lambda', `function:${name}:${given('Name')}`);
      return { ref: aliasArn, attributes: { AliasArn: aliasArn } };
    }
    case 'AWS::Lambda::Version': {
      const name = given('FunctionName').split(':').at(6) ?? given('FunctionName');
      return { ref: arn('lambda', `function:${name}:1`), attributes: { Version: '1' } };
    }
    case 'AWS::S3::Bucket': {
      const name = given('BucketName', `${stackName}-${logicalId}`.toLowerCase());
      return {
        ref: name,
        attributes: {
          Arn: `arn:aws:s3:::${name}`,
          DomainName: `${name}.s3.amazonaws.com`,
          RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
        },
      };
    }
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::GlobalTable': {
      const name = given('TableName');
      const table = arn('dynamodb', `table/${name}`);
      return { ref: name, attributes: { Arn: table, StreamArn: `${table}/stream/local`, TableId: generated } };
    }
    case 'AWS::SQS::Queue': {
      const name = given('QueueName');
      const url = `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
      return { ref: url, attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: url } };
    }
    case 'AWS::SecretsManager::Secret': {
      const secretArn = arn('secretsmanager', `secret:${given('Name')}-${generated.slice(0, 6)}`);
      return { ref: secretArn, attributes: { Id: secretArn } };
    }
    case 'AWS::ApiGatewayV2::Api':
      return {
        ref: generated.slice(0, 10),
        attributes: { ApiId: generated.slice(0, 10), ApiEndpoint: apiEndpoint(generated.slice(0, 10), properties) },
      };
    case 'AWS::ApiGatewayV2::Stage':
      return { ref: given('StageName'), attributes: {} };
    case 'AWS::CloudFront::Distribution':
      return { ref: generated.toUpperCase(), attributes: { DomainName: `${generated}.cloudfront.net` } };
    case 'AWS::CloudFront::Function':
      return {
        ref: given('Name'),
        attributes: { FunctionARN: `arn:aws:cloudfront::${accountId}:function/${logicalId}` },
      };
    case 'AWS::Cognito::UserPool': {
      const id = `${region}_${generated.slice(0, 9)}`;
      const provider = `cognito-idp.${region}.amazonaws.com/${id}`;
      return {
        ref: id,
        attributes: {
          Arn: arn('cognito-idp', `userpool/${id}`),
          ProviderName: provider,
          ProviderURL: `https://${provider}`,
          UserPoolId: id,
        },
      };
    }
    case 'AWS::Cognito::UserPoolClient':
      return { ref: generated, attributes: { ClientId: generated } };
    case 'AWS::Scheduler::ScheduleGroup':
      return { ref: given('Name'), attributes: { Arn: arn('scheduler', `schedule-group/${given('Name')}`) } };
    case 'AWS::Scheduler::Schedule': {
      const path = `${given('GroupName', 'default')}/${given('Name')}`;
      return { ref: given('Name'), attributes: { Arn: arn('scheduler', `schedule/${path}`) } };
    }
    case 'AWS::Events::Rule':
      return { ref: given('Name'), attributes: { Arn: arn('events', `rule/${given('Name')}`) } };
    case 'AWS::Events::EventBus':
      return {
        ref: given('Name'),
        attributes: { Arn: arn('events', `event-bus/${given('Name')}`), Name: given('Name') },
      };
    case 'AWS::SES::ConfigurationSet':
      return { ref: given('Name'), attributes: {} };
    case 'AWS::SES::EmailIdentity':
      return { ref: given('EmailIdentity'), attributes: dkimRecords(given('EmailIdentity'), generated) };
    case 'AWS::SES::ReceiptRuleSet':
      return { ref: given('RuleSetName'), attributes: {} };
    case 'AWS::SNS::Topic': {
      const topic = arn('sns', given('TopicName'));
      return { ref: topic, attributes: { TopicArn: topic, TopicName: given('TopicName') } };
    }
    case 'AWS::IAM::Role': {
      const name = given('RoleName');
      return { ref: name, attributes: { Arn: `arn:aws:iam::${accountId}:role/${name}`, RoleId: generated } };
    }
    case 'AWS::Logs::LogGroup':
      return { ref: given('LogGroupName'), attributes: { Arn: arn('logs', `log-group:${given('LogGroupName')}:*`) } };
    default:
      return { ref: `${stackName}-${logicalId}`, attributes: {} };
  }
}

/** 20 letters and digits that never change for the same name. */
function stable(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 20);
}

function apiEndpoint(id: string, properties: JsonObject): string {
  const protocol = properties.ProtocolType === 'WEBSOCKET' ? 'wss' : 'https';
  return `${protocol}://${id}.execute-api.${region}.amazonaws.com`;
}

function dkimRecords(identity: string, generated: string): Record<string, string> {
  const records = [1, 2, 3].flatMap((n): [string, string][] => [
    [`DkimDNSTokenName${n}`, `${generated}${n}._domainkey.${identity}`],
    [`DkimDNSTokenValue${n}`, `${generated}${n}.dkim.amazonses.com`],
  ]);
  return Object.fromEntries(records);
}
