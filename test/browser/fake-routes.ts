import { admin } from './fake-admin.ts';
import { announced, decided, found, keptMail } from './fake-agent.ts';
import type { FakeAnswer, FakeRequest } from './fake-request.ts';
import type { FakeConversation, FakeState } from './fake-state.ts';

const notFound: FakeAnswer = [404, { code: 'not_found' }];

/** What the fake back end answers. */
export function answerTo(state: FakeState, request: FakeRequest): FakeAnswer {
  const { method, path, socketUrl } = request;
  const [first, second, third] = path;
  if (first === 'agent') return [200, { local: true }];
  if (first === '__local') return local(state, request);
  if (second === 'widget') return [200, state.widget];
  if (method === 'POST' && third === 'realtime') return [201, { url: socketUrl }];
  if (second === 'visitor') return visitor(state, request);
  if (second === 'agent') return agent(state, request);
  if (second === 'admin') return admin(state, request);
  return [404, { code: 'not_found' }];
}

function local(state: FakeState, { method, path, body }: FakeRequest): FakeAnswer {
  switch (`${method} ${path[1] ?? ''}`) {
    case 'GET agent-token':
      return [200, { token: 'agent' }];
    case 'POST clock':
      state.advance(Number(body.advanceSeconds));
      return [200, { now: state.iso(0) }];
    case 'GET mailbox':
      return [200, state.mailbox];
    default:
      return [200, []];
  }
}

function visitor(state: FakeState, request: FakeRequest): FakeAnswer {
  const { method, path, query, body } = request;
  const [, , what = '', id = '', sub = ''] = path;
  const conversation = state.conversations.find((one) => one.id === id);
  switch (`${method} ${what} ${sub}`) {
    case 'POST sessions ':
      if (id !== 'resume') return [201, state.session()];
      return body.resumeToken === 'expired'
        ? [410, { code: 'gone' }]
        : [200, { ...state.session(), conversationId: state.conversations[0]?.id }];
    case 'GET conversations ':
      return [200, { conversations: state.conversations.map((one) => state.present(one, 'visitor')) }];
    case 'POST conversations ':
    case 'POST conversations messages': {
      const into = conversation ?? state.begin();
      const again = into.messages.find((one) => one.clientMessageId === body.clientMessageId);
      const attachments = state.attached(body.attachmentIds);
      const message = again ?? state.append(into, { author: { kind: 'visitor' }, ...body, attachments });
      return [201, { message, conversation: state.present(into, 'visitor') }];
    }
    case 'GET conversations messages':
      return conversation === undefined ? [404] : [200, state.page(conversation, query, 'visitor')];
    case 'PUT conversations read':
      if (conversation !== undefined) state.read(conversation, 'visitor', Number(body.through));
      return [200, { readThrough: body.through }];
    case 'POST attachments ': {
      if (String(body.filename).endsWith('.exe')) return [422, { code: 'attachment_type_refused' }];
      const id = state.announce(body);
      const url = `${request.socketUrl.replace('ws', 'http')}/upload/${id}`;
      return [201, { id, upload: { url, method: 'PUT', headers: { 'x-upload': id } } }];
    }
    case 'PUT profile ':
      return profile(state, String(body.email));
    case 'POST conversations idle':
      return [200, { message: conversation === undefined ? null : state.idle(conversation) }];
    default:
      return [204];
  }
}

function profile(state: FakeState, email: string): FakeAnswer {
  if (!email.includes('.')) return [422, { code: 'email_invalid' }];
  if (/[^ -~]/u.test(email.split('@')[0] ?? '')) return [422, { code: 'email_not_ascii' }];
  return [200, { visitor: state.giveEmail(email) }];
}

function agent(state: FakeState, request: FakeRequest): FakeAnswer {
  const { method, path, query } = request;
  const [, , what = '', id = ''] = path;
  const conversation = state.conversations.find((one) => one.id === id);
  if (what === 'conversations' && id !== '') {
    return conversation === undefined ? [404, { code: 'not_found' }] : oneConversation(state, conversation, request);
  }
  if (what === 'mail') return keptMail(state, request);
  switch (`${method} ${what}`) {
    case 'POST attachments':
      return announced(state, request);
    case 'GET me':
      return [200, { id: 'ada', name: 'Ada Lindqvist', email: 'ada@example.com', admin: true, ...state.me }];
    case 'GET agents':
      return [200, { agents: state.agents }];
    case 'GET conversations':
      return [200, query.has('find') ? { conversations: found(state, query.get('find') ?? '') } : state.queue(query)];
    case 'GET visitors': {
      const theirs = state.conversations.filter((one) => one.visitor.id === id);
      const conversations = theirs.map((one) => state.present(one, 'agent')).reverse();
      return [200, { visitor: theirs[0]?.visitor ?? state.visitor, conversations }];
    }
    default:
      return notFound;
  }
}

function oneConversation(state: FakeState, conversation: FakeConversation, request: FakeRequest): FakeAnswer {
  const { method, path, query, body } = request;
  const sub = path[4] ?? '';
  switch (`${method} ${sub}`) {
    case 'GET ':
      return [200, { conversation: state.present(conversation, 'agent') }];
    case 'GET messages':
      return [200, state.page(conversation, query, 'agent')];
    case 'POST messages':
      return [
        201,
        {
          message: state.append(conversation, {
            author: { kind: 'agent', id: 'ada', name: 'Ada Lindqvist' },
            ...body,
            attachments: state.attached(body.attachmentIds),
          }),
        },
      ];
    case 'PUT status':
    case 'PUT assignee':
    case 'PUT read':
      state.change(conversation, sub, body);
      return [200, { conversation: state.present(conversation, 'agent') }];
    case 'GET emails':
      return path[5] === undefined
        ? [200, { emails: conversation.emails }]
        : [200, { email: conversation.emails.find(({ episode }) => String(episode) === path[5]) }];
    case 'POST notification':
      return decided(state, conversation, body.action);
    case 'GET decisions':
      return [200, { decisions: conversation.decisions }];
    default:
      return notFound;
  }
}
