import { metricLine } from './domain/metric.ts';
import type { Metric } from './domain/metric.ts';

/** Writes that line for the function that runs. */
export function logMetrics(metrics: readonly Metric[], ids: object = {}): void {
  const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME ?? '';
  process.stdout.write(`${metricLine(metrics, { functionName, now: new Date(), ids })}\n`);
}
