import { activation } from './activation.ts';
import { administration } from './administration.ts';
import { canary } from './canary.ts';
import { chat } from './chat.ts';
import { files } from './files.ts';
import { inbound } from './inbound.ts';
import { integration } from './integration.ts';
import { login } from './login.ts';
import { notification } from './notification.ts';
import { privacy } from './privacy.ts';
import { realtime } from './realtime.ts';
import type { Scenario } from './scenario.ts';
import { site } from './site.ts';

/** All that the deployed stack is driven with. */
export const scenarios: readonly Scenario[] = [
  ...site,
  ...activation,
  ...login,
  ...administration,
  ...chat,
  ...realtime,
  ...notification,
  ...inbound,
  ...files,
  ...canary,
  ...integration,
  ...privacy,
];
