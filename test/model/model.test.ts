import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { History } from './history.ts';
import { tryHistories, engineOf } from './try-histories.ts';
import type { Engine, Found } from './try-histories.ts';

const folder = join(import.meta.dirname, 'histories');
const kept = readdirSync(folder).map((file) => [file.replace('.json', '').replaceAll('-', ' '), file] as const);

/** What to read when it fails: the promise, the story, and the history to keep. */
function told({ broken }: Found): string {
  return broken === undefined ? '' : `${broken.promise}\n${broken.story.join('\n')}\n${JSON.stringify(broken.history)}`;
}

describe('in memory', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await engineOf('memory');
  });

  test('whatever stops, fails, is late, lost, repeated or out of order: the promises are kept', async () => {
    const found = await tryHistories(engine, { seed: 4, histories: 2000 });
    expect(told(found)).toBe('');
    // And it was no empty run.
    for (const much of [
      'e-mails that SES took',
      'processes stopped before or after a step',
      'claims taken over',
      'races lost',
      'rings: lost',
      'SES events: lost',
      'decisions: waiting-for-address',
      'answers in the end: read',
    ]) {
      expect([much, found.tally[much]! > 20]).toEqual([much, true]);
    }
  });

  test.each(kept)('a history that once broke a promise does not any more: %s', async (_, file) => {
    const history = JSON.parse(readFileSync(join(folder, file), 'utf8')) as History;
    const { broken, story } = await engine.run(history, true);
    expect(broken === undefined ? '' : `${broken}\n${story.join('\n')}`).toBe('');
  });

  test('the same history ends the same way every time', async () => {
    const history = JSON.parse(readFileSync(join(folder, kept[0]![1]), 'utf8')) as History;
    const [first, again] = [await engine.run(history, true), await engine.run(history, true)];
    expect(again.story).toEqual(first.story);
    expect(first.story.length).toBeGreaterThan(10);
  });
});

describe('on a DynamoDB engine', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await engineOf('dynamodb');
  });
  afterAll(() => engine.stop());

  test('the promises are kept as well', async () => {
    const found = await tryHistories(engine, { seed: 7, histories: 12 });
    expect(told(found)).toBe('');
    expect(found.tally['e-mails that SES took']).toBeGreaterThan(5);
  });
});
