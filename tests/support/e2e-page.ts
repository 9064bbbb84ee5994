import { AxeBuilder } from '@axe-core/playwright';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import type { Account } from './e2e-server.ts';

/** What the browser itself writes when a call is refused on purpose; journeys that provoke it name the status. */
export type PageWatch = {
  /** Call before something that the server will refuse with this status. */
  readonly allowStatus: (status: number) => void;
  /** Call before the network is cut: the browser reports every request that does not get through. */
  readonly allowOffline: () => void;
};

const QUIET_MS = 40;
const LONGEST_WAIT_MS = 5000;

/**
 * What a page shows at once it may still have to send: closed before that, it would leave the plan as it was, and the next test
 * of the file with another plan than it expects. Answers with a function that waits until nothing is under way.
 */
function watchChanges(context: BrowserContext): () => Promise<void> {
  const underWay = new Set<unknown>();
  context.on('request', (request) => {
    if (request.method() !== 'GET') underWay.add(request);
  });
  context.on('requestfinished', (request) => underWay.delete(request));
  context.on('requestfailed', (request) => underWay.delete(request));
  return async () => {
    const giveUpAtMs = Date.now() + LONGEST_WAIT_MS;
    // One change follows the other: twice quiet is quiet.
    for (let quiet = 0; quiet < 2 && Date.now() < giveUpAtMs; quiet = underWay.size === 0 ? quiet + 1 : 0) await sleep(QUIET_MS);
  };
}

/** A page on which any error in the console, and any uncaught one, fails the test. */
export const test = base.extend<{ readonly watch: PageWatch }>({
  watch: [
    // Set up after the page, so that it is torn down before it.
    async ({ context, page: _page }, use) => {
      const settled = watchChanges(context);
      const faults: string[] = [];
      const allowed = new Set<number>();
      let isOfflineAllowed = false;
      context.on('console', (message) => {
        const status = /the server responded with a status of (\d+)/.exec(message.text())?.[1];
        const isOffline = isOfflineAllowed && /net::ERR_|WebSocket connection/.test(message.text());
        if (message.type() === 'error' && !isOffline && !allowed.has(Number(status)))
          faults.push(`${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (error) => faults.push(String(error.error())));
      await use({
        allowStatus: (status) => void allowed.add(status),
        allowOffline: () => {
          isOfflineAllowed = true;
        },
      });
      await settled();
      expect(faults, 'errors in the console').toEqual([]);
    },
    { auto: true },
  ],
});

/** Signs in through the form. */
export async function signIn(page: Page, url: string, { email, password }: Account): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((address) => !address.pathname.endsWith('/sign-in'));
}

/** Animations and transitions that are on their way to an end; those that follow a scroll, or never end, are none. Runs in the page. */
function countMotions(): number {
  return document.getAnimations().filter(({ playState, timeline, effect }) => {
    const isEndless = effect?.getTiming().iterations === Number.POSITIVE_INFINITY;
    return playState === 'running' && timeline === document.timeline && !isEndless;
  }).length;
}

/** Runs axe with WCAG 2.2 AA in the light and the dark theme and expects no violation. Motion is off, so that nothing is half faded. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // What is on its way in or out is not what a person meets.
    await expect(page.locator('[data-entering], [data-exiting]')).toHaveCount(0);
    await expect.poll(() => page.evaluate(countMotions)).toBe(0);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`,
    );
    expect(found, `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

/** Expects no violation at the width of a desk and at that of a phone, where the page does not scroll sideways either. */
export async function expectAccessibleAtBothWidths(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, 'the page does not scroll sideways at 390 px').toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
}
