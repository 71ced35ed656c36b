import { addStyle } from '../styles.ts';
import asking from './asking.css';
import button from './button.css';
import conversationList from './conversation-list.css';
import files from './files.css';

addStyle(button + asking + conversationList + files);

/** What most visits do without: it is one file, which the panel fetches when it first needs any of it. */
export { ConversationList } from './conversation-list.tsx';
export { EmailCard } from './email-card.tsx';
export { MessageFiles } from './message-files.tsx';
export { createPendingFiles } from './pending-files.ts';
export { Tray } from './tray.tsx';
export { Unreachable } from './unreachable.tsx';
