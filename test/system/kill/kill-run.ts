import { setTimeout as wait } from 'node:timers/promises';
import { instantOf } from '../../../functions/domain/instant.ts';
import { auditTable } from '../../../scripts/audit/audit-table.ts';
import { dynamoDbItems } from '../../../scripts/audit/dynamodb-items.ts';
import { openLocalTable } from '../../../scripts/audit/local-table.ts';
import { redrive } from '../control.ts';
import { startSystem } from '../running-system.ts';
import type { RunningSystem } from '../running-system.ts';
import { diceOf } from './dice.ts';
import type { Dice } from './dice.ts';
import { Traffic } from './traffic.ts';

export interface KillRunOptions {
  readonly seed: number;
  /** How often the whole process is killed, up to two seconds after it was ready or after it got the first thing done. */
  readonly kills: number;
  /** For how long at least single functions' workers are killed, one every 300 ms. */
  readonly workerKillSeconds: number;
  readonly visitors: number;
  readonly onProgress: (line: string) => void;
}

export interface KillRun {
  /** What must not be; empty if every promise was kept. */
  readonly broken: readonly string[];
  readonly numbers: Readonly<Record<string, number>>;
}

const workerKillEveryMs = 300;
/** A machine that is busy with other things gets longer until so many are killed, but not for ever. */
const fewestWorkersKilled = 4;
const longestWorkerKillMs = 120_000;
/** After this long nothing may still be under way: longer than the last retry after a refusal. */
const mostQuietSteps = 60;
const quietStepSeconds = 600;

const functions = [
  'visitor-api',
  'agent-api',
  'follow-changes',
  'check-unread',
  'sweep-overdue',
  'receive-email',
  'record-email-event',
  'realtime',
];

/** Kills a system that is in full use again and again, then lets time pass, and looks whether every promise was kept. */
export async function killRun(options: KillRunOptions): Promise<KillRun> {
  const { seed, kills, workerKillSeconds, visitors, onProgress } = options;
  const system = await startSystem();
  const dice = diceOf(seed);
  try {
    const traffic = new Traffic(system, diceOf(seed + 1));
    await traffic.start(visitors);
    for (let kill = 1; kill <= kills; kill += 1) {
      const afterMs = dice.below(2000);
      // Every other time first somebody gets something done: a machine that is slow to start would be killed idle for ever.
      const inFullUse = kill % 2 === 0;
      if (inFullUse) await traffic.progress();
      await wait(afterMs);
      await system.kill();
      await system.restart();
      onProgress(
        `kill ${kill} of ${kills}: ${afterMs} ms after ${inFullUse ? 'the first thing done' : 'ready'}; ${traffic.said.size} things said so far`,
      );
    }
    const crashed = await killWorkers(system, dice, workerKillSeconds);
    onProgress(`${crashed} workers killed`);
    await traffic.stop();
    await untilQuiet(system, onProgress);
    const { broken, numbers } = await judged(system, traffic);
    return { broken, numbers: { seed, kills, 'workers killed': crashed, ...numbers } };
  } finally {
    await system.stop();
  }
}

async function killWorkers(system: RunningSystem, dice: Dice, seconds: number): Promise<number> {
  const begin = performance.now();
  const fewest = Math.min(fewestWorkersKilled, seconds);
  let crashed = 0;
  const isOver = (): boolean => {
    const passedMs = performance.now() - begin;
    return passedMs > seconds * 1000 && (crashed >= fewest || passedMs > longestWorkerKillMs);
  };
  while (!isOver()) {
    const answer = await system.request('POST', '/__local/crash', { body: { function: dice.oneOf(functions) } });
    if ((answer.body as { crashed?: boolean }).crashed === true) crashed += 1;
    await wait(workerKillEveryMs);
  }
  return crashed;
}

/** Lets time pass, and dead letters be taken up again as the runbook says, until nothing is to happen any more. */
async function untilQuiet(system: RunningSystem, onProgress: KillRunOptions['onProgress']): Promise<void> {
  for (let step = 1; step <= mostQuietSteps; step += 1) {
    await system.clock(quietStepSeconds);
    let redriven = 0;
    for (const { id, body } of await system.deadLetters()) {
      if (!body.includes('"requestPayload"')) continue;
      await redrive(system, id);
      redriven += 1;
    }
    const timers = (await system.schedules()).filter(({ name }) => name.startsWith('u-')).length;
    if (redriven > 0) onProgress(`${redriven} dead letters were taken up again`);
    // Time for a claim whose holder died: its lease, the grace for SES's events, and the sweeper.
    if (redriven === 0 && timers === 0 && step > 4) return;
  }
}

async function judged(system: RunningSystem, traffic: Traffic): Promise<KillRun> {
  const local = await openLocalTable(system.url);
  const table = dynamoDbItems({
    tableName: local.name,
    client: {
      endpoint: local.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    },
    unitsPerSecond: Number.POSITIVE_INFINITY,
  });
  const { findings, conversations, items } = await auditTable(table, () => instantOf(new Date(local.now())));

  const stored = new Map<string, number>();
  let decisionsFailed = 0;
  for await (const item of table.items()) {
    if (item.type === 'message' || item.type === 'kept-mail') {
      const text = String((item.data as { text?: unknown }).text).trim();
      stored.set(text, (stored.get(text) ?? 0) + 1);
    }
    if (item.type === 'decision' && (item.data as { decision?: unknown }).decision === 'failed') decisionsFailed += 1;
  }
  const said = [...traffic.said.values()];
  const lost = said.filter(({ text, acknowledged }) => acknowledged && !stored.has(text));
  const doubled = said.filter(({ text }) => (stored.get(text) ?? 0) > 1);

  const mails = await system.mailbox();
  const ofEpisode = new Map<string, number>();
  for (const { tags } of mails) {
    const episode = `${tags.conversation ?? ''} episode ${tags.episode ?? ''}`;
    ofEpisode.set(episode, (ofEpisode.get(episode) ?? 0) + 1);
  }
  const twice = [...ofEpisode].filter(([, count]) => count > 1);
  return {
    broken: [
      ...findings.map(({ rule, conversationId, detail }) => `audit: ${rule} ${conversationId} ${detail}`),
      ...lost.map(({ text }) => `acknowledged and not there: ${text}`),
      ...doubled.map(({ text }) => `there more than once: ${text}`),
      ...twice.map(([episode, count]) => `${count} e-mails: ${episode}`),
    ],
    numbers: {
      'things said': said.length,
      acknowledged: said.filter(({ acknowledged }) => acknowledged).length,
      'e-mails sent': mails.length,
      'episodes given up': decisionsFailed,
      'dead letters left': (await system.deadLetters()).length,
      conversations,
      items,
    },
  };
}
