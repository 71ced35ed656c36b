import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { FunctionName } from '../../lib/function-names.ts';

export interface OwnCode {
  text: string;
  /** The files it comes from, such as `functions/aws/table/keys.ts`. */
  files: string[];
}

const root = join(import.meta.dirname, '../..');

/** A function's own code, without what it never calls, without packages, and without the table's adapter, which has every method. */
export async function ownCodeOf(name: FunctionName): Promise<OwnCode> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, 'functions', `${name}.ts`)],
    absWorkingDir: root,
    outdir: 'nowhere',
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
    plugins: [withoutTable],
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return {
    text: outputFiles.map((file) => file.text).join('\n'),
    files: inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file),
  };
}

const withoutTable: Plugin = {
  name: 'without-table',
  setup: (bundling) => {
    bundling.onLoad({ filter: /functions[\\/]aws[\\/]table[\\/]dynamodb-table\.ts$/ }, () => ({
      contents: 'export const dynamoDbTable = () => ({});',
    }));
  },
};
