import * as keys from './keys.ts';
import { alive } from './table-items.ts';
import type { Item, TableItems } from './table-items.ts';
import type { UploadStore } from '../../domain/files/upload-store.ts';
import type { Upload } from '../../domain/records/upload.ts';

export function uploadStore({ batch, now }: TableItems): UploadStore {
  return {
    async uploads(owner, ids) {
      const items = await batch(ids.map((id) => keys.uploadKey(owner, id)));
      const at = now();
      return items.filter((item) => alive(item, at) !== undefined).map(uploadOf);
    },
  };
}

function uploadOf(item: Item): Upload {
  return { ...(item.data as Upload), version: item.version as number };
}
