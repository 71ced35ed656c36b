import { ConflictException } from '@aws-sdk/client-scheduler';
import type { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2ServiceException } from '@aws-sdk/client-sesv2';
import type { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { UnreadCheck } from '../../functions/domain/notification/unread-timer.ts';
import type { Chances } from './chances.ts';
import type { Process, Time } from './machine.ts';

/** What EventBridge Scheduler does with a schedule that is created. */
export type Book = (name: string, at: Time, check: UnreadCheck) => void;

/** EventBridge Scheduler as the adapter sees it: a name can be taken only once. */
export function schedulerFor(process: Process, taken: ReadonlySet<string>, book: Book): SchedulerClient {
  const send = ({ input }: CreateScheduleCommand): Promise<unknown> =>
    process.step({
      name: 'create the schedule',
      effect: () => {
        const { Name: name = '', ScheduleExpression: expression = '', Target: target } = input;
        if (taken.has(name)) return Promise.reject(new ConflictException({ $metadata: {}, Message: '', message: '' }));
        book(
          name,
          Date.parse(`${expression.slice('at('.length, -1)}Z`),
          JSON.parse(target?.Input ?? '') as UnreadCheck,
        );
        return Promise.resolve({});
      },
      error: unreachable,
    });
  return { send } as unknown as SchedulerClient;
}

/** A mail as SES gets it. */
export interface HandedOver {
  readonly to: string;
  readonly from: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** SES as the adapter sees it. `accept` returns the id it gives the mail. */
export function sesFor(process: Process, accept: (mail: HandedOver) => string): SESv2Client {
  const send = ({ input }: SendEmailCommand): Promise<unknown> =>
    process.step({
      name: 'hand the e-mail to SES',
      effect: () => Promise.resolve({ MessageId: accept(handedOver(input)) }),
      error: unreachable,
      refusal: refused,
      fragile: 6,
    });
  return { send } as unknown as SESv2Client;
}

function handedOver(input: SendEmailCommand['input']): HandedOver {
  const { Content, Destination, EmailTags = [] } = input;
  return {
    to: Destination?.ToAddresses?.[0] ?? '',
    from: input.FromEmailAddress ?? '',
    replyTo: input.ReplyToAddresses?.[0] ?? '',
    subject: Content?.Simple?.Subject?.Data ?? '',
    text: Content?.Simple?.Body?.Text?.Data ?? '',
    tags: Object.fromEntries(EmailTags.map(({ Name = '', Value = '' }) => [Name, Value])),
  };
}

/** No answer: a timeout, a reset connection, a throttled table. */
export function unreachable(): Error {
  const error = new Error('There was no answer');
  error.name = 'TimeoutError';
  return error;
}

/** Throttled mostly, and now and then for good. */
function refused(chances: Chances): Error {
  const name = chances.oneIn(5) ? 'MessageRejected' : 'TooManyRequestsException';
  const status = name === 'MessageRejected' ? 400 : 429;
  return new SESv2ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode: status }, message: name });
}
