import type { Replay, TriggerId, Weekday } from '../../../contract/admin.ts';
import type { SpanProblem } from '../hours.ts';
import type { SettingsField } from '../merge-settings.ts';
import type { SectionName } from '../sections.ts';

/** Every word of the admin page in one language. */
export interface AdminTexts {
  readonly title: string;
  readonly active: string;
  readonly inactive: string;
  readonly incomplete: string;
  /** On, and something is to be decided, though nothing is missing. */
  readonly pleaseCheck: string;
  readonly lastChange: (name: string, moment: string) => string;
  /** Before why: the settings could not be loaded. */
  readonly noSettings: string;
  /** What the links to the sections are called together. */
  readonly contents: string;
  readonly headings: Readonly<Record<SectionName, string>>;
  readonly switchLabel: string;
  readonly switchHint: string;
  readonly offHint: string;
  readonly disableBoth: string;
  readonly triggersHint: string;
  readonly triggers: Readonly<Record<TriggerId, { readonly name: string; readonly hint: string }>>;
  readonly on: string;
  readonly off: string;
  readonly conflict: string;
  readonly conflictFix: string;
  readonly editTexts: string;
  readonly usesDefault: string;
  readonly saveTexts: string;
  readonly savedTexts: string;
  readonly timesHint: string;
  readonly minutes: string;
  /** Tries the delay on what was written in the last 30 days. */
  readonly replay: string;
  readonly replayed: (delayMinutes: number, replay: Replay) => string;
  readonly alwaysOpen: string;
  readonly alwaysOpenHint: string;
  readonly weekdays: Readonly<Record<Weekday, string>>;
  readonly closedDay: string;
  readonly from: (day: string) => string;
  readonly to: (day: string) => string;
  readonly addSpan: (day: string) => string;
  readonly removeSpan: (day: string) => string;
  readonly spanProblems: Readonly<Record<SpanProblem, string>>;
  readonly languagesHint: string;
  readonly embedHint: string;
  readonly copy: string;
  readonly copied: string;
  readonly visitorsHint: string;
  readonly visitor: string;
  readonly find: string;
  readonly nobody: string;
  readonly visitorSince: (moment: string, conversations: number) => string;
  readonly exportVisitor: string;
  /** Opens the question. */
  readonly erase: string;
  readonly eraseVisitor: (name: string) => string;
  readonly eraseQuestion: (conversations: number) => string;
  readonly erased: string;
  readonly checklistHint: string;
  readonly checkAgain: string;
  readonly checks: Readonly<Record<string, string>>;
  readonly checkStates: Readonly<Record<'ok' | 'missing' | 'failing' | 'advice', string>>;
  readonly remedy: string;
  readonly emailHint: string;
  readonly emailLanguage: string;
  readonly emailPart: string;
  readonly emailParts: Readonly<Record<'html' | 'text', string>>;
  readonly emailFrom: string;
  readonly emailSubject: string;
  readonly emailNarrow: string;
  readonly emailDark: string;
  readonly emailUnsaved: string;
  readonly placeholders: string;
  /** By name, as in functions/domain/email/texts/email-texts.ts. */
  readonly emailTexts: Readonly<Record<string, string>>;
  readonly forCount: (example: number) => string;
  readonly ownWords: string;
  readonly quoted: (text: string) => string;
  readonly testTo: string;
  readonly testHint: string;
  readonly sendTest: string;
  readonly testSent: (to: string) => string;
  readonly testProblems: {
    readonly email_invalid: string;
    readonly email_not_ascii: (character: string) => string;
    readonly email_refused: (reason: string) => string;
    readonly email_unknown: string;
  };
  readonly fields: Readonly<Record<SettingsField, string>>;
  readonly fieldHints: Readonly<Partial<Record<SettingsField, string>>>;
  readonly unsaved: string;
  readonly save: string;
  readonly discard: string;
  readonly saved: string;
  readonly wrong: string;
  readonly wrongFields: Readonly<Partial<Record<SettingsField, string>>>;
  readonly staleHeading: string;
  /** Who saved, and when. */
  readonly staleBy: (name: string, moment: string) => string;
  readonly staleText: string;
  /** When both changed different things. */
  readonly staleApart: string;
  readonly staleTaken: (fields: string) => string;
  readonly mine: string;
  readonly theirs: string;
  readonly saveMerged: string;
  readonly reload: string;
  readonly nothing: string;
}
