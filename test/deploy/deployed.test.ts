import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeOnEmulator } from '../setup/emulator.ts';
import { bootstrap, deploy, destroy, synthesise } from './deployment/cdk.ts';
import type { SynthesisOptions } from './deployment/cdk.ts';
import { deployedStack } from './deployment/deployed.ts';
import type { Deployed } from './deployment/deployed.ts';
import { startEmulator } from './emulator/emulator.ts';
import type { Emulator } from './emulator/emulator.ts';
import { leftOvers, replaced, replacedForGood } from './left-overs.ts';
import { lastRelease } from './released.ts';
import type { Release } from './released.ts';
import { controlledRights } from './rights/controlled-rights.ts';
import { rightsOf } from './rights/granted-rights.ts';
import { RightsControl } from './rights/rights-control.ts';
import { mailsTo, mailTo, textOf } from './scenarios/mail.ts';
import { armedSchedule } from './scenarios/notification.ts';
import { answer, messagesForVisitor, visitorInChat } from './scenarios/people.ts';
import type { VisitorInChat } from './scenarios/people.ts';
import { prepare } from './scenarios/preparation.ts';
import { play } from './scenarios/scenario.ts';
import { scenarios } from './scenarios/scenarios.ts';

/*
 * The life of a deployment, from an empty account to an empty account, with the real command line of the CDK, on an emulator that
 * evaluates every right. Each test goes on where the one before it ended; after the first that fails the others are not tried.
 */
const root = resolve(import.meta.dirname, '../..');

let failed: string | undefined;
function expectSoFarSoGood(): void {
  if (failed === undefined) return;
  const error = new Error(`Not tried, since this failed: ${failed}`);
  delete error.stack;
  throw error;
}

/** A test that needs those before it. */
function step(name: string, run: () => Promise<void>): void {
  test(name, async () => {
    expectSoFarSoGood();
    try {
      await run();
    } catch (error) {
      failed = name;
      throw error;
    }
  });
}

describeOnEmulator('a deployment', () => {
  let emulator: Emulator;
  let stack: Deployed;
  let release: Release;
  let vera: VisitorInChat;
  let waiting: VisitorInChat;
  let before: Deployed;
  const assembly = (name: string) => join(emulator.folder, name);
  const unproven = new Set<string>();
  const synthesised = async (name: string, project: string, more: Partial<SynthesisOptions> = {}): Promise<void> => {
    const edits = await synthesise(emulator, { project, assembly: assembly(name), ...more });
    for (const edit of edits) unproven.add(edit);
  };
  const deployed = async (name: string, project: string): Promise<Deployed> =>
    deployedStack(emulator, await deploy(emulator, assembly(name), project));
  let control: RightsControl;

  beforeAll(async () => {
    emulator = await startEmulator();
    control = new RightsControl(emulator);
  });

  afterAll(async () => {
    process.stdout.write(`${[...unproven].map((edit) => `unproven: ${edit}`).join('\n')}\n`);
    if (failed !== undefined) process.stdout.write(`The emulator’s log: KEEP_EMULATOR_FOLDER=1, ${emulator.folder}\n`);
    await emulator.stop();
  });

  step('begins with the last released version, in which a visitor waits for an e-mail', async () => {
    release = lastRelease();
    await Promise.all([synthesised('released', release.project), synthesised('present', root)]);
    await bootstrap(emulator, assembly('released'), release.project);
    before = await deployed('released', release.project);
    await prepare(before);
    vera = await visitorInChat(before);
    await answer(before, vera.conversation, 'Written before the upgrade.');
    await armedSchedule(before, vera.conversation);
  });

  step('is upgraded: nothing that holds data is replaced, and all of it is there', async () => {
    stack = await deployed('present', root);
    expect(replacedForGood(before, stack)).toEqual([]);
    await prepare(stack);
    const texts = (await messagesForVisitor(stack, vera)).map(({ text }) => text);
    expect(texts).toEqual(['Hello', 'Written before the upgrade.']);
  });

  step('is deployed again with another configuration, and nothing is replaced', async () => {
    stack.stepBegan = Date.now();
    waiting = await visitorInChat(stack);
    await answer(stack, waiting.conversation, 'Written before the change.');
    await armedSchedule(stack, waiting.conversation);
    const context = { companyName: 'Another name', alarmEmail: 'operations@chat.test' };
    await synthesised('changed', root, { context, isBuilt: true });
    before = stack;
    stack = await deployed('changed', root);
    expect(replaced(before, stack)).toEqual([]);
    await prepare(stack);
    expect((await messagesForVisitor(stack, waiting)).length).toBe(2);
  });

  // The scenarios stand by themselves: when one fails the others are still worth trying.
  test.each(scenarios)('$name', async (scenario) => {
    expectSoFarSoGood();
    try {
      await play(stack, scenario);
    } finally {
      control.played(scenario);
    }
  });

  test('gives no function a right that nothing needs', async () => {
    expectSoFarSoGood();
    const rights = await rightsOf(stack);
    expect(rights.length).toBeGreaterThan(60);
    expect(control.unusedOf(rights)).toEqual([]);
  });

  step('e-mails what schedules of before the upgrade and of before the change ring for', async () => {
    stack.stepBegan = Date.now();
    for (const [visitor, text] of [
      [vera, 'Written before the upgrade.'],
      [waiting, 'Written before the change.'],
    ] as const) {
      expect(textOf(await mailTo(stack, visitor.email!, { seconds: 180 }))).toContain(text);
      expect(mailsTo(stack, visitor.email!)).toHaveLength(1);
    }
  });

  step('leaves no dead letter behind', async () => {
    for (const QueueUrl of stack.physicalIds('AWS::SQS::Queue')) {
      const AttributeNames = ['ApproximateNumberOfMessages'];
      const { Attributes } = await stack.aws('sqs', 'AmazonSQS.GetQueueAttributes', { QueueUrl, AttributeNames });
      expect({ QueueUrl, letters: Attributes.ApproximateNumberOfMessages }).toEqual({ QueueUrl, letters: '0' });
    }
  });

  // Last, since it may leave dead letters behind.
  test('fails without a right that it needs', async () => {
    expectSoFarSoGood();
    const { chosen, of, seed } = controlledRights(control.takeable(await rightsOf(stack)));
    process.stdout.write(`${chosen.length} of ${of} rights are taken away, RIGHTS_SEED=${seed}\n`);
    const unnoticed: string[] = [];
    for (const right of chosen) {
      const notice = await control.noticeWithout(stack, right);
      process.stdout.write(`without ${right.function} ${right.action}: ${notice ?? 'NOBODY NOTICES'}\n`);
      if (notice === undefined) unnoticed.push(`${right.function} ${right.action} on ${right.resource}`);
    }
    expect(unnoticed).toEqual([]);
  }, 7_200_000);

  step('is destroyed: what holds data is kept, and no receipt rule set is active', async () => {
    await destroy(emulator, assembly('changed'), root);
    expect(await leftOvers(stack)).toEqual({
      tables: 1,
      buckets: 2,
      secrets: 1,
      userPools: 1,
      functions: 0,
      ruleSets: 0,
      activeRuleSet: undefined,
      identities: 0,
      scheduleGroups: 0,
    });
  });

  step('is deployed anew into the same account', async () => {
    stack = await deployed('changed', root);
    await prepare(stack);
    for (const scenario of scenarios.filter(({ name }) => name.includes('e-mailed once'))) await play(stack, scenario);
    rmSync(assembly('changed'), { recursive: true });
  });
});
