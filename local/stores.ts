import { join } from 'node:path';
import type { SteppedClock } from './clock/stepped-clock.ts';
import { RecordFolder } from './disk/record-folder.ts';
import { DeadLetters } from './events/dead-letters.ts';
import { PublishedEvents } from './events/published-events.ts';
import type { QueuedEvent } from './lambda/asynchronous-invocations.ts';
import { ObjectStore } from './s3/object-store.ts';
import type { Schedule } from './scheduler/schedule.ts';
import type { StoredSecret } from './secrets/secrets-manager-api.ts';
import { Mailbox } from './ses/mailbox.ts';
import { SuppressionList } from './ses/suppression-list.ts';

/** Everything the machine keeps beside the table, each in its folder among the data. */
export interface Stores {
  readonly queue: RecordFolder<QueuedEvent>;
  readonly deadLetters: DeadLetters;
  readonly schedules: RecordFolder<Schedule>;
  readonly secrets: RecordFolder<StoredSecret>;
  readonly objects: ObjectStore;
  readonly mailbox: Mailbox;
  readonly suppression: SuppressionList;
  readonly published: PublishedEvents;
}

export function openStores(dataFolder: string, clock: SteppedClock): Stores {
  const folder = (name: string): string => join(dataFolder, name);
  return {
    queue: new RecordFolder(folder('queue')),
    deadLetters: new DeadLetters(new RecordFolder(folder('dead-letters')), clock),
    schedules: new RecordFolder(folder('schedules')),
    secrets: new RecordFolder(folder('secrets')),
    objects: new ObjectStore(folder('s3')),
    mailbox: new Mailbox(folder('mailbox'), new RecordFolder(folder('mailbox'))),
    suppression: new SuppressionList(new RecordFolder(folder('suppression'))),
    published: new PublishedEvents(new RecordFolder(folder('events'))),
  };
}
