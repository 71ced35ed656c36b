import { join } from 'node:path';
import type { Activity } from '../activity.ts';
import { ExecutionEnvironment } from './execution-environment.ts';
import type { Invocation } from './execution-environment.ts';
import { functionTarget } from './function-definition.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { FunctionError } from './worker-messages.ts';

export interface LambdaOptions {
  readonly definitions: readonly FunctionDefinition[];
  /** All variables of a function: its own, resolved for this machine, and those that Lambda sets. */
  readonly variablesOf: (definition: FunctionDefinition) => Record<string, string>;
  readonly clockOffset: SharedArrayBuffer;
  /** The compiled worker-program.ts. */
  readonly program: string;
  readonly logFolder: string;
  readonly activity: Activity;
  /** Told of each failure of a function. */
  readonly onFunctionError: (functionName: string, error: FunctionError) => void;
}

/** Runs functions: each in a worker of its own, which starts with the first invocation. */
export class Lambda {
  readonly #options: LambdaOptions;
  readonly #definitions: ReadonlyMap<string, FunctionDefinition>;
  readonly #environments = new Map<string, ExecutionEnvironment>();

  constructor(options: LambdaOptions) {
    this.#options = options;
    this.#definitions = new Map(options.definitions.map((definition) => [definition.name, definition]));
  }

  knows(nameOrArn: string): boolean {
    return this.#definitions.has(functionTarget(nameOrArn).name);
  }

  /** The functions' file names. */
  fileNames(): string[] {
    return [...this.#definitions.values()].map(({ fileName }) => fileName);
  }

  fileNameOf(nameOrArn: string): string | undefined {
    return this.#definitions.get(functionTarget(nameOrArn).name)?.fileName;
  }

  /**
   * Ends the worker of a function in the middle of whatever it does, as when Lambda loses a machine. Answers whether it had
   * one. What it was doing has failed; the next invocation gets another worker.
   */
  async crash(fileName: string): Promise<boolean> {
    const definition = [...this.#definitions.values()].find((one) => one.fileName === fileName);
    const environment = definition && this.#environments.get(definition.name);
    if (!environment?.isUsable) return false;
    await environment.stop();
    return true;
  }

  /** Runs a function with an event in JSON and waits for its answer. Throws for a function there is not. */
  async invoke(nameOrArn: string, event: string): Promise<Invocation> {
    const { name } = functionTarget(nameOrArn);
    const definition = this.#definitions.get(name);
    if (definition === undefined) throw new Error(`There is no function ${name}`);
    const invocation = await this.#options.activity.during(() => this.#environmentOf(definition).invoke(event));
    if (invocation.kind === 'failed') this.#options.onFunctionError(name, invocation.error);
    return invocation;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#environments.values()].map((environment) => environment.stop()));
  }

  #environmentOf(definition: FunctionDefinition): ExecutionEnvironment {
    const current = this.#environments.get(definition.name);
    if (current?.isUsable) return current;
    const { variablesOf, clockOffset, program, logFolder } = this.#options;
    const environment = new ExecutionEnvironment({
      definition,
      variables: variablesOf(definition),
      clockOffset,
      program,
      logFile: join(logFolder, `${definition.name}.log`),
    });
    this.#environments.set(definition.name, environment);
    return environment;
  }
}
