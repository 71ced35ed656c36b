import { readFile, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { objectOf, textOf, textsOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Resources } from '../synthesis/template.ts';

export interface SiteFile {
  readonly content: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** The files of the built pages, with the headers that the template has each uploaded with. */
export class SiteFiles {
  readonly #folder: string;
  readonly #uploads: readonly JsonObject[];

  constructor(folder: string, resources: Resources) {
    this.#folder = folder;
    this.#uploads = resources.ofType('Custom::CDKBucketDeployment').map(({ properties }) => properties);
  }

  /** Undefined if there is no such file, or if the path leads out of the folder. */
  async find(path: string): Promise<SiteFile | undefined> {
    const key = decoded(path).slice(1);
    const file = join(this.#folder, key);
    if (!file.startsWith(this.#folder + sep) || key.includes('\0')) return undefined;
    const stats = await stat(file).catch(() => undefined);
    if (stats?.isFile() !== true) return undefined;
    const headers = {
      'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
      'cache-control': this.#cacheControl(key) ?? 'no-cache',
    };
    return { content: await readFile(file), headers };
  }

  #cacheControl(key: string): string | undefined {
    const upload = this.#uploads.find(({ Exclude, Include }) => isUploaded(key, textsOf(Exclude), textsOf(Include)));
    return textOf(objectOf(upload?.SystemMetadata)['cache-control']);
  }
}

/** As `aws s3 cp --exclude … --include …`: what is excluded may be included again. */
export function isUploaded(key: string, exclude: readonly string[], include: readonly string[]): boolean {
  const matchesAny = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => filePattern(pattern).test(key));
  return matchesAny(include) || !matchesAny(exclude);
}

/** `*` and `?` match slashes too; `[A-Z0-9]` one of these characters. */
function filePattern(pattern: string): RegExp {
  const escaped = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 's');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
