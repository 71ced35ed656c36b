/** A schedule as it is kept. */
export interface Schedule {
  readonly name: string;
  readonly groupName: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly enabled: boolean;
  readonly deleteAfterCompletion: boolean;
  readonly target: ScheduleTarget;
  readonly clientToken: string | undefined;
  /** Milliseconds since 1970, as all times here. */
  readonly createdAt: number;
  readonly changedAt: number;
  readonly lastFiredAt: number | undefined;
  /** What it was created from, to recognise a repeated call or an unchanged template. */
  readonly definition: string;
  /** Whether the stack creates it, rather than a call. */
  readonly fromTemplate: boolean;
}

export interface ScheduleTarget {
  readonly functionArn: string;
  readonly roleArn: string;
  readonly input: string | undefined;
  readonly deadLetterArn: string | undefined;
}

export function scheduleId({ groupName, name }: Pick<Schedule, 'groupName' | 'name'>): string {
  return `${groupName}/${name}`;
}
