import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, removeFile, writeAtomically } from '../disk/atomic-file.ts';
import { RecordFolder } from '../disk/record-folder.ts';

/** What is kept of an object beside its content. */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  /** Name of the file with its content. */
  readonly file: string;
  readonly size: number;
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** Content-Type and the like, and `x-amz-meta-*`. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Objects as files. The content gets a new file each time, and the object's record is what makes it current, so that a
 * reader, or a restart after a kill, finds the old object or the new one.
 */
export class ObjectStore {
  readonly #contents: string;
  readonly #records: RecordFolder<StoredObject>;

  constructor(folder: string) {
    this.#contents = join(folder, 'contents');
    this.#records = new RecordFolder(join(folder, 'objects'));
  }

  find(bucket: string, key: string): StoredObject | undefined {
    return this.#records.get(recordId(bucket, key));
  }

  /** All objects of a bucket whose key begins so, in the order of their keys. */
  list(bucket: string, prefix: string): StoredObject[] {
    return this.#records
      .all()
      .map(([, object]) => object)
      .filter((object) => object.bucket === bucket && object.key.startsWith(prefix))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** On disk when this resolves. */
  put(object: Pick<StoredObject, 'bucket' | 'key' | 'headers' | 'modifiedAt'>, content: Uint8Array): StoredObject {
    const former = this.find(object.bucket, object.key);
    const file = randomUUID();
    writeAtomically(join(this.#contents, file), content);
    const etag = `"${createHash('md5').update(content).digest('hex')}"`;
    const stored = { ...object, file, size: content.length, etag };
    this.#records.put(recordId(object.bucket, object.key), stored);
    if (former !== undefined) removeFile(join(this.#contents, former.file));
    return stored;
  }

  async content({ file }: StoredObject): Promise<Buffer> {
    return (await readIfThere(join(this.#contents, file))) ?? Buffer.alloc(0);
  }

  delete(bucket: string, key: string): void {
    const object = this.find(bucket, key);
    if (object === undefined) return;
    this.#records.delete(recordId(bucket, key));
    removeFile(join(this.#contents, object.file));
  }
}

/** Keys may be longer than a file's name. */
function recordId(bucket: string, key: string): string {
  return createHash('sha256').update(`${bucket}/${key}`).digest('hex');
}
