import { synthesise, withApp } from './synthesised.ts';

/** Checks nearly 200 resources against their schemas, in WebAssembly: seconds on a machine with nothing else to do. */
const patience = 180_000;

test(
  'the template keeps to CloudFormation’s schemas and rules',
  () => {
    // Throws at the first resource that CloudFormation would refuse; the reasons are printed.
    const valid = () => withApp({}, { builtinCloudFormationValidation: true }, (app) => app.synth());
    expect(valid).not.toThrow();
  },
  patience,
);

test('no resource waits for itself: CloudFormation would create neither', () => {
  const { resources } = synthesise();
  const waitsFor = new Map(
    Object.entries(resources).map(([id, { DependsOn = [], ...resource }]) => {
      const named = [...JSON.stringify(resource).matchAll(/"(?:Ref":"|Fn::GetAtt":\[")(\w+)"/g)].map(
        (found) => found[1]!,
      );
      return [id, [...DependsOn, ...named].filter((other) => other in resources)] as const;
    }),
  );
  const creatable = new Set<string>();
  for (let before = -1; before < creatable.size;) {
    before = creatable.size;
    for (const [id, others] of waitsFor) if (others.every((other) => creatable.has(other))) creatable.add(id);
  }
  expect([...waitsFor.keys()].filter((id) => !creatable.has(id))).toEqual([]);
});
