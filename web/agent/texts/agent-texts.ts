import type { NotificationState, Status, SystemKind } from '../../shared/wire.ts';
import type { KeptState } from '../agent-api.ts';

/** Every word of the agent workspace in one language. */
export interface AgentTexts {
  readonly skipToConversation: string;
  readonly queue: string;
  readonly didNotWork: string;
  readonly undo: string;
  readonly mine: string;
  readonly unassigned: string;
  readonly all: string;
  readonly statusLabel: string;
  readonly status: Readonly<Record<Status, string>>;
  readonly search: string;
  readonly searchShort: string;
  readonly emptyQueue: string;
  readonly emptySearch: string;
  readonly loadingMore: string;
  readonly visitor: (id: string) => string;
  readonly justNow: string;
  readonly waitingFor: (duration: string) => string;
  readonly unread: (count: number) => string;
  readonly newFrom: (name: string) => string;
  readonly chooseConversation: string;
  readonly chooseHint: string;
  readonly notFound: string;
  readonly loading: string;
  readonly notLoaded: string;
  readonly back: string;
  readonly details: string;
  readonly earlier: string;
  readonly byEmail: string;
  readonly byMessaging: string;
  readonly automatic: string;
  readonly note: string;
  readonly other: string;
  readonly otherHint: string;
  readonly unproven: string;
  readonly unprovenHint: string;
  readonly takenBack: string;
  readonly takeBack: string;
  readonly takeBackSure: string;
  readonly takeBackEmailed: string;
  readonly quoted: string;
  readonly leftOut: string;
  readonly newMessages: string;
  readonly toNewest: string;
  readonly sending: string;
  readonly notSent: string;
  readonly notSentYet: string;
  readonly sendAgain: string;
  readonly discard: string;
  readonly continuesOther: string;
  readonly continuedElsewhere: string;
  readonly show: string;
  readonly emailLine: (count: number, to: string) => string;
  readonly logName: string;
  readonly isTyping: (name: string) => string;
  /** In the queue, beside the name. */
  readonly isWriting: string;
  readonly isHere: string;
  readonly lastHere: (moment: string) => string;
  readonly systemKinds: Readonly<Partial<Record<SystemKind, string>>>;
  /** Above a message that tells that an address was taken away, since its owner is somebody else. */
  readonly notHisAddress: string;
  readonly encryptedHint: string;
  readonly answers: string;
  readonly whatItAnswers: string;
  readonly states: Readonly<Record<NotificationState, string>>;
  readonly stateAt: (state: string, moment: string) => string;
  readonly readAfterEmail: (read: string) => string;
  readonly unreadUntil: (moment: string) => string;
  readonly unreadDue: string;
  readonly inTime: (countdown: string) => string;
  readonly reasons: Readonly<Record<string, string>>;
  /** By whom, in place of a reason; null is the one who reads it. */
  readonly chosen: (name: string | null) => string;
  readonly because: (state: string, reason: string) => string;
  readonly whyTitle: string;
  readonly whyEmpty: string;
  /** Those not to send are told by `reasons`. */
  readonly decisions: Readonly<Record<string, string>>;
  readonly showEmail: string;
  readonly emailTitle: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly sentAt: string;
  readonly pendingAt: (moment: string, count: number) => string;
  readonly pendingWaiting: string;
  readonly pendingHeld: string;
  readonly sendNow: string;
  readonly hold: string;
  readonly release: string;
  readonly skip: string;
  readonly reply: string;
  readonly internalNote: string;
  readonly writeReply: string;
  readonly writeNote: string;
  readonly send: string;
  readonly sendMore: string;
  readonly sendAnd: Readonly<Record<'solved' | 'pending', string>>;
  readonly saveNote: string;
  readonly notifyLabel: string;
  readonly notifyAuto: string;
  readonly notifyNow: string;
  readonly notifyNever: string;
  readonly willNote: string;
  readonly willNever: string;
  readonly willNow: (email: string) => string;
  readonly willWait: string;
  readonly willJoin: (moment: string) => string;
  readonly willSoon: (email: string) => string;
  readonly willAuto: (email: string) => string;
  readonly willNotReach: (email: string) => string;
  readonly willNotOptedOut: string;
  readonly willHold: string;
  readonly willOff: string;
  readonly willContinue: string;
  readonly willContinueThere: string;
  readonly assignee: string;
  readonly nobody: string;
  readonly assignToMe: string;
  readonly closeSure: string;
  readonly closeConversation: string;
  readonly visitorHeading: string;
  readonly email: string;
  readonly noEmail: string;
  readonly locale: string;
  readonly firstPage: string;
  readonly since: string;
  readonly emailStates: Readonly<Record<'typed' | 'proven' | 'bounced' | 'complained', string>>;
  readonly otherConversations: string;
  readonly changeEmail: string;
  readonly giveEmail: string;
  readonly save: string;
  readonly emailProblems: Readonly<Record<string, string>>;
  readonly notify: string;
  readonly notifyOn: string;
  readonly help: string;
  readonly shortcutsOn: string;
  readonly shortcuts: readonly (readonly [keys: string, does: string])[];
  readonly files: FileTexts;
  readonly mail: KeptMailTexts;
}

interface FileTexts {
  readonly title: string;
  readonly attach: string;
  readonly drop: string;
  readonly uploading: (name: string) => string;
  readonly remove: (name: string) => string;
  readonly tooMany: (most: number) => string;
  readonly problems: Readonly<Record<'failed' | 'refused' | 'too-large', string>>;
  readonly dangerousHint: string;
  readonly dangerousDraft: string;
  readonly gone: string;
}

interface KeptMailTexts {
  readonly title: string;
  readonly hint: string;
  readonly gone: string;
  readonly back: string;
  readonly more: string;
  readonly states: Readonly<Record<KeptState, string>>;
  readonly empty: Readonly<Record<KeptState, string>>;
  readonly noSender: string;
  readonly noSubject: string;
  readonly received: string;
  readonly belongsTo: string;
  readonly release: string;
  readonly begin: string;
  readonly attach: string;
  readonly attachTitle: string;
  readonly attachFind: string;
  readonly attachHere: string;
  readonly discard: string;
  readonly discardSure: string;
  /** Why a mail was kept, in a few words and in a sentence. */
  readonly reasons: Readonly<Record<string, KeptReason>>;
  readonly otherReason: KeptReason;
}

interface KeptReason {
  readonly short: string;
  readonly long: string;
}
