import { plusMinutes, plusSeconds } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { Connection } from '../records/connection.ts';

/** API Gateway ends a connection after two hours; a little longer, and a lost $disconnect is forgotten too. */
const rememberedMinutes = 125;

/**
 * Longer than a handshake takes: API Gateway waits 29 seconds for what answers `$connect`, and the connection stands after
 * that. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
const handshakeSeconds = 60;

/** Until when a connection that begins at `now` is remembered. */
export function rememberedUntil(now: Instant): Instant {
  return plusMinutes(now, rememberedMinutes);
}

/**
 * Whether the connection may not stand yet. It is remembered before its handshake is complete, and until then API Gateway
 * calls it gone. https://repost.aws/knowledge-center/410-gone-api-gateway
 */
export function mayBeInHandshake({ expiresAt }: Connection, now: Instant): boolean {
  return now < plusSeconds(plusMinutes(expiresAt, -rememberedMinutes), handshakeSeconds);
}
