import { Validations, type App } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NagRuleCompliance, type IApplyRule } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { allOptions, otherOptions } from './all-options.ts';
import { withApp } from './synthesised.ts';

/** What a rule of cdk-nag has against a construct, whether or not it is acknowledged. */
interface Finding {
  id: string;
  construct: IConstruct;
}

interface Acknowledgement {
  id: string;
  reason: string;
  path: string;
}

/** The rules of AwsSolutions, which also keep what they find where it is acknowledged. */
class Findings extends AwsSolutionsChecks {
  readonly all: Finding[] = [];

  protected override applyRule(params: IApplyRule): void {
    super.applyRule(params);
    const id = `AwsSolutions-${params.ruleSuffixOverride ?? params.rule.name}`;
    this.all.push(...findingsOf(params).map((one) => ({ id: `${id}${one}`, construct: params.node })));
  }
}

/** What is added to the rule's id in each of its findings; a rule that fails on a construct has one, as cdk-nag sees it. */
function findingsOf(applied: IApplyRule): string[] {
  try {
    const result = applied.rule(applied.node);
    if (Array.isArray(result)) return result.map((finding) => `[${finding}]`);
    return result === NagRuleCompliance.NON_COMPLIANT ? [''] : [];
  } catch {
    return [''];
  }
}

function judge(app: App) {
  // Before, resources are missing that come by aspects.
  app.synth();
  const findings = new Findings(app);
  const unacknowledged = findings
    .validateScope(app)
    .violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} at ${String(constructPath)}: ${description}`),
    );
  const needed = new Set(
    findings.all.flatMap(({ id, construct }) => construct.node.scopes.map(({ node }) => `${id} at ${node.path}`)),
  );
  return { unacknowledged, needed, acknowledged: app.node.findAll().flatMap(acknowledgementsOf) };
}

function acknowledgementsOf({ node }: IConstruct): Acknowledgement[] {
  return node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Record<string, string>))
    .map(([id, reason]) => ({ id: id.replace(/^annotation::/i, ''), reason, path: node.path }));
}

const judged = Object.entries({
  'the examples alone': {},
  'all options': allOptions,
  'what stands in place of them': otherOptions,
  'one-time passwords that nobody needs': { mfa: 'optional' },
}).map(([name, options]) => [name, withApp(options, { builtinCloudFormationValidation: false }, judge)] as const);
const acknowledged = judged.flatMap(([, one]) => one.acknowledged);

describe('cdk-nag', () => {
  test.each(judged)('finds nothing in the stack with %s that is not acknowledged', (_, { unacknowledged, needed }) => {
    expect(unacknowledged).toEqual([]);
    expect(needed.size).toBeGreaterThan(50);
  });

  test('is told nothing in advance: each acknowledgement answers a finding', () => {
    const needed = new Set(judged.flatMap(([, one]) => [...one.needed]));
    const stale = acknowledged.map(({ id, path }) => `${id} at ${path}`).filter((one) => !needed.has(one));
    expect(stale).toEqual([]);
  });

  test('is answered beside the construct it is about, for no group of constructs', () => {
    const groups = ['', 'Chat', 'Chat/Conversations'];
    expect(acknowledged.filter(({ path }) => groups.includes(path))).toEqual([]);
  });

  test('is always given a reason, in a sentence', () => {
    expect(acknowledged.filter(({ reason }) => !/^[A-Z].+ .+\.$/.test(reason))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(50);
  });
});
