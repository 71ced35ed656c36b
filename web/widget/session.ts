import type { Visitor, VisitorSession } from '../../contract/people.ts';
import { createCall, NoAnswer, Refusal } from '../shared/call.ts';
import type { Call } from '../shared/call.ts';
import { parseJson } from '../shared/parse-json.ts';
import type { Storage } from './storage.ts';
import type { Session } from './stored.ts';
import { beginSession, redeemLink } from './visitor-api.ts';
import type { Introduction } from './visitor-api.ts';

export interface SessionKeeper {
  readonly current: () => Session | undefined;
  /** The present session, or a new one. */
  readonly ensure: () => Promise<Session>;
  /** Redeems a resume link and gives the conversation it leads to. Throws Refusal 410 or 404. */
  readonly resume: (resumeToken: string) => Promise<string>;
  /** Begins or continues the session as the site's logged-in user. */
  readonly identify: (identityToken: string) => Promise<Session>;
  readonly keepVisitor: (visitor: Visitor) => void;
  /** Looks again at what another tab may have stored. */
  readonly reload: () => void;
  /** Forgets the session; none is kept any more, whatever is still under way. */
  readonly end: () => void;
  /**
   * Calls the visitor API, with the session renewed when it has run out; begins one if there is none. When another visitor takes
   * over meanwhile it throws NoAnswer: they are neither given the answer nor taken for who asked.
   */
  readonly call: Call;
}

export interface SessionOptions {
  readonly base: string;
  /** Outlives the tab. */
  readonly lasting: Storage;
  /** Ends with the tab: for a link into somebody else's conversation. */
  readonly passing: Storage;
  readonly introduce: () => Promise<Introduction>;
  readonly now: () => number;
}

/** The key under which storage events tell other tabs of a session. */
export const sessionKey = 'session';

/** Renewed when it has less than this to live, so that nobody's session ends in the middle of a sentence. */
const renewBeforeMs = 2 * 3_600_000;

/** Keeps one visitor's session: begun with the first message, renewed in time, shared by tabs. */
export function createSessionKeeper({ base, lasting, passing, introduce, now }: SessionOptions): SessionKeeper {
  let session = read();
  let beginning: Promise<Session> | undefined;
  let isEnded = false;
  const callWithToken = createCall({ base, token: () => session?.token });
  const callWithout = createCall({ base });

  function read(): Session | undefined {
    return parseSession(passing.get(sessionKey)) ?? parseSession(lasting.get(sessionKey));
  }

  function keep(kept: Session, where: Storage): Session {
    if (isEnded) throw new NoAnswer();
    session = kept;
    where.set(sessionKey, JSON.stringify(kept));
    return kept;
  }

  function home(): Storage {
    return passing.get(sessionKey) === undefined ? lasting : passing;
  }

  async function ensure(): Promise<Session> {
    return session ?? begin();
  }

  /** Whoever has a session stays who they are, unless there is a proof that they are somebody else. */
  function begin(proof?: string): Promise<Session> {
    beginning ??= (async () => {
      const told = await introduce();
      const identityToken = session === undefined ? (proof ?? told.identityToken) : proof;
      const begun = await introduced({ ...told, identityToken });
      // What kind of session it is does not change with a renewal.
      const before = begun.visitor.id === session?.visitor.id ? session : {};
      return keep({ ...(identityToken ? { isNamed: true } : before), ...begun }, home());
    })().finally(() => {
      beginning = undefined;
    });
    return beginning;
  }

  /** An address from the site that cannot be used, or is none, must not keep the visitor from writing. */
  async function introduced(introduction: Introduction): Promise<VisitorSession> {
    const call = session === undefined ? callWithout : callWithToken;
    try {
      return await beginSession(call, introduction);
    } catch (error) {
      const { email, ...rest } = introduction;
      if (email === undefined || !(error instanceof Refusal) || ![400, 422].includes(error.status)) throw error;
      return beginSession(call, rest);
    }
  }

  function forget(): void {
    session = undefined;
    passing.remove(sessionKey);
    lasting.remove(sessionKey);
  }

  async function renewed(): Promise<Session> {
    // A login that is under way renews it, too; if it is refused, that says nothing of the session.
    const before = session;
    await beginning?.catch(() => undefined);
    if (session !== undefined && session !== before) return session;
    try {
      return await begin();
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) forget();
      throw error;
    }
  }

  const call: Call = async (method, path, body) => {
    const { visitor } = await ensure();
    const stayHis = (): void => {
      if (session?.visitor.id !== visitor.id) throw new NoAnswer();
    };
    const attempt = async (): Promise<unknown> => {
      stayHis();
      const answer = await callWithToken(method, path, body);
      stayHis();
      return answer;
    };
    if (session !== undefined && Date.parse(session.expiresAt) - now() < renewBeforeMs) {
      await renewed().catch((error: unknown) => {
        if (!(error instanceof NoAnswer)) throw error;
      });
    }
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 401) throw error;
      await renewed();
      return attempt();
    }
  };

  return {
    current: () => session,
    ensure,
    async resume(resumeToken) {
      const { conversationId, token, expiresAt, visitor } = await redeemLink(callWithout, resumeToken);
      await beginning?.catch(() => undefined);
      const before = session;
      // Their own browser: the session they have sees more than the link's.
      if (before?.visitor.id === visitor.id && before.limitedTo === undefined) return conversationId;
      keep({ token, expiresAt, visitor, limitedTo: conversationId }, before === undefined ? lasting : passing);
      return conversationId;
    },
    async identify(identityToken) {
      await beginning?.catch(() => undefined);
      return begin(identityToken);
    },
    keepVisitor(visitor) {
      if (session?.visitor.id === visitor.id && JSON.stringify(session.visitor) !== JSON.stringify(visitor)) {
        keep({ ...session, visitor }, home());
      }
    },
    reload() {
      session = read();
    },
    end() {
      isEnded = true;
      forget();
    },
    call,
  };
}

function parseSession(stored: string | undefined): Session | undefined {
  const value = parseJson(stored) as Partial<Session> | null | undefined;
  const { token, expiresAt, visitor } = value ?? {};
  return typeof token === 'string' && typeof expiresAt === 'string' && typeof visitor?.id === 'string'
    ? (value as Session)
    : undefined;
}
