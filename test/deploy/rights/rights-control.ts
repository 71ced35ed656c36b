import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyDocument } from '../deployment/aws-answers.ts';
import { stackName } from '../deployment/cdk.ts';
import type { Deployed } from '../deployment/deployed.ts';
import type { Emulator, EvaluatedRight } from '../emulator/emulator.ts';
import { play } from '../scenarios/scenario.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { documentWithout } from './granted-rights.ts';
import type { Right } from './granted-rights.ts';

/**
 * What the emulator does not ask a function's role for, so that no run can show whether it is needed. Each is what AWS's documentation
 * says a function needs for what it does.
 */
const neverEvaluated: readonly { readonly action: RegExp; readonly because: string }[] = [
  { action: /^logs:/, because: 'the emulator writes the logs itself' },
  { action: /^xray:/, because: 'the emulator traces nothing' },
  { action: /^iam:PassRole$/, because: 'the emulator lets every role be passed' },
  {
    action: /^dynamodb:(?:DescribeStream|GetRecords|GetShardIterator|ListStreams)$/,
    because: 'the emulator reads the stream itself',
  },
  { action: /^sqs:SendMessage$/, because: 'the emulator writes dead letters itself' },
  { action: /^s3:ListBucket$/, because: 'the emulator says of what is not there that it is not, whoever asks' },
];

/** Knows which scenario needs which right, and shows that it fails without. */
export class RightsControl {
  readonly #emulator: Emulator;
  readonly #needs = new Map<Scenario, readonly EvaluatedRight[]>();
  #seen = 0;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  /** Notes which rights were evaluated while the scenario, or what led to it, was played. */
  played(scenario: Scenario): void {
    const all = this.#emulator.evaluatedRights();
    this.#needs.set(scenario, all.slice(this.#seen));
    this.#seen = all.length;
  }

  /** Rights that nobody needed, but for those that the emulator never asks for. */
  unusedOf(rights: readonly Right[]): readonly string[] {
    const evaluated = this.#emulator.evaluatedRights();
    return this.takeable(rights)
      .filter((right) => !evaluated.some((one) => isOf(right, one)))
      .map((right) => `${right.function}: ${right.action} on ${right.resource}`);
  }

  takeable(rights: readonly Right[]): readonly Right[] {
    return rights.filter(({ action }) => !neverEvaluated.some((one) => one.action.test(action)));
  }

  /** What failed without the right; undefined when nothing did. The right is back afterwards. */
  async noticeWithout(stack: Deployed, right: Right): Promise<string | undefined> {
    await putPolicy(stack, right, documentWithout(right.policy.document, right));
    stack.patienceSeconds = impatientSeconds;
    try {
      if (isKept(right)) await startAnew(stack, right);
      for (const scenario of this.#whoNeeds(right)) {
        const failure = await play(stack, scenario).then(
          () => undefined,
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        );
        if (failure !== undefined)
          return `${scenario.name}: ${failure.split('\n').slice(0, 2).join(' ').slice(0, 200)}`;
      }
      return undefined;
    } finally {
      stack.patienceSeconds = undefined;
      await putPolicy(stack, right, right.policy.document);
    }
  }

  /** Those that used it most come first; where it is used once in minutes, all that the function has a part in. */
  #whoNeeds(right: Right): readonly Scenario[] {
    const counts = (one: EvaluatedRight) => (isKept(right) ? one.role === right.policy.role : isOf(right, one));
    const uses = [...this.#needs].map(([scenario, needs]) => ({ scenario, times: needs.filter(counts).length }));
    return uses
      .filter(({ times }) => times > 0)
      .sort((a, b) => b.times - a.times)
      .map(({ scenario }) => scenario);
  }
}

/** Whether a running copy of a function keeps for minutes what the right lets it read. */
function isKept({ action }: Right): boolean {
  return action.startsWith('secretsmanager:');
}

/** Has the function run in new copies. The emulator starts them when the time limit is set, even to what it was, but not for a description. */
async function startAnew(stack: Deployed, { function: name }: Right): Promise<void> {
  const functionName = `${stackName}-${name}`;
  const { Timeout } = await stack.awsCommand(
    ...['lambda', 'get-function-configuration', '--function-name', functionName],
  );
  await stack.awsCommand(
    ...['lambda', 'update-function-configuration', '--function-name', functionName, '--timeout', String(Timeout)],
  );
}

/** Nobody waits the whole time for what will not come. */
const impatientSeconds = 20;

async function putPolicy(stack: Deployed, { policy }: Right, document: PolicyDocument): Promise<void> {
  const file = join(stack.emulator.folder, 'policy.json');
  writeFileSync(file, JSON.stringify(document));
  await stack.awsCommand(
    ...['iam', 'put-role-policy', '--role-name', policy.role, '--policy-name', policy.name],
    ...['--policy-document', `file://${file}`],
  );
}

function isOf({ policy, action, resource }: Right, evaluated: EvaluatedRight): boolean {
  return evaluated.role === policy.role && evaluated.action === action && wildcard(resource).test(evaluated.resource);
}

/** As IAM reads `*` and `?` in a resource. */
function wildcard(resource: string): RegExp {
  const escaped = resource.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
