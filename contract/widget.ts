export interface WidgetInfo {
  readonly teamName: string;
  readonly offline: boolean;
  readonly backAt?: string | null | undefined;
  readonly locale: string;
  /** Those that the visitor may choose among. */
  readonly locales?: readonly string[] | undefined;
  /** The admin's own words in that language, by their names. */
  readonly texts?: object | undefined;
  readonly features: {
    readonly continuousConversations: boolean;
    readonly requestEmail: boolean;
    readonly attachments: boolean;
  };
}
