import { expect, type Page } from '@playwright/test';
import { announcer, barOf, expectDates, nameCellOf, openGantt, rowOf, startWithPlan } from '../support/e2e-gantt.ts';
import { expectAccessible, test } from '../support/e2e-page.ts';
import type { Account, E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

const VIEW = '/gantt?from=2027-02-26&cell=20&cols=start,end';
const NAMES = Array.from({ length: 24 }, (_, index) => `Step ${String(index + 1).padStart(2, '0')}`);
const REST = NAMES.slice(1);
let product: E2eProduct;
let admin: Account;

test.beforeAll(async ({ browser }) => {
  ({ product, admin } = await startWithPlan(browser, {
    project: 'Chain',
    phases: NAMES.map((name) => [name, '2027-03-01', '2027-03-02']),
    links: REST.map((name, index) => [NAMES[index] ?? '', name]),
  }));
});
test.afterAll(() => product.stop());

const sheet = (page: Page) => page.getByRole('dialog').filter({ hasText: 'It is one step: undo takes back all of it.' });

/** The sheet stands, says what it is about, and nothing has changed; it is left by `leave`. */
async function expectReview(page: Page, label: string | RegExp, leave: 'Cancel' | 'Escape' = 'Cancel'): Promise<void> {
  await expect(sheet(page)).toHaveAccessibleName(label);
  await expect(sheet(page)).toBeFocused();
  await expect(sheet(page).getByText(/This moves 2[123] other phases in 1 project/)).toBeVisible();
  if (leave === 'Escape') await page.keyboard.press('Escape');
  else await sheet(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(sheet(page)).toBeHidden();
  await expectDates(page, 'Step 01', '1 to 2 March 2027');
  await expectDates(page, 'Step 02', '3 to 4 March 2027');
}

test('keys, cells, the arrow, the details, the clipboard and the dialog for many all ask before they move many others', async ({
  page,
}) => {
  await openGantt(page, product, admin, VIEW);
  await barOf(page, 'Step 01').focus();
  await page.keyboard.down('Alt');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.up('Alt');
  await expectReview(page, 'Move Step 01', 'Escape');
  await expect(barOf(page, 'Step 01')).toBeFocused();

  const cell = (name: string, column: string) => rowOf(page, name).locator(`[data-column="${column}"]`);
  await cell('Step 01', 'end').click();
  await page.keyboard.type('+5d');
  await page.keyboard.press('Enter');
  await expectReview(page, /Step 01/);

  // A text pasted into a cell, and into several.
  await cell('Step 01', 'end').click();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '12 mar 2027');
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expectReview(page, /end of 1 row|Step 01/i);

  await nameCellOf(page, 'Step 01').click();
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('toolbar', { name: 'Selected rows' });
  await bar.getByRole('button', { name: 'Edit…' }).click();
  const many = page.getByRole('dialog', { name: /Edit 2 rows/ });
  await many.getByLabel('End').fill('+6d');
  await many.getByRole('button', { name: /^(Change|Apply|Edit)/ }).click();
  await expectReview(page, /2 rows/);
  await page.keyboard.press('Escape');

  const [first, second] = [await barOf(page, 'Step 01').boundingBox(), await barOf(page, 'Step 02').boundingBox()];
  if (!first || !second) throw new Error('not on screen');
  const arrow = { x: first.x + first.width + 9, y: (first.y + first.height + second.y) / 2 };
  await page.mouse.move(arrow.x, arrow.y);
  await page.mouse.click(arrow.x, arrow.y);
  const popover = page.getByRole('dialog', { name: 'Link from Step 01 to Step 02' });
  await popover.getByRole('textbox', { name: 'Lag in working days' }).fill('9');
  await page.keyboard.press('Enter');
  await expectReview(page, 'Change lag of Step 02');
  // What lay over the chart stepped aside, and comes again.
  await expect(popover).toBeVisible();
  await page.keyboard.press('Escape');

  await barOf(page, 'Step 01').dblclick();
  const day = page.getByRole('complementary').getByRole('spinbutton', { name: /day, End/i });
  await day.fill('9');
  await page.keyboard.press('Enter');
  await expectReview(page, /Step 01/);
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const)
  test(`what would move is seen on the chart beside the list, and is one step, at ${String(width)} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openGantt(page, product, admin, VIEW);
    await nameCellOf(page, 'Step 01').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await barOf(page, 'Step 01').focus();
    await page.keyboard.down('Alt');
    await page.keyboard.press('PageDown');
    await page.keyboard.up('Alt');
    await expect(sheet(page)).toBeVisible();
    const [list, chart] = [await sheet(page).boundingBox(), await page.locator('[data-part="scroller"]').boundingBox()];
    if (!list || !chart) throw new Error('not on screen');
    expect(chart.y + chart.height, 'the sheet stands below the chart').toBeLessThanOrEqual(list.y + 1);
    expect(chart.height).toBeGreaterThan(200);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await sheet(page)
      .getByRole('button', { name: /^Step 24/ })
      .click();
    await expect(rowOf(page, 'Step 24')).toBeInViewport();
    await sheet(page).getByRole('button', { name: 'Move all' }).click();
    await expect(announcer(page)).toHaveText(/^Step 01, 8 to 9 March 2027/);
    await expectDates(page, 'Step 01', '8 to 9 March 2027');
    await page.keyboard.press('Control+z');
    const messages = page.getByRole('region', { name: 'Messages' });
    await expect(messages.getByText('Undone: Move Step 01')).toBeVisible();
    await expect(messages).toContainText('24 items moved: Step 01, Step 02, Step 03 and 21 more');
    await expectDates(page, 'Step 01', '1 to 2 March 2027');
    await expect(sheet(page), 'nobody is asked before a step goes back').toBeHidden();
    await messages.getByRole('button', { name: 'Redo' }).click();
    await expect(messages.getByText('Done again: Move Step 01')).toBeVisible();
    await expect(messages).toContainText('24 items moved: Step 01, Step 02, Step 03 and 21 more');
    await expectDates(page, 'Step 01', '8 to 9 March 2027');
    await page.keyboard.press('Control+z');
    await expectDates(page, 'Step 01', '1 to 2 March 2027');
  });

test('what others change meanwhile is in the list at once, or says why it cannot be done any more', async ({ page, browser }) => {
  await openGantt(page, product, admin, VIEW);
  await barOf(page, 'Step 01').focus();
  await page.keyboard.down('Alt');
  await page.keyboard.press('PageDown');
  await page.keyboard.up('Alt');
  await expect(sheet(page)).toBeVisible();
  await expect(sheet(page).getByText('This moves 23 other phases in 1 project.')).toBeVisible();

  // High enough for all rows: those out of sight are not in the document.
  const other = await browser.newPage({ viewport: { width: 1440, height: 1300 } });
  await openGantt(other, product, admin, VIEW);
  const [first, last] = await Promise.all(
    ['Step 01', 'Step 24'].map((name) => other.locator('[data-row]').filter({ hasText: name }).first().getAttribute('data-row')),
  );
  const send = async (...commands: readonly object[]): Promise<void> => {
    const answer = await other.request.post(`${product.url}/api/commands`, { data: { commands } });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  await send({ kind: 'phase.delete', id: last });
  await expect(sheet(page).getByText('This moves 22 other phases in 1 project.')).toBeVisible();
  await send({ kind: 'phase.delete', id: first });
  const gone = page.getByRole('dialog', { name: 'Move Step 01' });
  await expect(gone.getByRole('alert')).toContainText(/phase/i);
  await expect(gone.getByRole('button', { name: 'Move all' })).toBeDisabled();
  await gone.getByRole('button', { name: 'Cancel' }).click();
  await expect(gone).toBeHidden();
  await expectDates(page, 'Step 02', '3 to 4 March 2027');
  await other.close();
});
