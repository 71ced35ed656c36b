/** What lets a call of a function to a service fail, and what disturbs how functions are called. */
export const callServices = ['dynamodb', 'scheduler', 'ses', 's3', 'websocket', 'eventbridge'] as const;
export const eventServices = ['ses-events', 'stream', 'lambda'] as const;
export const callModes = ['throttle', 'error', 'timeout-before', 'timeout-after'] as const;
export const eventModes = ['duplicate', 'drop', 'delay', 'reorder'] as const;

export type CallService = (typeof callServices)[number];
export type EventService = (typeof eventServices)[number];
export type CallMode = (typeof callModes)[number];
export type EventMode = (typeof eventModes)[number];

/** Fails calls, or disturbs events, the next so many times. */
export type Fault = Armed &
  (
    | { readonly service: CallService; readonly mode: CallMode }
    | { readonly service: EventService; readonly mode: EventMode }
  );

interface Armed {
  /** An SDK command's name without `Command`, a function's file name, a type of SES event; `*` is any. */
  readonly operation: string;
  readonly times: number;
  /** What is delayed, or waits to be overtaken, waits as long as this. */
  readonly delaySeconds: number;
}

/** Operations that can be made to fail: all that are emulated, and of DynamoDB those that work on items. */
export const operationsOf: Readonly<Record<CallService, readonly string[]>> = {
  dynamodb: [
    'GetItem',
    'PutItem',
    'UpdateItem',
    'DeleteItem',
    'Query',
    'Scan',
    'BatchGetItem',
    'BatchWriteItem',
    'TransactGetItems',
    'TransactWriteItems',
  ],
  scheduler: ['CreateSchedule', 'GetSchedule', 'UpdateSchedule', 'DeleteSchedule'],
  ses: [
    'SendEmail',
    'GetAccount',
    'GetEmailIdentity',
    'GetConfigurationSet',
    'GetConfigurationSetEventDestinations',
    'PutSuppressedDestination',
    'GetSuppressedDestination',
    'DeleteSuppressedDestination',
    'DescribeActiveReceiptRuleSet',
  ],
  s3: ['PutObject', 'GetObject', 'HeadObject', 'DeleteObject', 'ListObjectsV2'],
  websocket: ['PostToConnection', 'GetConnection', 'DeleteConnection'],
  eventbridge: ['PutEvents'],
};

/** Types of SES events, as they stand in an event's `eventType`. */
export const sesEventTypes = ['Send', 'Delivery', 'Bounce', 'Complaint'];
