import { expect, type Locator, type Page } from '@playwright/test';
import { announcer, barOf, expectDates, makePlan, openGantt, rowOf, startWithPlan, type MadePlan } from '../support/e2e-gantt.ts';
import { expectAccessible, test } from '../support/e2e-page.ts';
import type { Account, E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

const DAY_PX = 20;
const VIEW = '/gantt?from=2027-02-26&cell=20';
let product: E2eProduct;
let admin: Account;
let made: MadePlan;

test.beforeAll(async ({ browser }) => {
  ({ product, admin, made } = await startWithPlan(browser, {
    project: 'KX-204',
    phases: [
      ['Scouting', '2027-03-01', '2027-03-05'],
      ['Synthesis', '2027-03-08', '2027-03-12'],
      ['Analysis', '2027-03-15', '2027-03-19'],
      ['Report', '2027-03-01', '2027-03-12'],
    ],
    links: [
      ['Scouting', 'Synthesis'],
      ['Synthesis', 'Analysis'],
    ],
  }));
});
test.afterAll(() => product.stop());

type Place = { readonly x: number; readonly y: number };

async function boxOf(locator: Locator): Promise<Place & { readonly width: number; readonly height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not on screen');
  return box;
}

/** A place of a bar: -1 at its start, 1 at its end, in pixels from there. */
async function at(page: Page, name: string, side: 'start' | 'middle' | 'end', dx = 0, dy = 0): Promise<Place> {
  const { x, y, width, height } = await boxOf(barOf(page, name));
  return { x: (side === 'start' ? x : side === 'end' ? x + width : x + width / 2) + dx, y: y + height / 2 + dy };
}

async function take(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3, { steps: 2 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
}

const words = (page: Page, text: string | RegExp): Locator => page.locator('[data-part="overlay"]').getByText(text);
const undo = (page: Page): Promise<void> => page.getByRole('button', { name: /^Undo/ }).click();

test('an arrow is drawn from a bar to another, illegal targets say why, and one undo takes it back', async ({ page }) => {
  await openGantt(page, product, admin, VIEW);
  // The dot shows beside the bar under the pointer.
  const dot = await at(page, 'Report', 'end', 11);
  await page.mouse.move(dot.x - 20, dot.y);
  await take(page, dot, await at(page, 'Analysis', 'start', 6));
  await expect(words(page, 'Report → Analysis')).toBeVisible();
  await expect(words(page, 'Finish to start')).toBeVisible();
  await page.mouse.move((await at(page, 'Synthesis', 'end', -6)).x, (await at(page, 'Synthesis', 'end')).y);
  await expect(words(page, /Finish to finish/)).toBeVisible();
  await page.mouse.up();
  await expect(announcer(page)).toHaveText('Synthesis now ends with Report');
  await undo(page);

  await take(page, await at(page, 'Analysis', 'end', 11), await at(page, 'Scouting', 'start', 8));
  await expect(words(page, /links would form a circle, Scouting → Synthesis → Analysis → Scouting/)).toBeVisible();
  await page.mouse.up();
  await expect(announcer(page)).toHaveText(/would form a circle/);

  // Without pulling: a press on the dot, a press on the other bar.
  await page.mouse.click((await at(page, 'Report', 'end', 11)).x, (await at(page, 'Report', 'end')).y);
  const goal = await at(page, 'Analysis', 'start', 6);
  await page.mouse.move(goal.x, goal.y);
  await expect(words(page, 'Report → Analysis')).toBeVisible();
  await page.mouse.click(goal.x, goal.y);
  await expect(announcer(page)).toHaveText('Analysis now follows Report');
});

test('a pressed arrow shows its type and lag, its end goes to another bar, and it can be removed', async ({ page }) => {
  await openGantt(page, product, admin, VIEW);
  // The arrow from Report to Analysis goes down from the end of Report: it is hit half way between the two rows.
  const arrow = async (): Promise<Place> => {
    const [report, analysis] = [await at(page, 'Report', 'end', 9), await at(page, 'Analysis', 'start')];
    return { x: report.x, y: (report.y + analysis.y) / 2 };
  };
  const press = async (): Promise<void> => {
    const { x, y } = await arrow();
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
  };
  const { x, y } = await arrow();
  await page.mouse.move(x, y);
  await expect(words(page, 'Finish to start, no lag')).toBeVisible();
  await press();
  const popover = page.getByRole('dialog', { name: 'Link from Report to Analysis' });
  await expect(popover.getByText('Analysis starts after Report has finished.')).toBeVisible();
  await expectAccessible(page);
  const lag = popover.getByRole('textbox', { name: 'Lag in working days' });
  await lag.fill('3');
  await lag.press('Enter');
  await expectDates(page, 'Analysis', '18 to 24 March 2027');
  await popover.getByRole('radio', { name: 'Start to start' }).click();
  await expect(popover.getByText('Analysis starts when Report has started.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(popover).toBeHidden();
  for (let step = 0; step < 2; step += 1) await undo(page);
  await expectDates(page, 'Analysis', '15 to 19 March 2027');

  await press();
  await popover.getByRole('button', { name: 'Other successor…' }).click();
  await expect(popover).toBeHidden();
  const end = await at(page, 'Synthesis', 'end', -6);
  await page.mouse.move(end.x, end.y);
  await page.mouse.click(end.x, end.y);
  await expect(announcer(page)).toHaveText('Synthesis now ends with Report');
  await undo(page);

  await press();
  await popover.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('region', { name: 'Messages' }).getByText('Link from Report to Analysis removed')).toBeVisible();
});

test('the tip of an arrow is pulled to another bar, and the arrow keeps its lag', async ({ page }) => {
  await openGantt(page, product, admin, VIEW);
  const [synthesis, report] = [await at(page, 'Synthesis', 'end', 9, 14), await at(page, 'Report', 'start', 6)];
  await page.mouse.move(synthesis.x, synthesis.y);
  await take(page, await at(page, 'Analysis', 'start', -9), report);
  await expect(words(page, 'Synthesis → Report')).toBeVisible();
  await expect(words(page, /Report moves \+10 wd/)).toBeVisible();
  await page.mouse.up();
  await expectDates(page, 'Report', '15 to 26 March 2027');
  await take(page, await at(page, 'Synthesis', 'middle'), await at(page, 'Synthesis', 'middle', DAY_PX));
  await expect(words(page, '1 successor follows')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await undo(page);
  await expectDates(page, 'Report', '1 to 12 March 2027');
});

test('progress is pulled, a bar is drawn, and Shift and a press on an end adds a linked phase', async ({ page }) => {
  await openGantt(page, product, admin, VIEW);
  const start = await at(page, 'Synthesis', 'start', 1, 9);
  await take(page, start, { x: start.x + 60, y: start.y });
  await expect(words(page, '0 % → 60 % done')).toBeVisible();
  await page.mouse.up();
  await expectDates(page, 'Synthesis', '8 to 12 March 2027, 5 working days, 60 percent done');
  await undo(page);

  const track = await at(page, 'Report', 'end', 5 * DAY_PX + 10);
  await take(page, track, { x: track.x + 4 * DAY_PX, y: track.y });
  await expect(words(page, /^18 Mar( 2027)? – 22 Mar( 2027)?, 3 wd$/)).toBeVisible();
  await expect(words(page, 'New phase after Report')).toBeVisible();
  await page.mouse.up();
  await page.getByRole('textbox', { name: 'Name of New phase' }).fill('Review');
  await page.keyboard.press('Enter');
  await expectDates(page, 'Review', '18 to 22 March 2027');

  await page.keyboard.down('Shift');
  const end = await at(page, 'Review', 'end', -2);
  await page.mouse.click(end.x, end.y);
  await page.keyboard.up('Shift');
  await page.getByRole('textbox', { name: 'Name of New phase' }).fill('Sign-off');
  await page.keyboard.press('Enter');
  await expectDates(page, 'Sign-off', '23 to 29 March 2027');
  await take(page, await at(page, 'Review', 'middle'), await at(page, 'Review', 'middle', 3 * DAY_PX));
  await expect(words(page, '1 successor follows')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  for (let step = 0; step < 4; step += 1) await undo(page);
  await expect(barOf(page, 'Review')).toHaveCount(0);

  // Two presses on a day make a milestone of it.
  await page.mouse.dblclick(track.x, track.y);
  await page.getByRole('textbox', { name: 'Name of New milestone' }).fill('Go');
  await page.keyboard.press('Enter');
  await expectDates(page, 'Go', '18 March 2027');
  for (let step = 0; step < 2; step += 1) await undo(page);
  await expect(barOf(page, 'Go')).toHaveCount(0);
});

test('a bar is held back by its predecessor in words, snaps to where links let it begin, and with Alt does not', async ({ page }) => {
  await openGantt(page, product, admin, VIEW);
  await take(page, await at(page, 'Synthesis', 'middle'), await at(page, 'Synthesis', 'middle', -2 * DAY_PX));
  await expect(words(page, 'No earlier: end of Scouting')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expectDates(page, 'Synthesis', '8 to 12 March 2027');

  // Where a day is a few pixels wide the nearest link draws the bar to itself.
  await page.goto(`${product.url}/gantt?from=2027-02-01&zoom=quarter&cell=21`);
  await expect(barOf(page, 'Synthesis')).toBeVisible();
  const middle = await at(page, 'Synthesis', 'middle');
  await take(page, middle, { x: middle.x + 36, y: middle.y });
  await page.mouse.move(middle.x + 5, middle.y, { steps: 3 });
  await expect(words(page, 'Start of Analysis')).toBeVisible();
  await page.mouse.move(middle.x + 2, middle.y);
  await expect(words(page, 'End of Scouting')).toBeVisible();
  await page.keyboard.down('Alt');
  await page.mouse.move(middle.x + 6, middle.y);
  await expect(words(page, 'End of Scouting')).toBeHidden();
  await expect(words(page, /^8 Mar( 2027)? → 10 Mar/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.up('Alt');
  await page.mouse.up();
});

test('what is chosen moves together, in one step', async ({ page }) => {
  await openGantt(page, product, admin, VIEW);
  await barOf(page, 'Scouting').click();
  await barOf(page, 'Report').click({ modifiers: ['Control'] });
  await take(page, await at(page, 'Report', 'middle'), await at(page, 'Report', 'middle', 7 * DAY_PX));
  await expect(words(page, /^2 items together · 2 successors follow$/)).toBeVisible();
  await page.mouse.up();
  await expectDates(page, 'Scouting', '8 to 12 March 2027');
  await expectDates(page, 'Report', '8 to 19 March 2027');
  await expectDates(page, 'Synthesis', '15 to 19 March 2027');
  await undo(page);
  await expectDates(page, 'Scouting', '1 to 5 March 2027');
  await expectDates(page, 'Report', '1 to 12 March 2027');
});

test('the content is taken along with Space or the middle button', async ({ page }) => {
  await openGantt(page, product, admin, VIEW);
  const before = await at(page, 'Report', 'start');
  const empty = { x: before.x + 400, y: before.y };
  await page.mouse.move(empty.x, empty.y);
  await page.mouse.down({ button: 'middle' });
  await page.mouse.move(empty.x - 60, empty.y, { steps: 3 });
  await page.mouse.up({ button: 'middle' });
  await expect.poll(async () => Math.round((await at(page, 'Report', 'end')).x)).toBe(Math.round(before.x + 12 * DAY_PX - 60));

  await rowOf(page, 'Report').getByRole('gridcell').first().focus();
  await page.keyboard.down(' ');
  await page.mouse.down();
  await page.mouse.move(empty.x, empty.y, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up(' ');
  await expect.poll(async () => Math.round((await at(page, 'Report', 'end')).x)).toBe(Math.round(before.x + 12 * DAY_PX));
});

test('a bar that is held at an edge scrolls the chart that way, and Escape leaves it where it was', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 250 });
  await openGantt(page, product, admin, VIEW);
  const scroller = page.locator('[data-part="scroller"]');
  const seen = () => scroller.evaluate(({ scrollLeft, scrollTop }) => ({ scrollLeft, scrollTop }));
  const box = await boxOf(scroller);
  const from = await at(page, 'Scouting', 'middle');
  const start = await seen();
  await take(page, from, { x: box.x + box.width - 6, y: from.y });
  await expect.poll(async () => (await seen()).scrollLeft).toBeGreaterThan(start.scrollLeft + 200);
  await expect(words(page, /^1 Mar( 2027)? → /)).toBeVisible();
  await page.mouse.move(box.x + box.width - 200, box.y + box.height - 5, { steps: 3 });
  await expect.poll(async () => (await seen()).scrollTop).toBeGreaterThan(start.scrollTop + 10);
  const far = await seen();
  const bars = await boxOf(page.getByRole('columnheader', { name: 'Timeline' }));
  await page.mouse.move(bars.x + 6, box.y + 120, { steps: 6 });
  await expect.poll(async () => (await seen()).scrollLeft).toBeLessThan(far.scrollLeft - 200);
  await page.keyboard.press('Escape');
  await expect(announcer(page)).toHaveText('Cancelled. Nothing was changed.');
  await page.mouse.up();
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(rowOf(page, 'Scouting')).toContainText('1 Mar 2027');
});

test('a change with more than twenty consequences is reviewed before it is done', async ({ page }) => {
  await openGantt(page, product, admin, VIEW);
  const names = Array.from({ length: 24 }, (_, index) => `Step ${String(index + 1).padStart(2, '0')}`);
  await makePlan(
    page,
    product,
    {
      project: 'Chain',
      phases: names.map((name) => [name, '2027-03-01', '2027-03-02']),
      links: names.slice(1).map((name, index) => [names[index] ?? '', name]),
    },
    made.siteId,
  );
  const first = barOf(page, 'Step 01');
  await expect(first).toBeVisible();
  await take(page, await at(page, 'Step 01', 'middle'), await at(page, 'Step 01', 'middle', 7 * DAY_PX));
  await expect(words(page, '23 successors follow')).toBeVisible();
  await expect(words(page, /^[↑↓←→] \d+ more$/).first()).toBeVisible();
  await page.mouse.up();
  const review = page.getByRole('dialog', { name: 'Move Step 01' });
  await expect(review.getByText('This moves 23 other phases in 1 project.')).toBeVisible();
  await expect(review.getByText('after Step 01')).toBeVisible();
  await expectAccessible(page);
  await review.getByRole('button', { name: 'Cancel' }).click();
  await expectDates(page, 'Step 01', '1 to 2 March 2027');
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('it takes what it rests on, and the chosen bar at once; letting go without a pull opens the menu, and else it scrolls; two zoom', async ({
    page,
  }) => {
    await openGantt(page, product, admin, '/gantt?from=2027-02-28&cell=20');
    const session = await page.context().newCDPSession(page);
    const send = async (type: 'touchStart' | 'touchMove' | 'touchEnd', place?: Place): Promise<void> => {
      await session.send('Input.dispatchTouchEvent', { type, touchPoints: place ? [place] : [] });
    };
    const slide = async (from: Place, dx: number): Promise<void> => {
      for (let step = 1; step <= 5; step += 1) await send('touchMove', { x: from.x + (dx * step) / 5, y: from.y });
    };
    const scroller = page.locator('[data-part="scroller"]');
    const scouting = await at(page, 'Scouting', 'middle');
    await send('touchStart', scouting);
    await expect(scroller).toHaveAttribute('data-gesture', 'move');
    await slide(scouting, DAY_PX);
    await expect(words(page, /^1 Mar( 2027)? → 2 Mar/)).toBeVisible();
    await send('touchEnd');
    await expectDates(page, 'Scouting', '2 to 8 March 2027');
    await page.keyboard.press('Control+z');
    await expectDates(page, 'Scouting', '1 to 5 March 2027');

    await page.touchscreen.tap(scouting.x, scouting.y);
    await expect(barOf(page, 'Scouting')).toHaveAttribute('data-chosen', 'true');
    await send('touchStart', scouting);
    await slide(scouting, 2 * DAY_PX);
    await expect(words(page, /^1 Mar( 2027)? → 3 Mar/)).toBeVisible();
    await page.keyboard.press('Escape');
    await send('touchEnd');
    await expectDates(page, 'Scouting', '1 to 5 March 2027');

    const report = await at(page, 'Report', 'start', 30);
    await send('touchStart', report);
    await expect(scroller).toHaveAttribute('data-gesture', 'move');
    await send('touchEnd');
    await expect(page.getByRole('menuitem', { name: 'Convert to milestone' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menuitem')).toHaveCount(0);

    const scrollLeft = (): Promise<number> => scroller.evaluate((element) => element.scrollLeft);
    const before = await scrollLeft();
    const low = { x: 340, y: 600 };
    await send('touchStart', low);
    await slide(low, -120);
    await send('touchEnd');
    await expect.poll(async () => (await scrollLeft()) - before).toBeGreaterThan(60);
    await expectDates(page, 'Scouting', '1 to 5 March 2027');

    // Two fingers that come down while the chart still glides stop it, and no more.
    let seen = Number.NaN;
    await expect
      .poll(async () => {
        const [last, now] = [seen, await scrollLeft()];
        seen = now;
        return now === last;
      })
      .toBe(true);
    const pinch = async (type: 'touchStart' | 'touchMove', halfPx: number): Promise<void> => {
      const touchPoints = [-halfPx, halfPx].map((dx, id) => ({ x: 280 + dx, y: 600, id }));
      await session.send('Input.dispatchTouchEvent', { type, touchPoints });
    };
    await pinch('touchStart', 20);
    for (const halfPx of [30, 40, 50, 60]) await pinch('touchMove', halfPx);
    await send('touchEnd');
    await expect(page).toHaveURL(/zoom=week/);
    expect(await page.evaluate(() => globalThis.visualViewport?.scale), 'the page itself is not zoomed').toBe(1);
  });
});
