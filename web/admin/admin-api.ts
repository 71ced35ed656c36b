import type {
  Check,
  EmailPreview,
  FoundVisitor,
  PreviewRequest,
  Replay,
  Settings,
  Trigger,
  Triggers,
} from '../../contract/admin.ts';
import { Refusal } from '../shared/call.ts';
import type { Call } from '../shared/call.ts';

/** What is stored of a visitor, as far as the page looks into it. */
interface Export {
  readonly conversations: readonly unknown[];
  readonly mail: readonly unknown[];
}

/** The calls of an admin, as docs/api.md lists them. */
export interface AdminApi {
  readonly settings: () => Promise<Settings>;
  /** Throws Refusal 409 when somebody else has saved meanwhile, 400 with the fields that are wrong. */
  readonly save: (settings: Settings) => Promise<Settings>;
  readonly triggers: () => Promise<Triggers>;
  readonly saveTrigger: (trigger: Pick<Trigger, 'id' | 'active' | 'texts'>) => Promise<void>;
  /** Switches off feature and trigger; gives the settings as they are then. */
  readonly disable: () => Promise<Settings>;
  /** In the language of the page. */
  readonly checklist: () => Promise<readonly Check[]>;
  readonly preview: (wanted: PreviewRequest) => Promise<EmailPreview>;
  /** Throws Refusal 422 for an address that cannot be written to, 502 when SES refuses the mail. */
  readonly sendTestEmail: (to: string, locale: string) => Promise<void>;
  /** Those whose name or address begins so, or whose id it is. */
  readonly findVisitors: (beginning: string) => Promise<readonly FoundVisitor[]>;
  /** All that is stored of a visitor, however much it is. */
  readonly exportVisitor: (id: string) => Promise<object>;
  /** For good. May be repeated until it succeeds. */
  readonly eraseVisitor: (id: string) => Promise<void>;
  /** In the last 30 days. */
  readonly replay: (delayMinutes: number) => Promise<Replay>;
}

const replayedMs = 30 * 86_400_000;

export function createAdminApi(call: Call, locale: () => string, now: () => number): AdminApi {
  return {
    settings: () => call('GET', '/v1/admin/settings') as Promise<Settings>,
    save: (settings) => call('PUT', '/v1/admin/settings', settings) as Promise<Settings>,
    triggers: () => call('GET', '/v1/admin/triggers') as Promise<Triggers>,
    async saveTrigger({ id, active, texts }) {
      await call('PUT', `/v1/admin/triggers/${id}`, { active, texts });
    },
    async disable() {
      const answer = await call('POST', '/v1/admin/continuous-conversations/disable');
      return (answer as { readonly settings: Settings }).settings;
    },
    checklist: () => call('GET', `/v1/admin/checklist?locale=${locale()}`) as Promise<readonly Check[]>,
    preview: (wanted) => call('POST', '/v1/admin/email-preview', wanted) as Promise<EmailPreview>,
    async sendTestEmail(to, tag) {
      await call('POST', '/v1/admin/test-email', { to, locale: tag });
    },
    async findVisitors(beginning) {
      const answer = await call('GET', `/v1/admin/visitors?find=${encodeURIComponent(beginning)}`);
      return (answer as { readonly visitors: readonly FoundVisitor[] }).visitors;
    },
    async exportVisitor(id) {
      const path = `/v1/admin/visitors/${id}/export`;
      try {
        return (await call('GET', path)) as Export;
      } catch (error) {
        if (!(error instanceof Refusal) || error.status !== 413) throw error;
        const parts: Export[] = [];
        for (const one of String(error.errors.conversation).split(' ')) {
          parts.push((await call('GET', `${path}?conversation=${one}`)) as Export);
        }
        return {
          ...parts[0],
          conversations: parts.flatMap(({ conversations }) => conversations),
          mail: parts.flatMap(({ mail }) => mail),
        };
      }
    },
    async eraseVisitor(id) {
      await call('DELETE', `/v1/admin/visitors/${id}`);
    },
    replay(delayMinutes) {
      const end = now();
      const [from, to] = [end - replayedMs, end].map((time) => new Date(time).toISOString());
      return call('POST', '/v1/admin/replay', { delayMinutes, from, to }) as Promise<Replay>;
    },
  };
}
