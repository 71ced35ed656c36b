import { functionNames } from '../../lib/function-names.ts';
import { ownCodeOf } from './own-code.ts';
import { actionsOf, synthesise } from './synthesised.ts';

/** The actions that each adapter in functions/aws/ needs. Those of the table are in item-rights.test.ts. */
const needs: readonly (readonly [file: string, ...actions: string[]])[] = [
  ['aws/event-bridge', 'events:PutEvents'],
  ['aws/invoke-async', 'lambda:InvokeFunction'],
  ['aws/s3-attachments', 's3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'],
  ['aws/s3-files', 's3:GetObject', 's3:PutObject', 's3:ListBucket'],
  ['aws/s3-mail-archive', 's3:GetObject', 's3:DeleteObject', 's3:ListBucket'],
  ['aws/scheduler-timer', 'scheduler:CreateSchedule', 'iam:PassRole'],
  ['aws/secret-keys', 'secretsmanager:GetSecretValue'],
  [
    'aws/ses-account',
    'ses:GetEmailIdentity',
    'ses:GetAccount',
    'ses:GetConfigurationSetEventDestinations',
    'ses:DescribeActiveReceiptRuleSet',
  ],
  ['aws/ses-answers', 'ses:SendEmail'],
  ['aws/ses-mail-sender', 'ses:SendEmail', 'ses:SendRawEmail'],
  ['aws/websocket-realtime', 'execute-api:ManageConnections'],
  ['activate-receipt-rules', 'ses:DescribeActiveReceiptRuleSet', 'ses:SetActiveReceiptRuleSet'],
];

/** What Lambda does in a function's name: logs, traces, events given up, the stream. */
const lambdas = /^(?:logs|xray|sqs):|^dynamodb:(?:DescribeStream|GetRecords|GetShardIterator|ListStreams)$/;
const ofTheTable = /^dynamodb:(?:\w+Item|Query)$/;

const stack = synthesise();

describe('the rights to other services', () => {
  test.each(functionNames)('of %s are only to what it calls, and to all of it', async (name) => {
    const granted = stack
      .rightsOfFunction(name)
      .flatMap(actionsOf)
      .filter((action) => !lambdas.test(action) && !ofTheTable.test(action));
    const { files } = await ownCodeOf(name);
    const used = needs.filter(([file]) => files.includes(`functions/${file}.ts`));
    const needed = used.flatMap(([, ...actions]) => actions);
    expect(granted.filter((action) => !needed.includes(action))).toEqual([]);
    // Of an adapter a function may use a part; without any right to its service it could use none.
    const servicesWithout = used.filter(([, ...actions]) => !actions.some((action) => granted.includes(action)));
    expect(servicesWithout).toEqual([]);
  });
});
