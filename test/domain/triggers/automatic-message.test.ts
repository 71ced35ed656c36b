import { append } from '../../../functions/domain/conversation/append.ts';
import { plusMinutes, plusSeconds } from '../../../functions/domain/instant.ts';
import type { Instant } from '../../../functions/domain/instant.ts';
import type { Conversation } from '../../../functions/domain/records/conversation.ts';
import type { Opening } from '../../../functions/domain/settings/operating-hours.ts';
import { addressConfirmation, automaticMessage } from '../../../functions/domain/triggers/automatic-message.ts';
import type { IdleSituation } from '../../../functions/domain/triggers/automatic-message.ts';
import { automaticLocales, automaticText } from '../../../functions/domain/triggers/texts.ts';
import { byVisitor, noon, settings, told, visitor } from '../../setup/scene.ts';

const unknown = visitor({ address: null });
const closed: Opening = { kind: 'closed', backAt: plusMinutes(noon, 60) };
const { conversation: asked } = told([0, byVisitor]);

function situation(change: Partial<IdleSituation> = {}, active = { request: true, away: true }): IdleSituation {
  return {
    conversation: asked,
    visitor: unknown,
    rules: {
      settings,
      triggers: {
        'request-email': { id: 'request-email', active: active.request, texts: { de: 'Ihre Adresse, bitte!' } },
        'away-message': { id: 'away-message', active: active.away, texts: {} },
      },
    },
    opening: { kind: 'open' },
    now: plusSeconds(noon, 5),
    ...change,
  };
}

/** The conversation after the automatic message was said. */
function after(given: IdleSituation): Conversation {
  const said = automaticMessage(given)!;
  return append(said.conversation, said.draft, settings, given.now).conversation;
}

const kind = (given: IdleSituation): string | undefined => automaticMessage(given)?.draft.kind;

describe('the request for an address', () => {
  test('is made when the visitor has been idle for five seconds, not earlier', () => {
    expect(kind(situation())).toBe('request-email');
    expect(kind(situation({ now: plusSeconds(noon, 4.9) }))).toBeUndefined();
  });

  test('is made in their language, in the words of the admin', () => {
    const german = situation({ visitor: visitor({ address: null, locale: 'de-AT' }) });
    expect(automaticMessage(german)?.draft.text).toBe('Ihre Adresse, bitte!');
    expect(automaticMessage(situation())?.draft.text).toBe(automaticText('request-email', 'en'));
  });

  test('is made once in a conversation', () => {
    const once = after(situation());
    const { conversation } = append(
      once,
      { ...byVisitor, channel: 'messaging', text: '?' } as never,
      settings,
      plusMinutes(noon, 1),
    );
    expect(kind(situation({ conversation, now: plusMinutes(noon, 5) }))).toBeUndefined();
  });

  test.each<[string, IdleSituation]>([
    ['they have given one', situation({ visitor: visitor() })],
    ['the trigger is off', situation({}, { request: false, away: true })],
    [
      'an agent has answered',
      situation({ conversation: told([0, byVisitor], [1, {}]).conversation, now: plusMinutes(noon, 9) }),
    ],
    ['nobody has written', situation({ conversation: told().conversation })],
    ['the conversation is closed', situation({ conversation: { ...asked, status: 'closed' } })],
  ])('is not made when %s', (_why, given) => {
    expect(kind(given)).toBeUndefined();
  });
});

describe('the away message', () => {
  const away = (change: Partial<IdleSituation> = {}) => situation({ visitor: visitor(), opening: closed, ...change });

  test('is said outside operating hours only', () => {
    expect(kind(away())).toBe('away');
    expect(kind(away({ opening: { kind: 'open' } }))).toBeUndefined();
  });

  test('is said once until the company is back', () => {
    const once = after(away());
    const again = (now: Instant, opening: Opening) => {
      const { conversation } = append(once, { ...byVisitor, channel: 'messaging', text: '?' } as never, settings, now);
      return kind(away({ conversation, now: plusSeconds(now, 6), opening }));
    };
    expect(again(plusMinutes(noon, 30), closed)).toBeUndefined();
    expect(again(plusMinutes(noon, 600), { kind: 'closed', backAt: plusMinutes(noon, 1200) })).toBe('away');
  });
});

test('one automatic voice speaks in an idle window: the request for the address before the away message', () => {
  const both = situation({ opening: closed });
  expect(kind(both)).toBe('request-email');
  expect(kind(situation({ opening: closed, conversation: after(both), now: plusMinutes(noon, 5) }))).toBeUndefined();
});

test('the confirmation names the address, in every language', () => {
  for (const locale of automaticLocales) {
    const rules = { ...situation().rules, settings: { ...settings, locales: [...automaticLocales] } };
    const draft = addressConfirmation(visitor({ locale }), 'vera@example.org', rules);
    expect(draft).toMatchObject({ kind: 'email-confirmation', author: { kind: 'system' } });
    expect(draft.text).toContain('vera@example.org');
  }
});

test('an address is named as people read it, whatever characters it has', () => {
  const { rules } = situation();
  expect(addressConfirmation(visitor(), 'vera@xn--bcher-kva.example', rules).text).toContain('vera@bücher.example');
  expect(addressConfirmation(visitor(), "a$&$'@example.org", rules).text).toContain(" a$&$'@example.org.");
});
