import { topicOf } from '../../../functions/api/visitor/topic-of.ts';
import { isRevoked } from '../../../functions/domain/realtime/topic.ts';
import type { Topic } from '../../../functions/domain/records/connection.ts';
import type { ConversationId } from '../../../functions/domain/records/ids.ts';
import { withAddress } from '../../../functions/domain/records/visitor.ts';
import { visitor } from '../../setup/scene.ts';

const vera = visitor();
const conversationId = 'c' as ConversationId;
const { email } = vera.address!;
const limited = topicOf({
  visitorId: vera.id,
  scope: { kind: 'conversation', conversationId, email, addressVersion: vera.addressVersion },
});

test('a limited session listens for as long as the address by which it came is theirs', () => {
  expect(isRevoked(limited, vera)).toBe(false);
  const elsewhere = withAddress(vera, { email: 'v@example.net', state: 'typed' });
  expect(isRevoked(limited, elsewhere)).toBe(true);
  expect(isRevoked(limited, withAddress(elsewhere, vera.address))).toBe(true);
  expect(isRevoked(limited, undefined)).toBe(true);
});

test('a session of their own listens whatever their address, and so does one stored before sessions named any', () => {
  const whole = topicOf({ visitorId: vera.id, scope: { kind: 'visitor' } });
  const former = { kind: 'visitor', visitorId: vera.id, conversationId } as unknown as Topic;
  for (const topic of [whole, former]) expect(isRevoked(topic, withAddress(vera, null))).toBe(false);
});
