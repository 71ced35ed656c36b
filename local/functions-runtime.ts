import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Activity } from './activity.ts';
import type { SteppedClock } from './clock/stepped-clock.ts';
import type { Timetable } from './clock/timetable.ts';
import { functionVariables } from './function-variables.ts';
import type { Surroundings } from './function-variables.ts';
import { DisturbedEvents } from './faults/disturbed-events.ts';
import type { Faults } from './faults/faults.ts';
import { AsynchronousInvocations } from './lambda/asynchronous-invocations.ts';
import type { EventQueue } from './lambda/event-queue.ts';
import { asynchronousSettings } from './lambda/asynchronous-settings.ts';
import { functionDefinitions } from './lambda/function-definition.ts';
import { Lambda } from './lambda/lambda.ts';
import type { LambdaOptions } from './lambda/lambda.ts';
import type { Stores } from './stores.ts';
import type { Assembly } from './synthesis/assembly.ts';

export interface FunctionsOptions {
  readonly assembly: Assembly;
  readonly surroundings: Surroundings;
  readonly dataFolder: string;
  readonly workerProgram: string;
  readonly stores: Stores;
  readonly clock: SteppedClock;
  readonly timetable: Timetable;
  readonly activity: Activity;
  readonly onFunctionError: LambdaOptions['onFunctionError'];
  readonly faults: Faults;
}

export interface FunctionsRuntime {
  readonly lambda: Lambda;
  readonly asynchronous: AsynchronousInvocations;
  /** The same, with the faults that are armed for events of functions. */
  readonly events: EventQueue;
}

/** The template's functions, ready to be invoked. */
export async function functionsRuntime(options: FunctionsOptions): Promise<FunctionsRuntime> {
  const { assembly, surroundings, dataFolder, workerProgram, stores, clock, timetable, activity } = options;
  const logFolder = join(dataFolder, 'logs');
  await mkdir(logFolder, { recursive: true });
  const lambda = new Lambda({
    definitions: functionDefinitions(assembly),
    variablesOf: (definition) => functionVariables(definition, surroundings),
    clockOffset: clock.shared,
    program: workerProgram,
    logFolder,
    activity,
    onFunctionError: options.onFunctionError,
  });
  const asynchronous = new AsynchronousInvocations({
    lambda,
    queue: stores.queue,
    settingsOf: asynchronousSettings(assembly.resources),
    deadLetters: stores.deadLetters,
    clock,
    timetable,
    activity,
  });
  const events = new DisturbedEvents({
    faults: options.faults,
    service: 'lambda',
    namesOf: (nameOrArn) => [lambda.fileNameOf(nameOrArn) ?? nameOrArn],
    queue: asynchronous,
  });
  return { lambda, asynchronous, events };
}
