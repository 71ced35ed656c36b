import { NoAnswer, Refusal } from './call.ts';
import type { Call } from './call.ts';

/** Where the bytes of an announced file go. */
interface UploadPlace {
  readonly id: string;
  readonly upload: {
    readonly url: string;
    readonly method: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
}

export interface UploadOptions {
  /** `POST` here announces a file. */
  readonly path: '/v1/visitor/attachments' | '/v1/agent/attachments';
  /** From 0 to 1. */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/** Announces a file and uploads it; gives the id for `attachmentIds`. Throws Refusal or NoAnswer, and when it was aborted. */
export async function uploadFile(call: Call, file: File, { path, onProgress, signal }: UploadOptions): Promise<string> {
  const announced = { filename: file.name, contentType: file.type || 'application/octet-stream', size: file.size };
  const { id, upload } = (await call('POST', path, announced)) as UploadPlace;
  signal.throwIfAborted();
  await put(upload, file, onProgress, signal);
  return id;
}

/** With XMLHttpRequest, because fetch does not tell how far an upload is. */
function put(
  { url, method, headers = {} }: UploadPlace['upload'],
  file: File,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(new Refusal(request.status, 'upload_refused'));
    };
    request.onerror = () => reject(new NoAnswer());
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
