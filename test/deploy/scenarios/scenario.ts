import type { Deployed } from '../deployment/deployed.ts';

/** Something that people or services do with the deployed stack, complete in itself: it may run at any time and again. */
export interface Scenario {
  /** A sentence of what must hold. */
  readonly name: string;
  /** Errors that functions log because the scenario makes them. */
  readonly expectedErrors?: RegExp;
  /** Throws when it does not hold. */
  readonly run: (stack: Deployed) => Promise<void>;
}

/** Runs it, and looks that no function logged an error of which it says nothing. */
export async function play(stack: Deployed, scenario: Scenario): Promise<void> {
  stack.stepBegan = Date.now();
  stack.expectedErrors = scenario.expectedErrors;
  await scenario.run(stack);
  await stack.expectNoErrors();
}
