import type * as wire from '../../../contract/wire.ts';
import { plusSeconds } from '../../domain/instant.ts';
import { openingAt } from '../../domain/settings/operating-hours.ts';
import { chooseLocale } from '../../domain/settings/settings.ts';
import type { Handler } from '../http/api.ts';
import { authenticate } from './session.ts';
import type { VisitorPorts } from './session.ts';
import { topicOf } from './topic-of.ts';

/** Long enough to open a socket, too short to be found later. */
export const ticketSeconds = 60;

/** `GET /v1/widget`: what the widget shows before anybody has a session. */
export function describeWidget({ table, world }: VisitorPorts): Handler {
  return async ({ query, headers }) => {
    const { settings, triggers } = await table.rules();
    const wanted = query.locale ?? headers['accept-language']?.split(/[,;]/)[0] ?? settings.defaultLocale;
    const locale = chooseLocale(settings, wanted.trim());
    const opening = openingAt(settings.hours, settings.timeZone, world.now());
    const backAt = opening.kind === 'closed' ? opening.backAt : null;
    return {
      status: 200,
      body: {
        teamName: settings.fromName,
        offline: opening.kind === 'closed',
        ...(backAt === null ? {} : { backAt }),
        locale,
        locales: settings.locales,
        texts: settings.texts[locale] ?? {},
        features: {
          continuousConversations: settings.continuousConversations,
          requestEmail: triggers['request-email'].active,
          attachments: true,
        },
      } satisfies wire.WidgetInfo,
    };
  };
}

/** `POST /v1/visitor/realtime`: a ticket that admits one connection to the visitor's pushes. */
export function openRealtime(ports: VisitorPorts): Handler {
  return async (request) => {
    const { session } = await authenticate(ports, request);
    const ticket = `${session.visitorId}${ports.world.random.token()}`;
    const expiresAt = plusSeconds(ports.world.now(), ticketSeconds);
    await ports.table.putTicket(ticket, topicOf(session), expiresAt);
    return {
      status: 201,
      body: { url: `${ports.websocketUrl}?ticket=${ticket}`, expiresAt } satisfies wire.RealtimeTicket,
    };
  };
}
