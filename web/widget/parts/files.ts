import { addStyle } from '../styles.ts';
import css from './files.css';
import { MessageFiles } from './message-files.tsx';
import { createPendingFiles } from './pending-files.ts';
import { Tray } from './tray.tsx';

addStyle(css);

/** The part for files: those of messages, and those the visitor adds to his own. */
export default { MessageFiles, Tray, createPendingFiles };
