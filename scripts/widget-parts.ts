import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import { source } from './bundling.ts';

const kitFile = join(source, 'widget/parts/kit.ts');

/** Leaves out of a part what the panel hands over: whatever comes from the modules that the kit is made of. */
export async function handedOver(): Promise<Plugin> {
  const imports = (await readFile(kitFile, 'utf8')).matchAll(/from '([^']+)'/gu);
  const modules = new Set([...imports].map(([, path = '']) => place(path, join(kitFile, '..'))));
  return {
    name: 'handed-over',
    setup(plugin) {
      plugin.onResolve({ filter: /./ }, ({ path, resolveDir, kind }) =>
        kind !== 'entry-point' && modules.has(place(path, resolveDir)) ? { path: 'kit', external: true } : undefined,
      );
    },
  };
}

function place(path: string, from: string): string {
  return path.startsWith('.') ? resolve(from, path) : path;
}

/**
 * A part as a module that gives a function: called with the kit it gives the part.
 * Throws when the part uses something that is not in the kit.
 */
export async function partModule(bundle: string): Promise<string> {
  const [, list = ''] = /export const kit = \[([^\]]+)\]/u.exec(await readFile(kitFile, 'utf8')) ?? [];
  const kit: readonly string[] = list.match(/\w+/gu) ?? [];
  let handed = '';
  const body = bundle
    .replaceAll(/import\{([^}]*)\}from"kit";/gu, (_, imported: string) => {
      for (const one of imported.split(',')) {
        const [name = '', as = name] = one.split(' as ');
        if (!kit.includes(name)) throw new Error(`parts/kit.ts does not hand over ${name}`);
        handed += `const ${as}=kit[${kit.indexOf(name)}];`;
      }
      return '';
    })
    .replace(/export\{(\w+) as default\};?\s*$/u, 'return $1');
  return `export default kit=>{${handed}${body}}`;
}
