import { parseArgs } from 'node:util';
import { killRun } from '../test/system/kill/kill-run.ts';

/*
 * `npm run killtest -- [--kills 30] [--worker-seconds 120] [--visitors 8] [--seed N]`: kills a system in full use and says
 * whether it kept every promise. Ends with 1 if it did not. A run with the same seed kills at the same moments; what is
 * just under way then is the machine's business.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '30' },
    'worker-seconds': { type: 'string', default: '120' },
    visitors: { type: 'string', default: '8' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
say(`seed ${values.seed}`);
const { broken, numbers } = await killRun({
  seed: Number(values.seed),
  kills: Number(values.kills),
  workerKillSeconds: Number(values['worker-seconds']),
  visitors: Number(values.visitors),
  onProgress: say,
});
for (const [name, number] of Object.entries(numbers)) say(`${name}: ${number}`);
for (const line of broken) say(line);
say(broken.length === 0 ? 'Every promise was kept.' : `${broken.length} promises were broken.`);
process.exitCode = broken.length === 0 ? 0 : 1;
