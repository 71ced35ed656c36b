/** What SES says of the account's set-up. */
export interface SesAccount {
  /** Undefined if SES does not know the identity. */
  identity(domain: string): Promise<{ readonly verified: boolean; readonly dkim: boolean } | undefined>;
  isOutOfSandbox(): Promise<boolean>;
  isSendingEnabled(): Promise<boolean>;
  /** Whether the configuration set publishes its events to EventBridge. */
  publishesEvents(configurationSet: string): Promise<boolean>;
  activeReceiptRuleSet(): Promise<string | undefined>;
}
