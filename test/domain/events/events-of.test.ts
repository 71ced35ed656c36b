import type { DomainEvent } from '../../../functions/domain/events/domain-event.ts';
import { eventsOf } from '../../../functions/domain/events/events-of.ts';
import type { Happening } from '../../../functions/domain/events/happening.ts';
import { plusMinutes } from '../../../functions/domain/instant.ts';
import type { DecisionRecord } from '../../../functions/domain/records/decision.ts';
import { seq } from '../../../functions/domain/records/ids.ts';
import type { AgentId, ConversationId, VisitorId } from '../../../functions/domain/records/ids.ts';
import type { Author, Message } from '../../../functions/domain/records/message.ts';
import type { OutboundEmail } from '../../../functions/domain/records/outbound-email.ts';
import { withAddress, withRefusedAddress } from '../../../functions/domain/records/visitor.ts';
import { ada, byVisitor, noon, told, visitor } from '../../setup/scene.ts';

const { conversation, messages } = told([0, byVisitor], [1, { text: 'a secret answer' }]);
const [asked, answer] = messages as readonly [Message, Message];
const at = plusMinutes(noon, 5);
const id = conversation.id;

const state = {
  version: 1,
  at,
  conversationId: id,
  conversationVersion: 7,
  visitorId: 'vera',
  status: 'open',
  assignee: null,
  lastSeq: 2,
};
const changed = (change: Partial<typeof conversation>): Happening => ({
  of: 'conversation',
  at,
  before: conversation,
  after: { ...conversation, ...change },
  version: 7,
});
const added = (change: Partial<Message>): Happening => ({
  of: 'message',
  at,
  before: undefined,
  after: { ...asked, ...change },
});
const message = { version: 1, at: asked.sentAt, conversationId: id, seq: 1 };

const decision: DecisionRecord = {
  conversationId: id,
  episode: 3,
  arm: 2,
  decision: 'skipped-read',
  at,
  saw: {
    firstSeq: seq(2),
    through: seq(2),
    visitorReadThrough: seq(2),
    settledThrough: seq(0),
    dueAt: at,
    address: 'typed',
  },
  detail: 'vera@example.org said no',
};
const email: OutboundEmail = {
  conversationId: id,
  episode: 3,
  attempt: 1,
  sesId: 'ses-1',
  to: 'vera@example.org',
  subject: 'a secret subject',
  firstSeq: seq(2),
  upTo: seq(2),
  messages: [seq(2)],
  sentAt: noon,
  state: 'sent',
  stateAt: at,
};
const mailed = { version: 1, at, conversationId: id, episode: 3, attempt: 1, sesId: 'ses-1', messages: [2] };
const bounced: OutboundEmail = { ...email, state: 'bounced', reason: '550 vera@example.org unknown' };
const vera = visitor();
const address = { version: 1, at, visitorId: 'vera' };

describe('integrators are told', () => {
  test.each<[what: string, happening: Happening, events: readonly (readonly [string, object])[]]>([
    [
      'of a new conversation, at the time it has',
      { of: 'conversation', at, before: undefined, after: conversation, version: 1 },
      [
        [
          'conversation created',
          {
            ...state,
            id: `${id}.1.created`,
            at: noon,
            conversationVersion: 1,
            channel: 'messaging',
            continues: null,
          },
        ],
      ],
    ],
    [
      'which closed conversation a new one goes on from',
      {
        of: 'conversation',
        at,
        before: undefined,
        after: { ...conversation, continues: 'before' as ConversationId, lastVisitorChannel: 'email' },
        version: 1,
      },
      [
        [
          'conversation created',
          {
            ...state,
            id: `${id}.1.created`,
            at: noon,
            conversationVersion: 1,
            channel: 'email',
            continues: 'before',
          },
        ],
      ],
    ],
    [
      'of another status',
      changed({ status: 'solved' }),
      [['conversation status changed', { ...state, id: `${id}.7.status`, status: 'solved', previousStatus: 'open' }]],
    ],
    [
      'of another assignee',
      changed({ assignee: 'ada' as AgentId }),
      [['conversation assigned', { ...state, id: `${id}.7.assignee`, assignee: 'ada', previousAssignee: null }]],
    ],
    [
      'whose it has come to be',
      changed({ visitorId: 'user' as VisitorId }),
      [
        [
          'conversation brought along',
          { ...state, id: `${id}.7.visitor`, visitorId: 'user', previousVisitorId: 'vera' },
        ],
      ],
    ],
    [
      'how far each side has read',
      changed({ visitorReadThrough: seq(2), agentReadThrough: seq(1) }),
      [
        ['conversation read', { ...state, id: `${id}.7.read-by-visitor`, by: 'visitor', through: 2 }],
        ['conversation read', { ...state, id: `${id}.7.read-by-agent`, by: 'agent', through: 1 }],
      ],
    ],
    ['nothing of timers and indexes', changed({ pending: null, waitingSince: at, updatedAt: at }), []],
    [
      'of a visitor’s message',
      added({}),
      [
        [
          'message added',
          {
            ...message,
            id: `${id}.message.1`,
            author: { kind: 'visitor', id: 'vera' },
            channel: 'messaging',
            visibility: 'public',
            attachments: 0,
          },
        ],
      ],
    ],
    [
      'that a message is a note, and how many files it has',
      added({
        author: ada,
        visibility: 'note',
        attachments: [{ id: 'f', filename: 'secret.pdf', contentType: 'application/pdf', size: 1 }],
      }),
      [
        [
          'message added',
          {
            ...message,
            id: `${id}.message.1`,
            author: { kind: 'agent', id: 'ada' },
            channel: 'messaging',
            visibility: 'note',
            attachments: 1,
          },
        ],
      ],
    ],
    [
      'which automatic voice spoke',
      added({ author: { kind: 'system' }, kind: 'request-email' }),
      [
        [
          'message added',
          {
            ...message,
            id: `${id}.message.1`,
            author: { kind: 'system' },
            channel: 'messaging',
            visibility: 'public',
            kind: 'request-email',
            attachments: 0,
          },
        ],
      ],
    ],
    [
      'of a message by somebody else, not who they are',
      added({ author: { kind: 'other', email: 'otto@example.org', name: 'Otto' }, channel: 'email' }),
      [
        [
          'message added',
          {
            ...message,
            id: `${id}.message.1`,
            author: { kind: 'other' },
            channel: 'email',
            visibility: 'public',
            attachments: 0,
          },
        ],
      ],
    ],
    [
      'that a message was taken back',
      { of: 'message', at, before: answer, after: { ...answer, text: '', deletedAt: noon } },
      [['message deleted', { version: 1, id: `${id}.message.2.deleted`, at: noon, conversationId: id, seq: 2 }]],
    ],
    ['nothing of a message that is as it was', { of: 'message', at, before: answer, after: answer }, []],
    [
      'of a decision, without its detail',
      { of: 'decision', at: noon, after: decision },
      [
        [
          'notification decided',
          {
            version: 1,
            id: `${id}.decision.3.2.skipped-read`,
            at,
            conversationId: id,
            episode: 3,
            arm: 2,
            decision: 'skipped-read',
            firstSeq: 2,
            through: 2,
          },
        ],
      ],
    ],
    [
      'of an e-mail that was sent',
      { of: 'email', at: noon, before: undefined, after: email },
      [['e-mail state changed', { ...mailed, id: `${id}.email.3.1.sent`, state: 'sent' }]],
    ],
    [
      'of an e-mail that came back, without what the other server said',
      { of: 'email', at: noon, before: email, after: bounced },
      [['e-mail state changed', { ...mailed, id: `${id}.email.3.1.bounced`, state: 'bounced' }]],
    ],
    [
      'of an e-mail that was sent once more',
      { of: 'email', at: noon, before: email, after: { ...email, attempt: 2 } },
      [['e-mail state changed', { ...mailed, id: `${id}.email.3.2.sent`, attempt: 2, state: 'sent' }]],
    ],
    ['nothing of an e-mail that is as it was', { of: 'email', at: noon, before: email, after: email }, []],
    [
      'that a visitor gave an address, not which',
      { of: 'visitor', at, before: { ...vera, address: null, addressVersion: 0 }, after: vera },
      [['visitor address changed', { ...address, id: 'vera.address.1', addressVersion: 1, address: 'typed' }]],
    ],
    [
      'that a new visitor comes with an address',
      { of: 'visitor', at, before: undefined, after: visitor({ address: { email: 'v@e.org', state: 'proven' } }) },
      [['visitor address changed', { ...address, id: 'vera.address.1', addressVersion: 1, address: 'proven' }]],
    ],
    [
      'that an address does not work',
      { of: 'visitor', at, before: vera, after: withRefusedAddress(vera, 'bounced') },
      [['visitor address changed', { ...address, id: 'vera.address.2', addressVersion: 2, address: 'bounced' }]],
    ],
    [
      'that an address was taken away',
      { of: 'visitor', at, before: vera, after: withAddress(vera, null) },
      [['visitor address changed', { ...address, id: 'vera.address.2', addressVersion: 2, address: 'none' }]],
    ],
    [
      'nothing of a visitor without an address',
      { of: 'visitor', at, before: undefined, after: visitor({ address: null }) },
      [],
    ],
    ['nothing of another name', { of: 'visitor', at, before: vera, after: { ...vera, name: 'Vera' } }, []],
    [
      'nothing of the canary',
      {
        of: 'conversation',
        at,
        before: undefined,
        after: { ...conversation, id: 'canary-1' as ConversationId },
        version: 1,
      },
      [],
    ],
    ['not even that it was forgotten', { of: 'erasure', at, visitorId: 'canary-1' as VisitorId }, []],
    [
      'that a visitor was erased',
      { of: 'erasure', at, visitorId: 'vera' as VisitorId },
      [['visitor erased', { version: 1, id: 'vera.erased', at, visitorId: 'vera' }]],
    ],
  ])('%s', (_, happening, events) => {
    const [expected, found] = [
      events.map(([detailType, detail]) => ({ detailType, detail })),
      eventsOf(happening) as readonly { detailType: string; detail: object }[],
    ];
    expect(found).toEqual(expected);
  });

  test('of one happening by one id, of another by another', () => {
    const both = (version: number): readonly DomainEvent[] =>
      eventsOf({ ...changed({ status: 'solved', assignee: 'ada' as AgentId }), version } as Happening);
    const ids = [...both(7), ...both(8)].map(({ detail }) => detail.id);
    expect(new Set(ids).size).toBe(4);
    expect(both(7).map(({ detail }) => detail.id)).toEqual(ids.slice(0, 2));
  });

  test('nothing that anybody wrote, is called or can be reached by', () => {
    const authors: readonly Author[] = [ada, { kind: 'other', email: 'otto@example.org', name: 'Otto' }];
    const happenings: readonly Happening[] = [
      { of: 'conversation', at, before: undefined, after: conversation, version: 1 },
      changed({ status: 'closed' }),
      ...authors.map((author) => added({ author, text: 'a secret text' })),
      { of: 'decision', at, after: decision },
      { of: 'email', at, before: email, after: bounced },
      { of: 'visitor', at, before: undefined, after: { ...vera, name: 'Vera Secret' } },
    ];
    const all = JSON.stringify(happenings.flatMap(eventsOf));
    expect(all).not.toMatch(/secret|otto|"Ada"|example\.org|replytoken/);
  });
});
