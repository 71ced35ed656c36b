import type { Page } from 'playwright-core';
import { describeInBrowser, person } from './browser.ts';
import { drawn } from './drawn.ts';
import { FakeState } from './fake-state.ts';
import { acceptPicture, isAccepting, machineOf, pictureChange, recordedWith, recordMachine } from './kept-pictures.ts';
import { layoutFaults } from './layout-faults.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { fillMailbox, pictureStates, pictureTime } from './picture-states.ts';
import { showAgentsWork } from './show-agent.ts';
import { allAnswered, unansweredOf } from './unanswered.ts';

describeInBrowser('the pages look as they did', () => {
  const pages = pagesUnderTest();
  let judge: Page;
  let isComparable = false;

  beforeAll(async () => {
    judge = await pages.browser.newPage();
    const [machine, recorded] = [await machineOf(pages.browser), await recordedWith()];
    isComparable = recorded?.chromium === machine.chromium && recorded.fonts === machine.fonts;
    if (isAccepting) await recordMachine(machine);
    else if (!isComparable) {
      process.stderr.write(
        'Pictures come from another Chromium or other fonts: only clipping and overlaps are checked.\n',
      );
    }
  });

  beforeEach(() => {
    const { state } = pages.backend;
    const fresh = new FakeState(() => undefined);
    state.clock = () => pictureTime;
    state.conversations = [];
    state.visitor = fresh.visitor;
    state.widget = fresh.widget;
    state.settings = fresh.settings;
    for (const [id, trigger] of fresh.triggerStates) state.triggerStates.set(id, trigger);
    showAgentsWork(state);
    fillMailbox(state);
  });

  test.each(pictureStates)('$name', async ({ name, options, arrange, show }) => {
    arrange?.(pages.backend.state);
    const { page, complaints } = await person(pages.browser, options);
    await page.clock.setFixedTime(pictureTime);
    const unanswered = unansweredOf(page);
    if (name.startsWith('admin-stale')) {
      await page.route('**/v1/admin/settings', async (route) => {
        if (route.request().method() === 'PUT') {
          const { state } = pages.backend;
          state.settings = { ...state.settings, version: 4, delayMinutes: 5, changedAt: state.iso(-120) };
        }
        await route.continue();
      });
    }
    await show(page, pages.backend.url);
    // What lies under the pointer looks different, and where it is depends on what was clicked last.
    await page.mouse.move(0, 0);
    await allAnswered(unanswered);
    await drawn(page);
    const faults = await layoutFaults(page);
    const shown = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    // That is the script that stops the clock: it may not run in the frame of an e-mail.
    const own = complaints.filter((complaint) => !complaint.startsWith("Blocked script execution in 'about:"));
    expect({ faults, complaints: own }).toEqual({ faults: [], complaints: [] });
    if (isAccepting) await acceptPicture(name, shown);
    else if (isComparable) expect(await pictureChange(judge, name, shown)).toBeUndefined();
  });

  const planted: readonly (readonly [what: string, body: string, fault: RegExp])[] = [
    ['a page that is too wide', '<p style="width:3000px">wide</p>', /scrolls sideways/],
    ['cut letters', '<p style="overflow:hidden;height:8px">Letters that are cut</p>', /cut off: “Letters/],
    [
      'a line without its end',
      '<p style="overflow:hidden;width:60px;white-space:nowrap">The end is gone</p>',
      /cut off/,
    ],
    [
      'text upon text',
      '<p style="position:absolute;top:9px">One line</p><p style="position:absolute;top:12px">Another</p>',
      /“One line” and “Another”/,
    ],
  ];

  test.each(planted)('the measuring finds %s', async (_what, body, fault) => {
    await judge.setContent(`<!doctype html><body>${body}`);
    expect((await layoutFaults(judge)).join('\n')).toMatch(fault);
  });

  test.each([
    ['an ellipsis', '<p style="overflow:hidden;width:60px;white-space:nowrap;text-overflow:ellipsis">It goes on</p>'],
    ['what one scrolls to', '<div style="overflow:auto;height:20px"><p>One</p><p>Two</p><p>Three</p></div>'],
    [
      'what is for screen readers',
      '<p style="position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)">Hi</p>',
    ],
    ['what a dialog covers', '<p>Below</p><p style="position:fixed;inset:0;margin:0;background:white">Above</p>'],
    ['two lines', '<p>One</p><p>Two</p>'],
  ])('the measuring leaves alone %s', async (_what, body) => {
    await judge.setContent(`<!doctype html><body>${body}`);
    expect(await layoutFaults(judge)).toEqual([]);
  });

  test('the comparison finds a change, and lets a small one pass', async () => {
    const shot = async (body: string): Promise<Buffer> => {
      await judge.setViewportSize({ width: 400, height: 300 });
      await judge.setContent(`<!doctype html><body style="margin:0">${body}`);
      return judge.screenshot();
    };
    const names = pictureStates.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(await pictureChange(judge, 'not-kept', await shot('x'))).toMatch(/^no picture is kept/);
    if (isComparable) expect(await pictureChange(judge, names[0]!, await shot('x'))).toMatch(/^another size/);
  });
});
