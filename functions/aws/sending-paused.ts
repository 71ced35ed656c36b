import type { SesAccount } from '../domain/email/ses-account.ts';
import type { Metric } from '../domain/metric.ts';

/**
 * Counts that SES lets the account send nothing: since too much of its mail bounced or was complained of, or since somebody paused it. Asked
 * again and again, for SES tells of it once, by an event that may get lost. Rejects when SES does not answer.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html (SendingEnabled)
 */
export async function noticePausedSending(
  ses: Pick<SesAccount, 'isSendingEnabled'>,
  count: (metric: Metric) => void,
): Promise<void> {
  // lib/overdue-sweep.ts rings for it.
  if (!(await ses.isSendingEnabled())) count({ name: 'SendingPaused', value: 1, unit: 'Count' });
}
