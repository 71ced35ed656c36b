export interface Visitor {
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
  /** As people read it, where its domain is stored as Punycode. */
  readonly emailShown?: string | undefined;
  /** How far the address can be trusted, or whether it is known not to work. */
  readonly emailState?: 'typed' | 'proven' | 'bounced' | 'complained' | undefined;
  readonly locale?: string | undefined;
  /** For agents: the page the visitor first wrote from. */
  readonly pageUrl?: string | undefined;
  readonly createdAt?: string | undefined;
  /** For agents: grows with every change of the address or its state. */
  readonly addressVersion?: number | undefined;
}

export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly email?: string | undefined;
}

export interface VisitorSession {
  readonly token: string;
  readonly expiresAt: string;
  readonly visitor: Visitor;
}
