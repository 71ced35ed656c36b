/** Every word the panel says, in one language. What has to be filled in is a function, or a choice by number. */
export interface WidgetTexts {
  /** Which way the language runs. */
  readonly direction: 'ltr' | 'rtl';
  readonly openChat: string;
  readonly closeChat: string;
  readonly logName: string;
  readonly here: string;
  readonly away: string;
  readonly awayUntil: (moment: string) => string;
  readonly greeting: string;
  readonly greetingText: string;
  readonly greetingTextAway: string;
  readonly continues: string;
  readonly placeholder: string;
  readonly send: string;
  readonly sending: string;
  readonly waitingForNetwork: string;
  readonly notSent: string;
  readonly sendAgain: string;
  readonly discard: string;
  readonly noConnection: string;
  readonly byEmail: string;
  readonly byMessaging: string;
  readonly automatic: string;
  readonly team: string;
  readonly you: string;
  readonly takenBack: string;
  readonly newMessages: string;
  readonly toNewest: string;
  readonly newCount: Plural;
  readonly earlier: string;
  readonly isTyping: (name: string) => string;
  readonly emailLabel: string;
  readonly emailSave: string;
  readonly emailSaving: string;
  readonly emailKnown: (email: string) => string;
  readonly emailChange: string;
  readonly cancel: string;
  readonly emailInvalid: string;
  readonly emailNotAscii: (character: string) => string;
  readonly emailUndeliverable: string;
  readonly emailNotNow: string;
  readonly unreachable: (email: string) => string;
  readonly linkExpired: string;
  readonly linkUnknown: string;
  readonly dismiss: string;
  readonly closedHint: string;
  readonly continuedFrom: string;
  readonly conversations: string;
  readonly newConversation: string;
  readonly noMessagesYet: string;
  readonly unread: Plural;
  readonly solved: string;
  readonly closed: string;
  readonly attach: string;
  readonly removeFile: (name: string) => string;
  readonly uploading: string;
  readonly uploadFailed: string;
  readonly tryAgain: string;
  readonly fileTooLarge: (size: string) => string;
  readonly fileTypeRefused: string;
  readonly tooManyFiles: (most: number) => string;
  readonly dropHere: string;
  readonly dangerous: string;
}

/** A text for each form that the language has for numbers (Intl.PluralRules); `#` stands for the number. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };
