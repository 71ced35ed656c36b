import type { CanaryStore } from '../canary/canary-store.ts';
import type { AgentStore } from '../conversation/agent-store.ts';
import type { ConversationStore } from '../conversation/conversation-store.ts';
import type { VisitorStore } from '../conversation/visitor-store.ts';
import type { UploadStore } from '../files/upload-store.ts';
import type { MailStore } from '../inbound/mail-store.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { ConnectionStore } from '../realtime/connection-store.ts';
import type { Transactions } from '../records/write.ts';
import type { ReplayStore } from '../replay/replay-store.ts';
import type { SettingsStore } from '../settings/settings-store.ts';

/**
 * The single table, as all that keep something in it see it together. Reads are strongly consistent where the table itself is read; what has
 * expired is never returned.
 */
export interface Table
  extends
    AgentStore,
    CanaryStore,
    ConnectionStore,
    ConversationStore,
    MailStore,
    NotificationStore,
    ReplayStore,
    SettingsStore,
    Transactions,
    UploadStore,
    VisitorStore {}
