import { steppedDate } from '../../../local/clock/stepped-date.ts';

const day = 86_400_000;
const Stepped = steppedDate(Date, () => 3 * day);
const ahead = (time: number): number => Math.round((time - Date.now()) / day);

describe('the stepped Date', () => {
  test('has another present', () => {
    expect(ahead(Stepped.now())).toBe(3);
    expect(ahead(new Stepped().getTime())).toBe(3);
    expect(ahead(Date.parse(Stepped()))).toBe(3);
  });

  test('is the real one for every other time', () => {
    expect(new Stepped(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
    expect(new Stepped('2026-11-22T10:00:00Z').toISOString()).toBe('2026-11-22T10:00:00.000Z');
    expect(new Stepped(2026, 10, 22).getTime()).toBe(new Date(2026, 10, 22).getTime());
    expect(Stepped.parse('2026-11-22')).toBe(Date.parse('2026-11-22'));
    expect(Stepped.UTC(2026, 0)).toBe(Date.UTC(2026, 0));
    expect(Stepped.length).toBe(7);
  });

  test('knows real dates as its own, and can be extended', () => {
    class Later extends Stepped {}
    expect(new Date()).toBeInstanceOf(Stepped);
    expect(new Stepped()).toBeInstanceOf(Date);
    expect(new Later()).toBeInstanceOf(Later);
    expect(ahead(new Later().getTime())).toBe(3);
  });
});
