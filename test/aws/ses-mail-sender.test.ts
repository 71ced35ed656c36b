import {
  BadRequestException,
  MessageRejected,
  SESv2ServiceException,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { outcomeOf } from '../../functions/aws/ses-mail-sender.ts';

const metadata = (httpStatusCode: number) => ({ message: '', $metadata: { httpStatusCode } });
const serverError = new SESv2ServiceException({ name: 'InternalFailure', $fault: 'server', ...metadata(500) });

test.each([
  ['throttling', new TooManyRequestsException(metadata(429)), { kind: 'refused', final: false }],
  ['a rejected message', new MessageRejected(metadata(400)), { kind: 'refused', final: true }],
  ['a bad request', new BadRequestException(metadata(400)), { kind: 'refused', final: true }],
  ['an error of the server', serverError, { kind: 'unknown' }],
  ['a timeout', Object.assign(new Error('timed out'), { name: 'TimeoutError' }), { kind: 'unknown' }],
  ['a connection that broke', new Error('ECONNRESET'), { kind: 'unknown' }],
])('%s is told apart from the others', (_what, error, outcome) => {
  expect(outcomeOf(error)).toMatchObject(outcome);
});
