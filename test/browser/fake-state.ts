import { checklistTexts } from '../../functions/api/admin/checklist-texts.ts';

/** What the fake back end remembers. Tests may change anything in it. */
export type Json = Readonly<Record<string, unknown>>;

export interface FakeMessage extends Json {
  readonly seq: number;
  readonly author: { readonly kind: string; readonly name?: string; readonly id?: string; readonly email?: string };
}

export interface FakeConversation {
  readonly id: string;
  status: string;
  assignee: string | null;
  messages: FakeMessage[];
  visitorReadThrough: number;
  agentReadThrough: number;
  waitingSince: string | undefined;
  updatedAt: string;
  visitor: Json;
  pendingNotification?: Json | undefined;
  continues?: string;
  continuedBy?: string;
  optedOut?: boolean;
  emails: readonly Json[];
  decisions: readonly Json[];
}

/** All of it, and how it changes. */
export class FakeState {
  widget: Json = {
    teamName: 'Kiesel & Ton',
    offline: false,
    locale: 'en',
    texts: {},
    features: { continuousConversations: true, requestEmail: true, attachments: true },
  };
  agents: readonly Json[] = [
    { id: 'ada', name: 'Ada Lindqvist', email: 'ada@example.com' },
    { id: 'grace', name: 'Grace Moreau', email: 'grace@example.com' },
    { id: 'linus', name: 'Linus Okafor', email: 'linus@example.com' },
  ];
  visitor: Json = { id: 'v1', locale: 'en' };
  conversations: FakeConversation[] = [];
  mailbox: Json[] = [];
  /** Files that pages announced, and how many bytes of each were uploaded; `bytes` if a test put one there. */
  readonly files = new Map<string, Json & { uploaded: number }>();
  /** Mail that became no message. */
  keptMail: readonly Json[] = [];
  /** What `GET /v1/agent/me` says in addition. */
  me: Json = {};
  settings: Json = {
    version: 3,
    continuousConversations: true,
    delayMinutes: 10,
    emailReplyDelayMinutes: 1,
    fromName: 'Kiesel & Ton',
    siteUrl: 'https://kiesel-und-ton.example/',
    allowedOrigins: ['https://kiesel-und-ton.example'],
    hours: null,
    timeZone: 'Europe/Berlin',
    defaultLocale: 'de',
    locales: ['en', 'de'],
    texts: {},
    changedBy: { name: 'Grace Moreau' },
    changedAt: '2026-11-20T09:12:00.000Z',
  };
  readonly triggerStates = new Map<string, Json>([
    ['request-email', { active: true, texts: {} }],
    ['away-message', { active: false, texts: {} }],
  ]);
  checklist = checklist('en');
  germanChecklist = checklist('de');
  /** Whom an admin finds, and what they are told for the whole export of one of whom there is too much. */
  known: readonly Json[] = [];
  tooLarge: readonly string[] = [];
  /** Whose data an admin has erased; the first attempts that fail. */
  readonly erased: string[] = [];
  erasuresThatFail = 0;
  replay: Json = { wouldHaveBeenSent: 41, sent: 29, withoutAddress: 12 };
  readonly replays: Json[] = [];
  /** Whom test e-mails went to. */
  readonly tested: string[] = [];
  /** Why SES takes no test e-mail. */
  refusal: string | undefined;
  /** The wall clock; pictures need one that stands still. */
  clock: () => number = Date.now;
  readonly #push: (event: Json) => void;
  #ahead = 0;

  constructor(push: (event: Json) => void) {
    this.#push = push;
  }

  now(): number {
    return this.clock() + this.#ahead;
  }

  iso(seconds: number): string {
    return new Date(this.now() + seconds * 1000).toISOString();
  }

  advance(seconds: number): void {
    this.#ahead += seconds * 1000;
  }

  session(): Json {
    return { token: 'visitor', expiresAt: this.iso(86_400), visitor: this.visitor };
  }

  begin(more: Partial<FakeConversation> = {}): FakeConversation {
    const conversation: FakeConversation = {
      id: `c${this.conversations.length + 1}`,
      status: 'open',
      assignee: null,
      messages: [],
      visitorReadThrough: 0,
      agentReadThrough: 0,
      waitingSince: undefined,
      updatedAt: this.iso(0),
      visitor: this.visitor,
      emails: [],
      decisions: [],
      ...more,
    };
    this.conversations.unshift(conversation);
    return conversation;
  }

  append(
    conversation: FakeConversation,
    message: Json & { readonly author: FakeMessage['author'] },
    at = this.iso(0),
  ): FakeMessage {
    const placed: FakeMessage = {
      channel: 'messaging',
      text: '',
      attachments: [],
      visibility: 'public',
      sentAt: at,
      ...message,
      seq: conversation.messages.length + 1,
    };
    conversation.messages.push(placed);
    conversation.updatedAt = this.iso(0);
    if (placed.author.kind === 'visitor') conversation.waitingSince ??= at;
    if (placed.author.kind === 'agent' && placed.visibility === 'public') conversation.waitingSince = undefined;
    this.#push({ type: 'message', conversationId: conversation.id, message: placed });
    this.#push({ type: 'conversation', conversation: this.present(conversation, 'agent') });
    return placed;
  }

  announce(file: Json): string {
    const id = `file-${this.files.size + 1}`;
    this.files.set(id, { ...file, uploaded: 0 });
    return id;
  }

  /** The files of a message, each under an address of its own every time. */
  attached(ids: unknown): readonly Json[] {
    if (!Array.isArray(ids)) return [];
    return ids.map((id: string) => ({ id, ...this.files.get(id), url: `/files/${id}` }));
  }

  read(conversation: FakeConversation, by: 'visitor' | 'agent', through: number): void {
    if (by === 'visitor') conversation.visitorReadThrough = through;
    else conversation.agentReadThrough = through;
    this.#push({ type: 'read', conversationId: conversation.id, by, through });
  }

  change(conversation: FakeConversation, what: string, body: Json): void {
    if (what === 'status') conversation.status = String(body.status);
    if (what === 'assignee') conversation.assignee = body.agentId as string | null;
    if (what === 'read') conversation.agentReadThrough = Number(body.through);
    conversation.updatedAt = this.iso(0);
    this.#push({ type: 'conversation', conversation: this.present(conversation, 'agent') });
  }

  /** Changes a conversation as if something had happened on the server. */
  update(conversation: FakeConversation, change: Partial<FakeConversation>): void {
    Object.assign(conversation, change, { updatedAt: this.iso(0) });
    this.#push({ type: 'conversation', conversation: this.present(conversation, 'agent') });
  }

  /** What the visitor's widget tells of them. */
  tell(conversation: FakeConversation, event: Json): void {
    this.#push({ ...event, conversationId: conversation.id });
  }

  giveEmail(email: string): Json {
    this.visitor = { ...this.visitor, email, emailState: 'typed' };
    const newest = this.conversations[0];
    if (newest !== undefined) {
      newest.visitor = this.visitor;
      const text = `Thank you. As soon as one of us replies and you are not here, we will send the answer to ${email}.`;
      this.append(newest, { author: { kind: 'system' }, kind: 'email-confirmation', text });
    }
    return this.visitor;
  }

  idle(conversation: FakeConversation): Json | null {
    if ('email' in this.visitor || conversation.messages.some(({ kind }) => kind === 'request-email')) return null;
    const text = 'Please leave your e-mail address, so that our answer reaches you even when you have left this page.';
    return this.append(conversation, { author: { kind: 'system' }, kind: 'request-email', text });
  }

  page(conversation: FakeConversation, query: URLSearchParams, reader: 'visitor' | 'agent'): Json {
    const after = Number(query.get('after') ?? 0);
    const asked = conversation.messages.filter(({ seq }) => seq > after).slice(0, Number(query.get('limit') ?? 100));
    const isHidden = ({ visibility, author }: FakeMessage): boolean =>
      reader === 'visitor' && (visibility === 'note' || author.kind === 'other');
    return {
      messages: asked.filter((message) => !isHidden(message)),
      conversation: this.present(conversation, reader),
      through: asked.at(-1)?.seq ?? after,
    };
  }

  queue(query: URLSearchParams): Json {
    const view = query.get('view');
    const limit = Number(query.get('limit') ?? 50);
    const from = Number(query.get('cursor') ?? 0);
    const order = ({ waitingSince, updatedAt }: FakeConversation): string =>
      waitingSince === undefined ? `1${updatedAt}` : `0${waitingSince}`;
    const wanted = this.conversations
      .filter(({ status }) => status === (query.get('status') ?? status) && status !== 'closed')
      .filter(({ assignee }) => view === 'all' || (view === 'mine' ? assignee === 'ada' : assignee === null))
      .sort((a, b) => order(a).localeCompare(order(b)));
    const page = wanted.slice(from, from + limit).map((one) => this.present(one, 'agent'));
    return { conversations: page, ...(from + limit < wanted.length ? { cursor: String(from + limit) } : {}) };
  }

  triggers(): Json {
    const defaultTexts: Readonly<Record<string, Json>> = {
      'request-email': { en: 'Please leave your e-mail address.', de: 'Bitte hinterlassen Sie Ihre E-Mail-Adresse.' },
      'away-message': { en: 'We are away right now.', de: 'Wir sind gerade nicht da.' },
    };
    const triggers = [...this.triggerStates].map(([id, state]) => ({ id, ...state, defaultTexts: defaultTexts[id] }));
    // Who is always there is never away.
    const isConflict = this.settings.hours !== null && triggers.every((trigger: Json) => trigger.active === true);
    return { triggers, ...(isConflict ? { conflict: { with: 'away-message' } } : {}) };
  }

  changeTrigger(id: string, change: Json): void {
    this.triggerStates.set(id, { ...this.triggerStates.get(id), ...change });
  }

  present(conversation: FakeConversation, reader: 'visitor' | 'agent'): Json {
    const { messages, emails: _emails, decisions: _decisions, ...rest } = conversation;
    const visible = messages.filter(({ visibility }) => visibility !== 'note');
    const others = reader === 'visitor' ? 'agent' : 'visitor';
    const cursor = reader === 'visitor' ? rest.visitorReadThrough : rest.agentReadThrough;
    return {
      ...rest,
      // A widget sees its own conversations only, so they are all of the one visitor.
      visitor: reader === 'visitor' || rest.visitor.id === this.visitor.id ? this.visitor : rest.visitor,
      lastSeq: messages.length,
      lastMessage: visible.findLast(({ author }) => reader === 'agent' || author.kind !== 'other'),
      createdAt: messages[0]?.sentAt ?? rest.updatedAt,
      unreadCount: visible.filter(({ seq, author }) => seq > cursor && author.kind === others).length,
    };
  }
}

/** All in order but one. */
function checklist(locale: string): readonly Json[] {
  const t = checklistTexts(locale);
  const mail = 'mail.example.com';
  const reply = 'reply.example.com';
  const details = {
    'sender-identity': t.identityVerified(mail),
    dkim: t.dkimOn,
    'production-access': t.sendingOn,
    'reply-domain': t.identityVerified(reply),
    'inbound-route': t.routeNone,
    'delivery-events': t.eventsOn,
    'continuous-conversations': t.featureOn,
    'request-email': t.asks,
    'one-automatic-voice': t.oneVoice,
  };
  return Object.entries(details).map(([id, detail]) =>
    id === 'inbound-route'
      ? { id, state: 'missing', detail, remedy: t.routeRemedy('conversations') }
      : { id, state: 'ok', detail, remedy: '' },
  );
}
