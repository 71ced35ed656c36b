import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { configurationFrom, ConfigurationError } from '../lib/configuration.ts';
import { buildFunctions } from '../scripts/build-functions.ts';
import { buildWeb } from '../scripts/build-web.ts';

/**
 * The CDK app. Run by the CDK's command line or alone: then it takes its context from cdk.json, and CDK_OUTDIR says where
 * the assembly goes. SKIP_BUILD=1 takes functions and pages as the last build left them.
 */
const root = resolve(import.meta.dirname, '..');

// Loading the CDK takes as long as building: it is done meanwhile.
const [{ App }, { ContinuousConversationsStack }] = await Promise.all([
  import('aws-cdk-lib'),
  import('../lib/continuous-conversations-stack.ts'),
  ...(process.env.SKIP_BUILD === '1' ? [] : [buildFunctions(), buildWeb()]),
]);

const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };
const app = new App({
  context,
  analyticsReporting: false,
  stackTraces: false,
  treeMetadata: false,
  // Takes longer than all else together; the tests do it.
  builtinCloudFormationValidation: false,
});

try {
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  new ContinuousConversationsStack(app, {
    configuration: configurationFrom((key) => app.node.tryGetContext(key), account, region),
    bundles: join(root, 'dist/functions'),
    site: join(root, 'dist/web'),
    // `npm run repair`: see docs/deploying.md.
    ...(app.node.tryGetContext('repair') !== undefined && { repairedAt: new Date().toISOString() }),
    // Without credentials the stack is synthesised for any account and Region.
    ...(account && region && { env: { account, region } }),
  });
  app.synth();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
