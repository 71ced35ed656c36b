/** A sentence that depends on a count. Forms as of `Intl.PluralRules`; one that is missing is replaced by `other`. */
export type PluralForms = Readonly<
  Record<'other', string> & Partial<Record<Exclude<Intl.LDMLPluralRule, 'other'>, string>>
>;

/**
 * Everything the unread e-mail says, in one language: what a language file must provide and what an admin may change.
 * `{company}`, `{count}`, `{address}` and `{files}` are filled in; the text is never taken for HTML.
 */
export interface EmailTexts {
  /** Of the first e-mail; later ones put `Re: ` before it. Must not hold a count: a changed subject breaks the thread. */
  readonly subject: string;
  readonly unread: PluralForms;
  /** Stands for what did not fit into the e-mail. */
  readonly more: PluralForms;
  /** Follows a message that is too long for an e-mail. */
  readonly shortened: string;
  /** Names the files that go along with the e-mail. */
  readonly attachments: string;
  /** Names those that do not. */
  readonly attachmentsOnWebsite: string;
  readonly howToReply: string;
  /** The button that leads back to the conversation on the website. */
  readonly continueOnWebsite: string;
  /** Who has the e-mail has its link, so it should not be passed on. */
  readonly keepToYourself: string;
  readonly whyYouGetThis: string;
  readonly notMe: string;
  readonly unsubscribe: string;
}
