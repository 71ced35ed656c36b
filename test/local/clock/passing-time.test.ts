import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Activity } from '../../../local/activity.ts';
import { PassingTime } from '../../../local/clock/passing-time.ts';
import { SteppedClock } from '../../../local/clock/stepped-clock.ts';
import { Timetable } from '../../../local/clock/timetable.ts';

let folder: string;
let clock: SteppedClock;
let timetable: Timetable;
let activity: Activity;
let time: PassingTime;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clock-'));
  clock = await SteppedClock.open(folder);
  timetable = new Timetable(clock);
  activity = new Activity();
  time = new PassingTime({ clock, timetable, settled: () => activity.idle() });
});
afterEach(async () => {
  timetable.stop();
  await rm(folder, { recursive: true, force: true });
});

const minute = 60_000;

describe('time that is made to pass', () => {
  test('has everything happen in its order, at its time, and after what came before it', async () => {
    const start = clock.now();
    const happened: string[] = [];
    const happens = (name: string, after: number): void => {
      timetable.at(start + after, () => {
        const end = activity.begin();
        setImmediate(() => {
          happened.push(`${name} at ${Math.floor((clock.now() - start) / minute)}`);
          if (name === 'second') happens('created on the way', 5 * minute);
          end();
        });
      });
    };
    happens('third', 7 * minute);
    happens('first', minute);
    happens('second', 2 * minute);
    happens('beyond', 11 * minute);
    const end = await time.advance(600);
    expect(happened).toEqual(['first at 1', 'second at 2', 'created on the way at 5', 'third at 7']);
    expect(end).toBeGreaterThanOrEqual(start + 10 * minute);
    expect(end).toBeLessThan(start + 11 * minute);
  });

  test('first waits for what is under way', async () => {
    const end = activity.begin();
    const advanced = jest.fn();
    const advancing = time.advance(60).then(advanced);
    await new Promise(setImmediate);
    expect(advanced).not.toHaveBeenCalled();
    end();
    await advancing;
    expect(advanced).toHaveBeenCalled();
  });

  test('leaves out what was cancelled, even by what is due at the same time', async () => {
    const happened: string[] = [];
    const at = clock.now() + minute;
    timetable.at(at, () => {
      happened.push('first');
      cancel();
    });
    const cancel = timetable.at(at, () => happened.push('cancelled'));
    await time.advance(120);
    expect(happened).toEqual(['first']);
  });

  test('does not come back after a restart', async () => {
    const reached = await time.advance(86_400);
    const reopened = await SteppedClock.open(folder);
    expect(reopened.now()).toBeGreaterThanOrEqual(reached);
  });

  test('of two calls adds up', async () => {
    const start = clock.now();
    await Promise.all([time.advance(60), time.advance(60)]);
    expect(clock.now()).toBeGreaterThanOrEqual(start + 2 * minute);
  });
});

test('what is due in real time happens without being asked for', async () => {
  await new Promise<void>((resolve) => timetable.at(clock.now() + 5, resolve));
});
