import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { regions } from '../../lib/regions.ts';
import { pythonProgram } from '../../scripts/emulator.ts';
import { describeOnEmulator } from '../setup/emulator.ts';
import { allOptions, otherOptions } from './all-options.ts';
import { withApp } from './synthesised.ts';

const root = resolve(import.meta.dirname, '../..');

/** Reads three templates against the schemas of all Regions. */
const patience = 180_000;

const folder = mkdtempSync(join(tmpdir(), 'cfn-lint-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Match {
  Rule: { Id: string };
  Message: string;
  Location: { Path: string[] | null };
}

/** What cfn-lint says of templates in these Regions, in one line each. Throws when it cannot read them. */
function complaints(templates: Record<string, unknown>, inRegions: readonly string[]): string[] {
  const files = Object.entries(templates).map(([name, template]) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(template));
    return file;
  });
  const config = join(root, '.cfnlintrc.yaml');
  const options = ['--config-file', config, '--format', 'json', '--regions', ...inRegions, '--template', ...files];
  const { status, stdout, stderr } = spawnSync(pythonProgram('cfn-lint'), options, { cwd: folder, encoding: 'utf8' });
  // It says what it found on the one, and why it found nothing on the other.
  if (stderr !== '' || status === null) throw new Error(`cfn-lint ended with ${String(status)}: ${stderr}`);
  return (JSON.parse(stdout) as Match[]).map(
    ({ Rule, Message, Location }) => `${Rule.Id} ${Message} (${(Location.Path ?? []).join('/')})`,
  );
}

function templateWith(options: Record<string, unknown>): unknown {
  return withApp(
    options,
    { builtinCloudFormationValidation: false },
    (app) => app.synth().getStackByName('Chat').template as unknown,
  );
}

describeOnEmulator('cfn-lint', () => {
  test(
    'has nothing to say against the template in any Region that it may be deployed into',
    () => {
      const templates = {
        examples: templateWith({}),
        options: templateWith(allOptions),
        others: templateWith(otherOptions),
      };
      expect(complaints(templates, regions)).toEqual([]);
    },
    patience,
  );

  test('would tell of a Region in which SES receives nothing', () => {
    const ruleSet = { Resources: { RuleSet: { Type: 'AWS::SES::ReceiptRuleSet' } } };
    expect(complaints({ ruleSet }, ['eu-central-1', 'eu-central-2'])).toEqual([
      "E3006 Resource type 'AWS::SES::ReceiptRuleSet' does not exist in 'eu-central-2' (Resources/RuleSet/Type)",
    ]);
  });
});
