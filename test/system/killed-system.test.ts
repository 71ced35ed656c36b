import { killRun } from './kill/kill-run.ts';

// The full run is `npm run killtest`: thirty kills, and two minutes of killed functions.
test('killed in full use, the system loses nothing, doubles nothing and breaks no promise', async () => {
  const said: string[] = [];
  const { broken, numbers } = await killRun({
    seed: 20_261_122,
    kills: 4,
    workerKillSeconds: 10,
    visitors: 5,
    onProgress: (line) => said.push(line),
  });
  expect(broken).toEqual([]);
  expect(numbers.acknowledged).toBeGreaterThan(20);
  expect(numbers['e-mails sent']).toBeGreaterThan(0);
  expect(numbers['workers killed']).toBeGreaterThan(3);
});
