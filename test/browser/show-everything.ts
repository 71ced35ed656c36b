import type { FakeState, Json } from './fake-state.ts';

const ada = { kind: 'agent', id: 'ada', name: 'Ada Lindqvist' };
const grace = { kind: 'agent', id: 'grace', name: 'Grace Moreau' };
const system = { kind: 'system' };

/** Fills the back end with one conversation that has everything in it, and a queue of others around it. */
export function showEverything(state: FakeState): void {
  const ago = (minutes: number): string => state.iso(-minutes * 60);
  const visitor = { kind: 'visitor' };
  const talk = state.begin({
    visitor: {
      id: 'v1',
      name: 'Jürgen Weiß',
      email: 'juergen@example.com',
      emailState: 'typed',
      locale: 'de',
      pageUrl: 'https://kiesel-und-ton.example/mugs',
      createdAt: ago(1_600),
    },
    pendingNotification: { state: 'unread', dueAt: state.iso(433), firstSeq: 10, episode: 2 },
  });
  state.visitor = talk.visitor;
  state.append(talk, { author: visitor, text: 'Hello, is the mug “Fog” safe in a dishwasher?' }, ago(1_500));
  state.append(
    talk,
    {
      author: system,
      kind: 'request-email',
      text: 'Please leave your e-mail address, so that our answer reaches you even when you have left this page.',
    },
    ago(1_499),
  );
  state.append(
    talk,
    { author: grace, text: 'Good morning! Yes, all our glazes are.', notification: { state: 'read' } },
    ago(1_490),
  );
  state.append(
    talk,
    { author: grace, visibility: 'note', text: 'He is the one who bought the teapot last week.' },
    ago(1_489),
  );
  state.append(
    talk,
    {
      author: grace,
      text: 'Grey comes back in May: https://kiesel-und-ton.example/mugs?colour=grey',
      notification: { state: 'delivered', at: ago(1_475), episode: 1 },
    },
    ago(1_488),
  );
  talk.emails = [
    {
      episode: 1,
      to: 'juergen@example.com',
      subject: 'Your conversation with Kiesel & Ton',
      sentAt: ago(1_478),
      state: 'delivered',
      messages: [5],
    },
  ];
  talk.decisions = [
    { episode: 1, arm: 1, decision: 'held-present', at: ago(1_480), saw: { firstSeq: 5, through: 5 } },
    { episode: 1, arm: 2, decision: 'sent', at: ago(1_478), saw: { firstSeq: 5, through: 5 } },
  ];
  state.append(
    talk,
    {
      author: visitor,
      channel: 'email',
      text: 'Thank you, I will wait for it then.\n\nJürgen',
      quoted: '> Grey comes back in May',
    },
    ago(70),
  );
  state.append(
    talk,
    {
      author: { kind: 'other', name: 'Karin Weiß', email: 'karin@example.com' },
      channel: 'email',
      text: 'We would also take two bowls.',
    },
    ago(60),
  );
  const states: readonly Json[] = [
    { state: 'bounced', at: ago(50) },
    { state: 'skipped', reason: 'skipped-off', at: ago(48) },
    { state: 'held', reason: 'held-by-agent' },
    { state: 'unread', dueAt: state.iso(433) },
  ];
  states.forEach((notification, at) => {
    state.append(talk, { author: ada, text: 'We will put two bowls aside for you.', notification }, ago(20 - at));
  });
  talk.waitingSince = ago(70);
  talk.visitorReadThrough = 9;

  const others: readonly (readonly [string | undefined, string | undefined])[] = [
    ['Amélie Dupont', 'amelie.dupont@example.fr'],
    [undefined, undefined],
    ['Bartholomäus-Maximilian von Hohenfels-Sonnenberg', 'bartholomaeus.maximilian@sehr-lange-domain.example'],
    ['علي حسن', 'ali@example.com'],
    ['Priya', undefined],
  ];
  others.forEach(([name, email], at) => {
    const other = state.begin({
      visitor: {
        id: `other-${at}`,
        ...(name === undefined ? {} : { name }),
        ...(email === undefined ? {} : { email }),
        locale: 'en',
      },
      ...(at === 0 ? { assignee: 'ada' } : {}),
      ...(at === 4 ? { pendingNotification: { state: 'waiting-for-address' } } : {}),
    });
    const text =
      at === 3 ? 'هل يمكنني استبدال الإبريق؟' : 'Do you still have the bowl “Ember”? I would need six of them.';
    state.append(other, { author: visitor, text }, ago(60 * at + 12));
  });
  state.mailbox = [
    {
      id: 'm1',
      from: 'Grace Moreau (Kiesel & Ton) <support@mail.example.com>',
      to: 'juergen@example.com',
      replyTo: 'r.abc@reply.example.com',
      subject: 'Your conversation with Kiesel & Ton',
      sentAt: ago(1_478),
      headers: { 'message-id': '<1@example.com>' },
      text: 'Grey comes back in May.\n\nhttps://kiesel-und-ton.example/#cc=abc\n',
      html: '<!doctype html><html lang="en"><head><title>Your conversation</title></head><body><main><h1>You have an unread message</h1><p>Grey comes back in May.</p></main></body></html>',
      size: 2_000,
    },
  ];
}
