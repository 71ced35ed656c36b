import type { RunningSystem } from './running-system.ts';

export interface FaultToArm {
  readonly service: string;
  readonly operation: string;
  readonly mode: string;
  readonly times?: number;
  readonly delaySeconds?: number;
}

/** Lets the next calls fail, or the next events be disturbed: once, if not told otherwise. */
export async function arm(system: RunningSystem, fault: FaultToArm): Promise<void> {
  const answer = await system.request('POST', '/__local/faults', { body: { times: 1, ...fault } });
  if (answer.status !== 200) throw new Error(`No such fault: ${JSON.stringify(answer.body)}`);
}

/** Takes back what is armed. */
export async function disarm(system: RunningSystem): Promise<void> {
  const { body } = await system.request('GET', '/__local/faults');
  for (const { service } of body as { service: string }[]) {
    await system.request('POST', '/__local/faults', { body: { service, operation: '*', times: 0 } });
  }
}

/** Has a dead letter's event taken up again, as the runbook says. */
export async function redrive(system: RunningSystem, id: string): Promise<void> {
  const answer = await system.request('POST', `/__local/dead-letters/${id}/redrive`, { body: {} });
  if (answer.status !== 200) throw new Error(`Not redriven: ${JSON.stringify(answer.body)}`);
}
