import type { Message } from '../../contract/messages.ts';

/** Messages with those marked that the visitor has now read. */
export function withRead(messages: readonly Message[], through: number, at: string): readonly Message[] {
  return messages.map((message) => {
    const { notification } = message;
    if (message.seq > through || notification === undefined || notification.state === 'read') return message;
    const { episode } = notification;
    return { ...message, notification: { state: 'read', at, ...(episode === undefined ? {} : { episode }) } };
  });
}

/** A message fetched anew; when it was read only who saw it happen knows. */
export function withKnownReading(fresh: Message, known: Message | undefined): Message {
  const { notification } = fresh;
  const at = known?.notification?.state === 'read' ? known.notification.at : undefined;
  if (notification?.state !== 'read' || notification.at !== undefined || at === undefined) return fresh;
  return { ...fresh, notification: { ...notification, at } };
}
