import type { Page, Route } from 'playwright-core';
import { adminAt } from './admin-page.ts';
import { describeInBrowser } from './browser.ts';
import { FakeState } from './fake-state.ts';
import { pagesUnderTest } from './pages-under-test.ts';

describeInBrowser('when something does not work, the admin page', () => {
  const pages = pagesUnderTest();

  beforeEach(() => {
    pages.backend.state.settings = new FakeState(() => undefined).settings;
  });

  const feature = (page: Page) => page.getByRole('switch', { name: 'Continuous conversations:' });
  const fails = (route: Route) => route.fulfill({ status: 500, json: { code: 'internal' } });

  test('shows that the feature is on as before when it could not be switched off, and says so beside the switch', async () => {
    const { page } = await adminAt(pages);
    await page.route('**/v1/admin/settings', fails);
    await feature(page).click();
    await page.locator('#switch').getByRole('alert').getByText('That did not work.').waitFor();
    expect(await feature(page).isChecked()).toBe(true);
    expect(pages.backend.state.settings.continuousConversations).toBe(true);
    await page.unroute('**/v1/admin/settings');
    await feature(page).click();
    await page.getByText('Switched off: no further e-mail').waitFor();
  });

  test('shows that the feature is on as before when the admin leaves a conflict be', async () => {
    const { page } = await adminAt(pages);
    pages.backend.state.settings = { ...pages.backend.state.settings, version: 4, delayMinutes: 5 };
    await feature(page).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await feature(page).isChecked()).toBe(true);
  });

  test('does not say that all is well while it does not know', async () => {
    const { state } = pages.backend;
    const inOrder = state.checklist;
    state.checklist = inOrder.map((check) => ({ ...check, state: 'ok' }));
    const { page } = await adminAt(pages);
    await page.locator('.admin-title .chip.good', { hasText: 'On' }).waitFor();
    await page.route('**/v1/admin/checklist?*', fails);
    const again = page.getByRole('button', { name: 'Check again' });
    await again.click();
    await page.locator('#checklist').getByRole('alert').getByText('That did not work.').waitFor();
    expect(await page.locator('.admin-title .chip').getAttribute('class')).toBe('chip');
    await page.unroute('**/v1/admin/checklist?*');
    await again.click();
    await page.locator('.admin-title .chip.good').waitFor();
    state.checklist = inOrder;
  });

  test('lets nobody word the e-mail of another language on top of the last one’s words', async () => {
    const { page } = await adminAt(pages);
    const headline = page.getByLabel('Headline (2 messages)');
    await page.getByText('Wording').last().click();
    expect(await headline.getAttribute('placeholder')).toBe('Sie haben {count} ungelesene Nachrichten');
    let answer = (): void => undefined;
    const isHeld = new Promise<void>((resolve) => (answer = resolve));
    const asked = page.waitForRequest('**/v1/admin/email-preview');
    await page.route('**/v1/admin/email-preview', async (route) => {
      await isHeld;
      await route.continue();
    });
    await page.getByLabel('Language of the e-mail').selectOption('en');
    await asked;
    expect(await headline.count()).toBe(0);
    answer();
    await page.locator('#email summary').click();
    expect(await headline.getAttribute('placeholder')).toBe('You have {count} unread messages');
  });

  test('quotes in a conflict as its language does', async () => {
    const { page } = await adminAt(pages, { locale: 'de-DE' });
    await page.locator('#email summary').click();
    await page.getByLabel('Betreff', { exact: true }).fill('Meins');
    const { state } = pages.backend;
    state.settings = { ...state.settings, version: 4, texts: { de: { subject: 'Ihres' } } };
    await page.getByRole('button', { name: 'Speichern', exact: true }).click();
    await page.getByRole('dialog').getByText('„Meins“').waitFor();
    await page.getByRole('dialog').getByText('„Ihres“').waitFor();
  });
});
