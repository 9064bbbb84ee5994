import { expect, type Page } from '@playwright/test';
import { makePlan, announcer, barOf, expectDates, FOUR_WEEKS, nameCellOf, openGantt, rowOf, startWithPlan } from '../support/e2e-gantt.ts';
import { test } from '../support/e2e-page.ts';
import type { Account, E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

let product: E2eProduct;
let admin: Account;
test.beforeAll(async ({ browser }) => {
  ({ product, admin } = await startWithPlan(browser, FOUR_WEEKS));
});
test.afterAll(() => product.stop());

const view = '/gantt?from=2027-02-26&cell=20&cols=name,start,end,duration,progress';
const said = (page: Page, text: string | RegExp) => expect(announcer(page)).toHaveText(text);
const grid = (page: Page) => page.getByRole('treegrid', { name: 'Plan' });
const namesShown = (page: Page) => page.locator('[data-row] [data-column="name"]').allInnerTexts();

async function keys(page: Page, ...pressed: readonly string[]): Promise<void> {
  for (const key of pressed) await page.keyboard.press(key);
}

/** Goes to a row's name from wherever the focus is in the grid. */
async function goToRow(page: Page, name: string): Promise<void> {
  await keys(page, 'Control+Home');
  for (let step = 0; step < 12; step += 1) {
    const focused = await page.evaluate(
      () => document.activeElement?.closest('[data-row]')?.querySelector('[data-column="name"]')?.textContent,
    );
    if (focused === name) break;
    await keys(page, 'ArrowDown');
  }
  for (let step = 0; step < 8; step += 1) {
    const column = await page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-column]')?.dataset.column);
    if (column === 'name') break;
    await keys(page, 'ArrowLeft');
  }
  await expect(nameCellOf(page, name)).toBeFocused();
}

async function goToBar(page: Page, name: string): Promise<void> {
  await goToRow(page, name);
  await keys(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await expect(barOf(page, name)).toBeFocused();
}

test('the grid is one stop of the Tab key, and arrows go through its cells', async ({ page }) => {
  await openGantt(page, product, admin, view);
  const isInGrid = () => page.evaluate(() => document.activeElement?.closest('[role="treegrid"]') !== null);
  for (let step = 0; step < 60 && !(await isInGrid()); step += 1) await keys(page, 'Tab');
  await expect(nameCellOf(page, 'KX-204')).toBeFocused();
  await expect(grid(page).locator('[tabindex="0"]')).toHaveCount(1);
  await keys(page, 'ArrowDown', 'ArrowRight', 'ArrowRight');
  await expect(rowOf(page, 'Scouting').locator('[data-column="start"]')).toBeFocused();
  await expect(grid(page).locator('[tabindex="0"]')).toHaveCount(1);
  await keys(page, 'Tab');
  expect(await isInGrid(), 'one Tab leaves it').toBe(false);
  await keys(page, 'Shift+Tab');
  await expect(rowOf(page, 'Scouting').locator('[data-column="start"]')).toBeFocused();
  await goToRow(page, 'Scouting');
  await keys(page, 'Escape');
  await said(page, 'Tab now leaves the grid');
  await keys(page, 'Tab');
  expect(await isInGrid()).toBe(false);
});

test('keys that need no cell work before anything has the focus, and on the buttons of the page', async ({ page }) => {
  await openGantt(page, product, admin, view);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined));
  await keys(page, '?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await keys(page, 'Escape');
  await page.getByRole('button', { name: 'Collapse all' }).focus();
  await keys(page, 'Control+g');
  await expect(page.getByRole('dialog', { name: 'Go to date' })).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Go to date' }).getByRole('button', { name: 'Cancel' })).toBeVisible();
  await keys(page, 'Escape');
  await page.getByRole('button', { name: 'Collapse all' }).focus();
  await keys(page, '/');
  await expect(page.getByRole('searchbox', { name: /Find a project or phase/ })).toBeFocused();
  await keys(page, '?');
  await expect(page.getByRole('searchbox', { name: /Find a project or phase/ }), 'in a field it is text').toHaveValue('?');
});

test('phases are added, named, dated and tracked by keys alone', async ({ page }) => {
  await openGantt(page, product, admin, view);
  await nameCellOf(page, 'KX-204').focus();
  await keys(page, 'ArrowLeft');
  await expect(rowOf(page, 'KX-204')).toHaveAttribute('aria-expanded', 'false');
  await keys(page, 'ArrowRight');
  await expect(rowOf(page, 'KX-204')).toHaveAttribute('aria-expanded', 'true');

  await goToRow(page, 'Report');
  await keys(page, 'Insert');
  await expect(page.getByRole('textbox', { name: 'Name of New phase' })).toBeFocused();
  await page.keyboard.type('Review');
  await keys(page, 'Enter');
  await said(page, 'Renamed to Review');
  await expect(nameCellOf(page, 'Review')).toBeFocused();
  await expectDates(page, 'Review', '29 March to 2 April 2027');

  await keys(page, 'ArrowRight', 'ArrowRight');
  await page.keyboard.type('12 apr');
  await keys(page, 'Tab');
  await said(page, 'Review, 12 to 16 April 2027, 14 days later');
  await page.keyboard.type('+2d');
  await keys(page, 'Tab');
  await said(page, 'Review, 12 to 20 April 2027, 4 days longer');
  await page.keyboard.type('2w');
  await keys(page, 'Tab');
  await said(page, 'Review, 12 to 23 April 2027, 3 days longer');
  await page.keyboard.type('50%');
  await keys(page, 'Enter');
  await said(page, 'Review, 50 percent done');

  await goToBar(page, 'Review');
  await page.keyboard.down('Alt');
  await keys(page, 'ArrowRight');
  await said(page, /^Review, 13 to 26 April 2027, 1 day later/);
  await page.keyboard.up('Alt');
  await expectDates(page, 'Review', '13 to 26 April 2027');
  await keys(page, 'Alt+Shift+ArrowRight');
  await expectDates(page, 'Review', '13 to 27 April 2027');

  await goToRow(page, 'Review');
  await keys(page, 'F2');
  await page.keyboard.type('Final review');
  await keys(page, 'Enter');
  await expect(nameCellOf(page, 'Final review')).toBeFocused();
});

test('the tree and the links are changed by keys alone', async ({ page }) => {
  await openGantt(page, product, admin, view);
  await nameCellOf(page, 'KX-204').focus();
  await goToRow(page, 'Final review');
  await keys(page, 'Tab');
  await said(page, 'Final review is now part of Report');
  await keys(page, 'Shift+Tab');
  await said(page, 'Final review now stands beside Report');
  await keys(page, 'Alt+Shift+ArrowUp');
  await said(page, 'Final review moved up, before Report');
  await expect.poll(() => namesShown(page)).toEqual(['KX-204', 'Scouting', 'Synthesis', 'Analysis', 'Final review', 'Report']);

  await goToBar(page, 'Scouting');
  await keys(page, 'l');
  await said(page, /Choose the start or the end of a bar/);
  await keys(page, 'ArrowDown', 'Enter');
  await said(page, 'Synthesis now follows Scouting');
  await goToRow(page, 'Synthesis');
  await keys(page, 'Shift+ArrowDown', 'Control+F2');
  await said(page, 'Synthesis, then Analysis');
  await goToBar(page, 'Scouting');
  await keys(page, 'Alt+PageDown');
  await said(page, 'Scouting, 8 to 12 March 2027, 7 days later, 2 successors moved');
  await expectDates(page, 'Analysis', '22 to 26 March 2027');
  await keys(page, 'Control+z');
  await expectDates(page, 'Analysis', '15 to 19 March 2027');

  await goToRow(page, 'Final review');
  await keys(page, 'Shift+F10');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.type('Conv');
  await expect(page.getByRole('menuitem', { name: 'Convert to milestone' })).toBeFocused();
  await keys(page, 'Enter');
  await expect(barOf(page, 'Final review')).toHaveAccessibleName(/^Final review, milestone/);
  await keys(page, 'Control+d');
  await said(page, 'Final review duplicated');
  await expect(nameCellOf(page, 'Final review \\(copy\\)')).toBeFocused();
  await keys(page, 'Delete');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Final review (copy) deleted');
  await expect.poll(async () => (await namesShown(page)).length).toBe(6);
});

test('one finds one’s way by keys alone: dates, names, details, reasons, keys', async ({ page }) => {
  await openGantt(page, product, admin, view);
  await nameCellOf(page, 'KX-204').focus();
  await keys(page, 'Control+g');
  await expect(page.getByRole('textbox', { name: 'Date' })).toBeFocused();
  await page.keyboard.type('15 june 2028');
  await keys(page, 'Enter');
  await said(page, '15 June 2028 is shown');
  await expect(page).toHaveURL(/from=2028-0[56]/);
  await expect(nameCellOf(page, 'KX-204')).toBeFocused();

  await goToBar(page, 'Synthesis');
  await keys(page, 'Enter');
  await expect(page.getByRole('complementary', { name: 'Synthesis' })).toBeVisible();
  await goToRow(page, 'Synthesis');
  await keys(page, 'Shift+F1');
  await expect(
    page
      .getByRole('complementary', { name: 'Synthesis' })
      .getByText(/Scouting/)
      .first(),
  ).toBeVisible();
  await goToRow(page, 'Synthesis');
  await keys(page, '/');
  await page.keyboard.type('anal');
  await expect(rowOf(page, 'Scouting')).toHaveCount(0);
  await expect(rowOf(page, 'Analysis')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(rowOf(page, 'Scouting')).toBeVisible();
  await nameCellOf(page, 'KX-204').focus();
  await keys(page, '?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Link the selected rows in their order')).toBeVisible();
  await keys(page, 'Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(nameCellOf(page, 'KX-204')).toBeFocused();
});

test('the menu of a row in the middle of the window shows all of its choices', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 680 });
  await openGantt(page, product, admin, view);
  await barOf(page, 'Analysis').click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'Actions for Analysis' });
  await expect(menu.getByRole('menuitem', { name: 'Open details' })).toBeInViewport({ ratio: 1 });
  await expect(menu.getByRole('menuitem', { name: 'Delete' })).toBeInViewport({ ratio: 1 });
});

test('days that a link does not allow are answered with the reason, typed and by keys', async ({ page }) => {
  await openGantt(page, product, admin, view);
  await makePlan(page, product, {
    project: 'Held',
    phases: [
      ['Grow', '2027-03-01', '2027-03-05'],
      ['Harvest', '2027-03-08', '2027-03-12'],
    ],
    links: [['Grow', 'Harvest']],
  });
  await rowOf(page, 'Harvest').locator('[data-column="start"]').click();
  await page.keyboard.type('3 mar 2027');
  await keys(page, 'Enter');
  await said(page, /^Harvest, 8 .*12 March 2027$/);
  await expect(page.getByRole('region', { name: 'Messages' }).getByText('No earlier: end of Grow')).toBeVisible();
  await barOf(page, 'Harvest').focus();
  await keys(page, 'Alt+ArrowLeft');
  await said(page, /No earlier: end of Grow$/);
});
