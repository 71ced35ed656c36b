import type { FakeConversation, FakeState, Json } from './fake-state.ts';
import type { FakeAnswer, FakeRequest } from './fake-request.ts';

/** What the fake back end answers about kept mail. */
export function keptMail(state: FakeState, { method, path, query, body }: FakeRequest): FakeAnswer {
  const id = path[3] ?? '';
  if (method === 'GET') {
    const from = Number(query.get('cursor') ?? 0);
    const limit = Number(query.get('limit') ?? 50);
    const wanted = state.keptMail.filter((mail) => mail.state === query.get('state'));
    const cursor = from + limit < wanted.length ? { cursor: String(from + limit) } : {};
    return [200, { mail: wanted.slice(from, from + limit), ...cursor }];
  }
  const mail = state.keptMail.find((one) => one.id === id);
  if (mail === undefined) return [404, { code: 'not_found' }];
  state.keptMail = state.keptMail.filter((one) => one !== mail);
  if (body.action === 'discard') return [200, {}];
  const into = state.conversations.find(
    (one) => one.id === (body.action === 'attach' ? body.conversationId : mail.conversationId),
  );
  if (into === undefined) return [404, { code: 'not_found' }];
  const author = { kind: 'other', email: String(mail.from), name: mail.name as string };
  const message = state.append(into, { author, channel: 'email', text: mail.text });
  return [200, { message, conversation: state.present(into, 'agent') }];
}

/** Conversations whose visitor's name, a word of it, or address begins with a text. */
export function found(state: FakeState, text: string): readonly Json[] {
  const isFound = ({ visitor: { name, email } }: FakeConversation): boolean =>
    [name, email]
      .filter((one) => typeof one === 'string')
      .flatMap((one) => [one, ...one.split(' ')])
      .some((word) => word.toLowerCase().startsWith(text.toLowerCase()));
  return state.conversations.filter(isFound).map((one) => state.present(one, 'agent'));
}

/** An announced file and where its bytes go. */
export function announced(state: FakeState, { socketUrl, body }: FakeRequest): FakeAnswer {
  if (String(body.filename).endsWith('.blocked')) return [400, { code: 'invalid_request' }];
  const id = state.announce(body);
  const url = `${socketUrl.replace('ws', 'http')}/upload/${id}`;
  return [201, { id, upload: { url, method: 'PUT', headers: { 'content-type': String(body.contentType) } } }];
}

/** What an agent decides about a pending e-mail. */
export function decided(state: FakeState, conversation: FakeConversation, action: unknown): FakeAnswer {
  const pending = conversation.pendingNotification;
  if (pending === undefined) return [409, { code: 'nothing_pending' }];
  const states: Readonly<Record<string, Json | undefined>> = {
    'send-now': undefined,
    skip: undefined,
    hold: { state: 'held' },
    release: { state: 'unread', dueAt: state.iso(600) },
  };
  state.update(conversation, { pendingNotification: states[String(action)] });
  return [200, { notification: conversation.pendingNotification ?? { state: 'skipped' } }];
}
