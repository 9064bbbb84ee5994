import { expect, type CDPSession, type Locator, type Page } from '@playwright/test';
import {
  announcer,
  barOf,
  expectDates,
  makePlan,
  nameCellOf,
  openGantt,
  rowOf,
  startWithPlan,
  type PlanOfNames,
} from '../support/e2e-gantt.ts';
import { expectAccessible, test } from '../support/e2e-page.ts';
import type { Account, E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

const VIEW = '/gantt?from=2027-02-26&cell=20';
const DAY_PX = 20;
let product: E2eProduct;
let admin: Account;

test.beforeAll(async ({ browser }) => {
  const alpha: PlanOfNames = {
    project: 'Alpha',
    phases: [
      ['Scouting', '2027-03-01', '2027-03-05'],
      ['Synthesis', '2027-03-08', '2027-03-12'],
      ['Analysis', '2027-03-15', '2027-03-19'],
    ],
  };
  ({ product, admin } = await startWithPlan(browser, alpha, async (page, { product, made: { siteId } }) => {
    await makePlan(page, product, { project: 'Beta', phases: [['Setup', '2027-03-01', '2027-03-05']] }, siteId);
    await makePlan(page, product, { project: 'Gamma', phases: [['Tests', '2027-03-01', '2027-03-05']] }, siteId);
  }));
});
test.afterAll(() => product.stop());

type Place = { readonly x: number; readonly y: number };

async function placeIn(locator: Locator, shareX = 0.5, shareY = 0.5): Promise<Place> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not on screen');
  return { x: box.x + box.width * shareX, y: box.y + box.height * shareY };
}

const namesShown = (page: Page) => page.locator('[data-row] [data-column="name"]').allInnerTexts();
const ORDER = ['Alpha', 'Scouting', 'Synthesis', 'Analysis', 'Beta', 'Setup', 'Gamma', 'Tests'];
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected rows' });
const dropLabel = (page: Page, text: string | RegExp) => page.getByText(text);

test('projects are put in another order by keys, by the menu and by dragging, and one undo takes it back', async ({ page }) => {
  await openGantt(page, product, admin, VIEW);
  await nameCellOf(page, 'Gamma').focus();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(announcer(page)).toHaveText('Gamma moved up, before Beta');
  await expect.poll(() => namesShown(page)).toEqual(['Alpha', 'Scouting', 'Synthesis', 'Analysis', 'Gamma', 'Tests', 'Beta', 'Setup']);
  await expect(nameCellOf(page, 'Gamma')).toBeFocused();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(page.getByRole('region', { name: 'Messages' }).getByText('This is the first place already')).toBeVisible();
  await expect(announcer(page), 'read out as a message alone').not.toContainText('This is the first place already');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(() => namesShown(page)).toEqual(ORDER);

  await nameCellOf(page, 'Alpha').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move down' }).click();
  await expect.poll(() => namesShown(page)).toEqual(['Beta', 'Setup', 'Alpha', 'Scouting', 'Synthesis', 'Analysis', 'Gamma', 'Tests']);
  await page.keyboard.press('Control+z');

  const from = await placeIn(nameCellOf(page, 'Gamma'), 0.4);
  const above = await placeIn(nameCellOf(page, 'Scouting'), 0.4);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(above.x, above.y, { steps: 6 });
  await expect(dropLabel(page, 'Gamma · Before Alpha')).toBeVisible();
  const [line, row] = [await page.locator('[class*="dropLine"]').boundingBox(), await rowOf(page, 'Alpha').boundingBox()];
  expect((line?.x ?? 0) + (line?.width ?? 0), 'the line reaches to the edge of the table').toBe((row?.x ?? 0) + (row?.width ?? Number.NaN));
  const below = await placeIn(nameCellOf(page, 'Analysis'), 0.4);
  await page.mouse.move(below.x, below.y, { steps: 3 });
  await expect(dropLabel(page, 'Gamma · After Alpha')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect.poll(() => namesShown(page)).toEqual(ORDER);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(above.x, above.y, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => namesShown(page)).toEqual(['Gamma', 'Tests', 'Alpha', 'Scouting', 'Synthesis', 'Analysis', 'Beta', 'Setup']);
  await page.reload();
  await expect.poll(() => namesShown(page)).toEqual(['Gamma', 'Tests', 'Alpha', 'Scouting', 'Synthesis', 'Analysis', 'Beta', 'Setup']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => namesShown(page)).toEqual(ORDER);
});

test('a pen pulls at once, like a mouse, and hovers', async ({ page }) => {
  await openGantt(page, product, admin, VIEW);
  const session = await page.context().newCDPSession(page);
  const pen = (type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', { x, y }: Place, buttons = 1): Promise<unknown> =>
    session.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      buttons,
      button: buttons === 0 ? 'none' : 'left',
      clickCount: 1,
      pointerType: 'pen',
    });
  const pull = async (from: Place, to: Place): Promise<void> => {
    await pen('mouseMoved', from, 0);
    await pen('mousePressed', from);
    for (const share of [0.3, 0.6, 1])
      await pen('mouseMoved', { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
  };
  const scroller = page.locator('[data-part="scroller"]');
  const middle = await placeIn(barOf(page, 'Scouting'));
  await pen('mouseMoved', middle, 0);
  await expect(scroller, 'the browser leaves the pen to the chart').toHaveCSS('touch-action', 'none');
  await pull(middle, { x: middle.x + DAY_PX, y: middle.y });
  await expect(page.getByText(/^1 Mar( 2027)? → 2 Mar/)).toBeVisible();
  await pen('mouseReleased', { x: middle.x + DAY_PX, y: middle.y });
  await expectDates(page, 'Scouting', '2 to 8 March 2027');
  await page.keyboard.press('Control+z');

  const end = await placeIn(barOf(page, 'Scouting'), 1);
  await pull({ x: end.x + 11, y: end.y }, await placeIn(barOf(page, 'Synthesis'), 0.1));
  await expect(page.getByText('Scouting → Synthesis')).toBeVisible();
  await page.keyboard.press('Escape');
  await pen('mouseReleased', end);

  const setup = await placeIn(nameCellOf(page, 'Setup'), 0.4);
  await pull(setup, await placeIn(nameCellOf(page, 'Synthesis'), 0.4, 0.95));
  await expect(dropLabel(page, 'Setup · After Synthesis')).toBeVisible();
  await pen('mouseReleased', await placeIn(nameCellOf(page, 'Synthesis'), 0.4, 0.95));
  await expect.poll(() => namesShown(page)).toEqual(['Alpha', 'Scouting', 'Synthesis', 'Setup', 'Analysis', 'Beta', 'Gamma', 'Tests']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => namesShown(page)).toEqual(ORDER);
  await pen('mouseMoved', { x: 5, y: 5 }, 0);
  await expect(scroller).not.toHaveCSS('touch-action', 'none');
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  const touch = (session: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', place?: Place): Promise<unknown> =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: place ? [place] : [] });
  const slide = async (session: CDPSession, from: Place, to: Place): Promise<void> => {
    for (let step = 1; step <= 6; step += 1)
      await touch(session, 'touchMove', { x: from.x + ((to.x - from.x) * step) / 6, y: from.y + ((to.y - from.y) * step) / 6 });
  };

  test('a row is chosen by resting on it, others are added, and all are moved, also without pulling', async ({ page }) => {
    await openGantt(page, product, admin, VIEW);
    const session = await page.context().newCDPSession(page);
    const scouting = await placeIn(nameCellOf(page, 'Scouting'));
    expect((await rowOf(page, 'Scouting').boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await touch(session, 'touchStart', scouting);
    await expect(bar(page)).toContainText('1 selected');
    await touch(session, 'touchEnd');
    await expect(page.getByRole('menuitem')).toHaveCount(0);
    await nameCellOf(page, 'Analysis').tap();
    await expect(bar(page)).toContainText('2 selected');
    await barOf(page, 'Synthesis').tap();
    await expect(bar(page)).toContainText('3 selected');
    await barOf(page, 'Synthesis').tap();
    await expect(bar(page)).toContainText('2 selected');
    // What can be pressed by itself in a row still is.
    await rowOf(page, 'Beta').getByRole('button', { name: 'Collapse Beta' }).tap();
    await expect(rowOf(page, 'Setup')).toHaveCount(0);
    await rowOf(page, 'Beta').getByRole('button', { name: 'Expand Beta' }).tap();
    await expect(bar(page)).toContainText('2 selected');
    await expectAccessible(page);
    for (const button of await bar(page).getByRole('button').all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(43.5);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);

    await bar(page).getByRole('button', { name: 'More actions' }).tap();
    await expect(page.getByRole('menuitem', { name: 'Delete 2 rows' })).toBeVisible();
    await page.keyboard.press('Escape');
    await bar(page).getByRole('button', { name: 'Done' }).tap();
    await expect(bar(page)).toBeHidden();
    await nameCellOf(page, 'Setup').tap();
    await expect(rowOf(page, 'Setup')).toHaveAttribute('aria-selected', 'true');
    await expect(rowOf(page, 'Scouting')).toHaveAttribute('aria-selected', 'false');
  });

  test('a finger that rested pulls the row, one that did not scrolls', async ({ page }) => {
    await openGantt(page, product, admin, VIEW);
    const session = await page.context().newCDPSession(page);
    const [setup, synthesis] = [await placeIn(nameCellOf(page, 'Setup')), await placeIn(nameCellOf(page, 'Synthesis'), 0.5, 0.5)];
    await touch(session, 'touchStart', setup);
    await expect(bar(page)).toContainText('1 selected');
    await slide(session, setup, synthesis);
    await expect(dropLabel(page, 'Setup · Into Synthesis')).toBeVisible();
    await touch(session, 'touchEnd');
    await expect(rowOf(page, 'Setup')).toHaveAttribute('aria-level', '3');
    await bar(page).getByRole('button', { name: 'Done' }).tap();
    await page.keyboard.press('Control+z');
    await expect.poll(() => namesShown(page)).toEqual(ORDER);

    const before = await page.locator('[data-part="scroller"]').evaluate((element) => element.scrollTop);
    await page.setViewportSize({ width: 390, height: 420 });
    const low = await placeIn(nameCellOf(page, 'Synthesis'));
    await touch(session, 'touchStart', low);
    await slide(session, low, { x: low.x, y: low.y - 90 });
    await touch(session, 'touchEnd');
    await expect.poll(() => page.locator('[data-part="scroller"]').evaluate((element) => element.scrollTop)).toBeGreaterThan(before + 20);
    await expect(bar(page)).toBeHidden();
  });

  test('the chosen bar is moved, pulled and reported on by presses, each series one step', async ({ page }) => {
    await openGantt(page, product, admin, VIEW);
    const steps = page.getByRole('toolbar', { name: 'Steps for Synthesis' });
    const press = (name: string): Promise<void> => steps.getByRole('button', { name }).tap();
    const words = (text: string | RegExp) => page.locator('[data-part="overlay"]').getByText(text);
    await barOf(page, 'Synthesis').tap();
    await expect(steps).toBeVisible();
    await expectAccessible(page);
    for (let day = 0; day < 3; day += 1) await press('Move one day later');
    await expect(words(/^8 Mar( 2027)? → 11 Mar/)).toBeVisible();
    await expect(announcer(page)).toHaveText(/^Synthesis, 11 to 17 March 2027, 3 days later/);
    await expect(words(/→ 11 Mar/), 'settled').toBeHidden();
    await expectDates(page, 'Synthesis', '11 to 17 March 2027');
    await press('End one day later');
    await press('Start one day earlier');
    await press('More progress');
    await press('More progress');
    await press('Less progress');
    // Something else is pressed: what was begun is done first.
    await page.getByRole('button', { name: /^Undo/ }).tap();
    await expectDates(page, 'Synthesis', '10 to 18 March 2027, 7 working days, 0 percent done');
    for (const label of ['Resize Synthesis', 'Resize Synthesis', 'Move Synthesis'])
      await page.getByRole('button', { name: `Undo: ${label}` }).tap();
    await expectDates(page, 'Synthesis', '8 to 12 March 2027');

    await press('Move one day later');
    await page.keyboard.press('Escape');
    await expect(announcer(page)).toHaveText('Cancelled. Nothing was changed.');
    await expect(words(/→ 9 Mar/)).toBeHidden();
    await expectDates(page, 'Synthesis', '8 to 12 March 2027');
    await barOf(page, 'Alpha').tap();
    await expect(page.getByRole('toolbar', { name: 'Steps for Alpha' }).getByRole('button')).toHaveCount(2);
    await nameCellOf(page, 'Setup').tap();
    await expect(page.getByRole('toolbar', { name: /^Steps for/ })).toHaveCount(0);
  });

  test('what is pressed in the toolbars, the heads and beside the chart has room for a thumb', async ({ page }) => {
    await openGantt(page, product, admin, VIEW);
    await barOf(page, 'Synthesis').tap();
    await page.getByRole('button', { name: 'Filters' }).tap();
    await expect(page.getByRole('toolbar', { name: 'Steps for Synthesis' })).toBeVisible();
    const parts = page.locator('header, [role="toolbar"], [role="columnheader"], main').locator('button:visible, input:visible');
    const small: string[] = [];
    for (const part of await parts.all()) {
      const { width, height, name } = await part.evaluate((element) => {
        const box = element.getBoundingClientRect();
        // The room for a press may be wider than what is seen.
        const room = getComputedStyle(element, '::after');
        const [x, y] = room.content === 'none' ? [0, 0] : [Number.parseFloat(room.left), Number.parseFloat(room.top)];
        return { width: box.width - 2 * x, height: box.height - 2 * y, name: element.ariaLabel ?? element.textContent };
      });
      if (Math.min(width, height) < 43.5) small.push(`${name} ${width} × ${height}`);
    }
    expect(await parts.count()).toBeGreaterThan(25);
    expect(small).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  });
});
