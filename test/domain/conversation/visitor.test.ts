import {
  isStillAddress,
  withAddress,
  withoutDisowned,
  withRefusedAddress,
} from '../../../functions/domain/records/visitor.ts';
import type { Visitor } from '../../../functions/domain/records/visitor.ts';
import { noon, visitor } from '../../setup/scene.ts';

const [mine, other] = ['vera@example.org', 'vera@example.net'];
const gives =
  (email: string, state: 'typed' | 'proven' = 'typed') =>
  (of: Visitor): Visitor =>
    withAddress(of, { email, state });
const bounces = (of: Visitor): Visitor => withRefusedAddress(of, 'bounced');
const losesIt = (of: Visitor): Visitor => withoutDisowned(of, noon);

describe('what is bound to an address', () => {
  test.each<[string, boolean, readonly ((of: Visitor) => Visitor)[]]>([
    ['holds while nothing changes', true, []],
    ['holds when the same address is given again', true, [gives(mine)]],
    ['holds when the site vouches for it', true, [gives(mine, 'proven')]],
    ['holds when it bounces', true, [bounces]],
    ['is void once there is another', false, [gives(other)]],
    ['is void once there is none', false, [losesIt]],
    ['stays void when the address is changed back', false, [gives(other), gives(mine)]],
    ['stays void when the address that was lost is vouched for', false, [losesIt, gives(mine, 'proven')]],
    ['stays void when that address gets another state', false, [gives(other), gives(mine), gives(mine, 'proven')]],
  ])('%s', (_what, holds, changes) => {
    const stored = visitor();
    for (const known of [stored, withAddress({ ...stored, address: null }, stored.address)]) {
      const seen = { email: mine, addressVersion: known.addressVersion };
      const changed = changes.reduce((of, change) => change(of), known);
      expect(isStillAddress(changed, seen)).toBe(holds);
    }
  });

  test('holds again if it is made anew after the change', () => {
    const back = [gives(other), gives(mine), bounces].reduce((of, change) => change(of), visitor());
    expect(isStillAddress(back, { email: mine, addressVersion: back.addressVersion })).toBe(true);
  });
});
