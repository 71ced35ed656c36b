import { catchMutants } from './catch-mutants.ts';
import { mutants } from './mutants.ts';
import { mutatedSource } from './prove-run.ts';

/** Those that few histories suffice for; `npm run prove -- --mutants` tries all of them. */
const soon = [
  'record before send',
  'retry on unknown outcome',
  'no grace after the lease',
  'ConflictException treated as an error',
];

test.each(mutants.map((mutant) => [mutant.name, mutant] as const))('a bug can be planted: %s', (_, mutant) => {
  expect(mutatedSource(mutant)).toContain(mutant.replacement);
});

test('the model catches what is planted', async () => {
  const planted = mutants.filter(({ name }) => soon.includes(name));
  const caught = await catchMutants(planted, { seed: 3, histories: 500, atOnce: 1 });
  expect(caught.map(({ mutant, promise }) => [mutant.name, promise !== undefined])).toEqual(
    soon.map((name) => [name, true]),
  );
});
