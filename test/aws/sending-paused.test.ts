import { noticePausedSending } from '../../functions/aws/sending-paused.ts';

const noticed = async (isSendingEnabled: () => Promise<boolean>): Promise<object[]> => {
  const metrics: object[] = [];
  await noticePausedSending({ isSendingEnabled }, (metric) => metrics.push(metric));
  return metrics;
};

describe('an account that SES lets send no longer', () => {
  test('is a metric', async () => {
    expect(await noticed(() => Promise.resolve(false))).toEqual([{ name: 'SendingPaused', value: 1, unit: 'Count' }]);
  });

  test('is none while it may send', async () => {
    expect(await noticed(() => Promise.resolve(true))).toEqual([]);
  });

  test('is not taken for one because SES does not answer, which is told as what it is', async () => {
    await expect(noticed(() => Promise.reject(new Error('down')))).rejects.toThrow('down');
  });
});
