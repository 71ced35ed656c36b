import type { Page } from 'playwright-core';
import { describeInBrowser, person } from './browser.ts';
import { eventually } from './eventually.ts';
import { pagesUnderTest } from './pages-under-test.ts';
import { showAgentsWork } from './show-agent.ts';

describeInBrowser('with an issuer an agent', () => {
  const pages = pagesUnderTest();

  beforeEach(() => {
    pages.backend.state.conversations = [];
    showAgentsWork(pages.backend.state);
  });

  /** An issuer as it is asked. A test may change what it answers. */
  interface Issuer {
    /** The query that the browser brings back from signing in. */
    answer: (asked: URLSearchParams) => string;
    readonly signedIn: URLSearchParams[];
    readonly signedOut: URLSearchParams[];
    readonly grants: (string | null)[];
    /** Statuses of the next answers of its token endpoint. */
    readonly refusals: number[];
  }

  async function issuerOf(page: Page): Promise<Issuer> {
    const issuer: Issuer = {
      answer: (asked) => `code=c0de&state=${asked.get('state') ?? ''}`,
      signedIn: [],
      signedOut: [],
      grants: [],
      refusals: [],
    };
    const address = `${pages.backend.url}/issuer`;
    await page.route('**/agent/config.json', (route) =>
      route.fulfill({ json: { issuer: address, clientId: 'console' } }),
    );
    await page.route('**/issuer/.well-known/openid-configuration', (route) =>
      route.fulfill({
        json: {
          authorization_endpoint: `${address}/authorize`,
          token_endpoint: `${address}/token`,
          end_session_endpoint: `${address}/logout`,
        },
      }),
    );
    await page.route('**/issuer/authorize?*', async (route) => {
      const asked = new URL(route.request().url()).searchParams;
      issuer.signedIn.push(asked);
      const location = `${asked.get('redirect_uri') ?? ''}?${issuer.answer(asked)}`;
      await route.fulfill({ status: 302, headers: { location } });
    });
    await page.route('**/issuer/logout?*', async (route) => {
      const asked = new URL(route.request().url()).searchParams;
      issuer.signedOut.push(asked);
      await route.fulfill({ status: 302, headers: { location: asked.get('logout_uri') ?? '' } });
    });
    await page.route('**/issuer/token', async (route) => {
      const grant = new URLSearchParams(route.request().postData() ?? '').get('grant_type');
      issuer.grants.push(grant);
      const status = issuer.refusals.shift();
      if (status === undefined) await route.fulfill({ json: { id_token: `token-${grant}`, refresh_token: 'r' } });
      else await route.fulfill({ status, json: { error: 'invalid_grant' } });
    });
    return issuer;
  }

  test.each([
    ['was refused', () => 'error=access_denied'],
    ['came back with an answer to somebody else', () => 'code=c0de&state=foreign'],
  ])('who %s can try again', async (_what, answer) => {
    const { page } = await person(pages.browser);
    const issuer = await issuerOf(page);
    const { answer: signsIn } = issuer;
    issuer.answer = answer;
    await page.goto(`${pages.backend.url}/agent#/conversations/files`);
    await page.getByText('Signing in did not work.').waitFor();
    expect(page.url()).toBe(`${pages.backend.url}/agent#/conversations/files`);
    issuer.answer = signsIn;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForSelector('.conversation .message');
  });

  /** Lets the API refuse the token of the beginning from now on, and has the page call it. */
  async function outdate(page: Page): Promise<void> {
    await page.route('**/v1/agent/**', (route) =>
      route.request().headers().authorization === 'Bearer token-authorization_code'
        ? route.fulfill({ status: 401, json: { code: 'unauthorized' } })
        : route.fallback(),
    );
    await page.evaluate(`dispatchEvent(new Event('online'))`);
  }

  test('goes on working when their token ran out while the issuer was in trouble', async () => {
    const { page, complaints } = await person(pages.browser);
    const issuer = await issuerOf(page);
    await page.goto(`${pages.backend.url}/agent`);
    await page.waitForSelector('.card');
    issuer.refusals.push(503, 503);
    await outdate(page);
    await eventually(
      () => issuer.grants.slice(1),
      (grants) => grants.length >= 3,
    );
    await page.locator('.card').first().click();
    await page.waitForSelector('.conversation .message');
    expect(new Set(issuer.grants.slice(1))).toEqual(new Set(['refresh_token']));
    expect(issuer.signedIn).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test('signs in again when the issuer renews no more', async () => {
    const { page } = await person(pages.browser);
    const issuer = await issuerOf(page);
    await page.goto(`${pages.backend.url}/agent`);
    await page.waitForSelector('.card');
    issuer.refusals.push(400);
    await outdate(page);
    await eventually(
      () => issuer.signedIn.length,
      (times) => times >= 2,
    );
    // They are back at work, with a token that was renewed: nothing of their way there is left to come.
    await eventually(
      () => issuer.grants.slice(2),
      (grants) => grants.join() === 'authorization_code,refresh_token',
    );
    await page.waitForSelector('.card');
  });

  test('signs out of the issuer as well, who would sign them in again', async () => {
    const { page } = await person(pages.browser);
    const issuer = await issuerOf(page);
    await page.goto(`${pages.backend.url}/agent`);
    await page.waitForSelector('.card');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await eventually(
      () => issuer.signedIn.length,
      (times) => times >= 2,
    );
    await eventually(
      () => issuer.grants.length,
      (count) => count === 2,
    );
    await page.waitForSelector('.card');
    const here = `${pages.backend.url}/agent`;
    expect(issuer.signedOut.map((asked) => Object.fromEntries(asked))).toEqual([
      {
        client_id: 'console',
        id_token_hint: 'token-authorization_code',
        post_logout_redirect_uri: here,
        logout_uri: here,
      },
    ]);
  });
});
