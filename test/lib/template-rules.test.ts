import { withApp } from './synthesised.ts';

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
