import type { PublishedEvents } from '../events/published-events.ts';
import type { ControlRoute } from './control-api.ts';
import { invalidField } from './problem.ts';

/** What integrators are told. */
export function eventRoutes(published: PublishedEvents): Record<string, ControlRoute> {
  return {
    'GET /__local/events': ({ query }) => {
      const after = query.get('after') ?? '0';
      if (!/^\d{1,15}$/.test(after)) throw invalidField('after', 'the number of an event');
      return { json: published.after(Number(after)) };
    },
  };
}
