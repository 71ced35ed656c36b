import { setTimeout as wait } from 'node:timers/promises';
import type { FunctionName } from '../../../lib/function-names.ts';
import type { Emulator } from '../emulator/emulator.ts';
import type { Answered } from '../scenarios/answers.ts';
import type { AwsAnswer } from './aws-answers.ts';
import { stackName } from './cdk.ts';
import { functionErrors } from './function-errors.ts';
import { awsCommand, jsonCall, send, signedCall } from './signed-call.ts';
import type { HttpAnswer } from './signed-call.ts';

export interface StackResource {
  readonly type: string;
  readonly physicalId: string;
}

export interface CallOptions {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface JsonAnswer extends HttpAnswer {
  /** The body; without a field if it is no JSON. */
  readonly json: Answered;
}

/** The stack on the emulator, as those who use it reach it. */
export class Deployed {
  readonly emulator: Emulator;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: ReadonlyMap<string, StackResource>;
  /** Token of an agent who is an admin, once they have signed in. */
  agentToken = '';
  /** Errors that the step under way causes itself. */
  expectedErrors: RegExp | undefined;
  /** What functions logged before is another step's. Milliseconds since 1970. */
  stepBegan = Date.now();
  /** How long `eventually` waits at the most, if that is less than it would. */
  patienceSeconds: number | undefined;

  constructor(
    emulator: Emulator,
    outputs: Readonly<Record<string, string>>,
    resources: ReadonlyMap<string, StackResource>,
  ) {
    this.emulator = emulator;
    this.outputs = outputs;
    this.resources = resources;
  }

  /** A request through CloudFront, as a browser makes it. */
  async call(method: string, path: string, { token, body, headers = {} }: CallOptions = {}): Promise<JsonAnswer> {
    const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    return withJson(
      await send(this.emulator, {
        host: new URL(this.outputs.PublicUrl ?? '').host,
        method,
        path,
        headers: {
          ...(content === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(content === undefined ? {} : { body: content }),
      }),
    );
  }

  /** As `call`; throws unless it is answered with this status. Gives the JSON. */
  async expectCall(status: number, method: string, path: string, options?: CallOptions): Promise<Answered> {
    const answer = await this.call(method, path, options);
    if (answer.status === status) return answer.json;
    throw new Error(
      `${method} ${path}: ${status} was expected, and it is ${answer.status} ${answer.body.toString().slice(0, 500)}`,
    );
  }

  /** As an agent. */
  async agent(status: number, method: string, path: string, body?: unknown): Promise<Answered> {
    return this.expectCall(status, method, path, { token: this.agentToken, ...(body === undefined ? {} : { body }) });
  }

  /** A request to a URL that the stack handed out. */
  async fetchUrl(
    url: string,
    init: { method?: string; headers?: Record<string, string>; body?: Buffer } = {},
  ): Promise<HttpAnswer> {
    const { pathname, search, host } = new URL(url);
    return send(this.emulator, { method: 'GET', path: pathname + search, host, ...init });
  }

  /** A call of an AWS API, as the account's root. */
  async aws(service: string, target: string, input: object): Promise<AwsAnswer> {
    const version = service === 'dynamodb' || service === 'sqs' ? '1.0' : '1.1';
    return (await jsonCall(this.emulator, service, target, input, version)) as AwsAnswer;
  }

  async awsCommand(...options: readonly string[]): Promise<AwsAnswer> {
    return (await awsCommand(this.emulator, ...options)) as AwsAnswer;
  }

  /** The AWS API of one of its REST services. */
  async rest(service: string, method: string, path: string, body?: string | Buffer): Promise<HttpAnswer> {
    return signedCall(this.emulator, service, { method, path, ...(body === undefined ? {} : { body }) });
  }

  /** Runs a function as a service of AWS does. */
  async invoke(
    name: FunctionName,
    event: object,
    type: 'Event' | 'RequestResponse' = 'RequestResponse',
  ): Promise<unknown> {
    const path = `/2015-03-31/functions/${stackName}-${name}/invocations`;
    const headers = { 'x-amz-invocation-type': type };
    const answer = await signedCall(this.emulator, 'lambda', {
      method: 'POST',
      path,
      headers,
      body: JSON.stringify(event),
    });
    const failed = answer.headers['x-amz-function-error'];
    if (answer.status >= 300 || failed !== undefined) throw new Error(`${name}: ${answer.body.toString()}`);
    return answer.body.length === 0 ? undefined : (JSON.parse(answer.body.toString()) as unknown);
  }

  /** Id of the only resource of this type whose logical id has this in it. */
  physicalId(type: string, logicalId: RegExp): string {
    const found = [...this.resources].filter(([id, one]) => one.type === type && logicalId.test(id));
    if (found.length !== 1) throw new Error(`${found.length} resources are ${type} ${String(logicalId)}`);
    return found[0]![1].physicalId;
  }

  /** Physical ids of all resources of a type. */
  physicalIds(type: string): readonly string[] {
    return [...this.resources.values()].filter((one) => one.type === type).map((one) => one.physicalId);
  }

  /**
   * What the probe gives as soon as that is something. Throws when a function logs an error meanwhile, which says more than a time
   * limit, or after `seconds`.
   */
  async eventually<T>(what: string, probe: () => Promise<T | undefined | false>, seconds = 60): Promise<T> {
    const end = Date.now() + Math.min(seconds, this.patienceSeconds ?? seconds) * 1000;
    for (let round = 1; ; round += 1) {
      const found = await probe();
      if (found !== undefined && found !== false) return found;
      if (round % 5 === 0) await this.expectNoErrors();
      if (Date.now() > end) throw new Error(`Nobody saw within ${seconds} s: ${what}`);
      await wait(150);
    }
  }

  /** Throws when a function logged an error in this step that the step did not cause. */
  async expectNoErrors(): Promise<void> {
    const errors = await functionErrors(this.emulator, this.stepBegan);
    const { expectedErrors } = this;
    const unexpected = errors.filter((error) => !expectedErrors?.test(error));
    if (unexpected.length > 0) throw new Error(`Functions logged errors:\n${unexpected.slice(0, 5).join('\n')}`);
  }
}

function withJson(answer: HttpAnswer): JsonAnswer {
  try {
    return { ...answer, json: JSON.parse(answer.body.toString()) as Answered };
  } catch {
    return { ...answer, json: {} as Answered };
  }
}

/** The stack as it is deployed now. */
export async function deployedStack(emulator: Emulator, outputs: Readonly<Record<string, string>>): Promise<Deployed> {
  const described = (await awsCommand(
    emulator,
    ...['cloudformation', 'describe-stack-resources', '--stack-name', stackName],
  )) as AwsAnswer;
  const resources = described.StackResources.map((one): [string, StackResource] => [
    one.LogicalResourceId,
    { type: one.ResourceType, physicalId: one.PhysicalResourceId },
  ]);
  return new Deployed(emulator, outputs, new Map(resources));
}
