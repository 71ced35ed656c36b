import type { Instant } from '../instant.ts';
import type { VisitorId } from './ids.ts';

/** How far an address can be trusted: typed in by anybody, vouched for by the site, or found not to work. */
export type AddressState = 'typed' | 'proven' | 'bounced' | 'complained';

export interface Address {
  readonly email: string;
  readonly state: AddressState;
}

/** An address this visitor cannot give again, and why. */
export type RefusedAddress =
  | { readonly email: string; readonly why: 'bounced' | 'complained' }
  /** Its owner said that they are not this visitor. */
  | { readonly email: string; readonly why: 'not-me'; readonly at: Instant };

export interface Visitor {
  readonly id: VisitorId;
  /** As loaded; 0 for one not stored yet. */
  readonly version: number;
  readonly name?: string;
  readonly address: Address | null;
  /** Whose mail created the visitor, if it was not the site that did: by that address further mail finds them. */
  readonly mailedAs?: string;
  /** Grows with every change of the address or its state; what is bound to an address (claims, resume links) names the version it saw. */
  readonly addressVersion: number;
  /** The first version with the present e-mail, whatever its state; missing if it never was another. */
  readonly emailSince?: number;
  readonly refused: readonly RefusedAddress[];
  readonly locale: string;
  /** The page the visitor first wrote from, if the widget told. */
  readonly pageUrl?: string;
  readonly createdAt: Instant;
}

/** The visitor with another address (or none), or the same value when nothing changes. */
export function withAddress(visitor: Visitor, address: Address | null): Visitor {
  const sameEmail = visitor.address?.email === address?.email;
  if (sameEmail && visitor.address?.state === address?.state) return visitor;
  const addressVersion = visitor.addressVersion + 1;
  return { ...visitor, address, addressVersion, ...(sameEmail ? {} : { emailSince: addressVersion }) };
}

/** An address as it was seen: what is bound to it is void for good once the visitor has had another, or none. */
export interface SeenAddress {
  readonly email: string;
  readonly addressVersion: number;
}

/** Whether the visitor's address has been this one ever since it was seen. */
export function isStillAddress({ address, emailSince = 0 }: Visitor, seen: SeenAddress): boolean {
  return address?.email === seen.email && seen.addressVersion >= emailSince;
}

/** The visitor whose present address is known not to work; it cannot be given again. */
export function withRefusedAddress(visitor: Visitor, why: 'bounced' | 'complained'): Visitor {
  if (visitor.address === null) return visitor;
  const { email } = visitor.address;
  return withRefusal(withAddress(visitor, { email, state: why }), { email, why });
}

/** The visitor without their present address, whose owner says that they are somebody else; it cannot be given again. */
export function withoutDisowned(visitor: Visitor, at: Instant): Visitor {
  if (visitor.address === null) return visitor;
  return withRefusal(withAddress(visitor, null), { email: visitor.address.email, why: 'not-me', at });
}

/** The visitor who cannot give this address again, be it their present or a former one. What its owner has said stands. */
export function withRefusal(visitor: Visitor, refusal: RefusedAddress): Visitor {
  const { refused } = visitor;
  if (refused.some(({ email, why }) => email === refusal.email && why === 'not-me')) return visitor;
  return { ...visitor, refused: [...refused.filter((one) => one.email !== refusal.email), refusal] };
}
