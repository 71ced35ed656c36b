import { isSameAddress } from '../email/judge-sender.ts';
import type { VisitorId } from './ids.ts';
import type { SeenAddress } from './visitor.ts';

/** A login brought the conversation along: whose it was, and at which address both could be reached then. */
export interface BroughtAlong {
  readonly from: VisitorId;
  /** The anonymous visitor's, see Visitor. */
  readonly emailSince: number;
  /** The named visitor's address, as they have it; null if they had none. */
  readonly email: string | null;
  readonly addressVersion: number;
}

/** A conversation, as far as it matters here. */
interface Brought {
  readonly visitorId: VisitorId;
  readonly broughtAlong?: BroughtAlong;
}

/** What an e-mail gives somebody access to, as long as the visitor's address stays the same. */
interface Access extends SeenAddress {
  readonly visitorId: VisitorId;
}

/**
 * A link, session or topic that is limited to a conversation, as it counts now: if it was the anonymous visitor's whose
 * conversation was brought along, it is the named one's.
 */
export function ofPresentVisitor<T extends Access>(access: T, { visitorId, broughtAlong }: Brought): T {
  if (broughtAlong?.from !== access.visitorId) return access;
  const { email, emailSince, addressVersion } = broughtAlong;
  const isSame = email !== null && access.addressVersion >= emailSince && isSameAddress(email, access.email);
  return isSame ? { ...access, visitorId, email, addressVersion } : access;
}
