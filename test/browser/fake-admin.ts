import { sampleEmail, sampleLocale } from '../../functions/api/admin/sample-email.ts';
import { defaultTexts } from '../../functions/domain/email/compose.ts';
import type { Instant } from '../../functions/domain/instant.ts';
import type { Settings } from '../../functions/domain/settings/settings.ts';
import type { FakeAnswer, FakeRequest } from './fake-request.ts';
import type { FakeState, Json } from './fake-state.ts';

/** What the fake back end answers admins. The e-mail is composed by the real one's own functions. */
export function admin(state: FakeState, { method, path, query, body }: FakeRequest): FakeAnswer {
  switch (`${method} ${path[2] ?? ''}`) {
    case 'GET settings':
      return [200, state.settings];
    case 'PUT settings':
      if (body.version !== state.settings.version) return [409, { code: 'stale_version' }];
      if (Number(body.delayMinutes) > 1440)
        return [400, { code: 'invalid_request', errors: { delayMinutes: 'at most 1440' } }];
      state.settings = {
        ...body,
        version: Number(body.version) + 1,
        changedBy: { name: 'Ada Lindqvist' },
        changedAt: state.iso(0),
      };
      return [200, state.settings];
    case 'GET triggers':
      return [200, state.triggers()];
    case 'PUT triggers':
      state.changeTrigger(path[3] ?? '', body);
      return [200, {}];
    case 'POST continuous-conversations':
      state.settings = {
        ...state.settings,
        continuousConversations: false,
        version: Number(state.settings.version) + 1,
      };
      state.changeTrigger('request-email', { active: false });
      return [200, { settings: state.settings, ...state.triggers() }];
    case 'GET checklist':
      return [200, query.get('locale') === 'de' ? state.germanChecklist : state.checklist];
    case 'POST email-preview':
      return [200, preview(state, body)];
    case 'GET visitors':
      return path[3] === undefined
        ? [200, { visitors: found(state, query.get('find')) }]
        : exported(state, path[3], query);
    case 'DELETE visitors':
      return erase(state, path[3] ?? '');
    case 'POST replay':
      state.replays.push(body);
      return [200, state.replay];
    case 'POST test-email':
      return tested(state, String(body.to));
    default:
      return [404, { code: 'not_found' }];
  }
}

function found({ known }: FakeState, beginning: string | null): readonly Json[] {
  return known.filter(({ name, email }) =>
    [name, email].some((one) => String(one).toLowerCase().startsWith(beginning!)),
  );
}

function exported({ tooLarge }: FakeState, id: string, query: URLSearchParams): FakeAnswer {
  const conversation = query.get('conversation');
  if (conversation !== null)
    return [200, { visitor: { id }, conversations: [{ id: conversation }], mail: [{ id: 'm' }] }];
  if (tooLarge.length > 0) return [413, { code: 'export_too_large', errors: { conversation: tooLarge.join(' ') } }];
  return [200, { visitor: { id }, conversations: [{ id: 'only' }], mail: [] }];
}

function erase(state: FakeState, id: string): FakeAnswer {
  if (state.erasuresThatFail-- > 0) return [500, { code: 'internal' }];
  state.erased.push(id);
  return [204];
}

function preview(state: FakeState, body: Json): Json {
  const saved = state.settings as unknown as Settings;
  const locale = sampleLocale(saved, String(body.locale));
  const settings = { ...saved, ...body, texts: { [locale]: body.texts } } as unknown as Settings;
  const identity = {
    fromAddress: 'support@mail.example.com',
    replyDomain: 'reply.example.com',
    publicUrl: 'https://chat.example',
  };
  const now = state.iso(0) as Instant;
  const composed = sampleEmail({
    settings,
    identity,
    locale,
    agentName: 'Ada Lindqvist',
    to: 'visitor@example.com',
    now,
  });
  return { locale, ...composed, defaultTexts: defaultTexts(locale) };
}

function tested(state: FakeState, to: string): FakeAnswer {
  if (!to.includes('@')) return [422, { code: 'email_invalid' }];
  const foreign = /[^ -~]/u.exec(to.split('@')[0] ?? '')?.[0];
  if (foreign !== undefined)
    return [422, { code: 'email_not_ascii', detail: `The character “${foreign}” cannot be used.` }];
  if (state.refusal !== undefined) return [502, { code: 'email_refused', detail: state.refusal }];
  state.tested.push(to);
  return [202, { sesId: 'x' }];
}
