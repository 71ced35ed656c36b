import { render } from 'preact';
import type { Call } from '../../shared/call.ts';
import type { Words } from '../words.ts';
import { createPendingFiles } from './pending-files.ts';
import type { PendingFiles } from './pending-files.ts';
import { Tray } from './tray.tsx';

export interface Attaching extends Pick<PendingFiles, 'store' | 'add' | 'take'> {
  /** Shows the files, in this language from now on. */
  readonly show: (words: Words) => void;
}

export type StartAttaching = (container: Element, call: Call) => Attaching;

/**
 * What the panel fetches with the visitor's first file: uploading, and the tray of what is pending, drawn into a container of
 * the panel's. It is built apart from the panel and shares no code with it at run time.
 */
export const startAttaching: StartAttaching = (container, call) => {
  const files = createPendingFiles(call);
  return { ...files, show: (words) => render(<Tray files={files} words={words} />, container) };
};
