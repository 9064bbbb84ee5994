import { expect, type Page } from '@playwright/test';
import { announcer, barOf, FOUR_WEEKS, nameCellOf, openGantt, rowOf, startWithPlan } from '../support/e2e-gantt.ts';
import { expectAccessible, test } from '../support/e2e-page.ts';
import type { Account, E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

let product: E2eProduct;
let admin: Account;
test.beforeAll(async ({ browser }) => {
  ({ product, admin } = await startWithPlan(browser, FOUR_WEEKS));
});
test.afterAll(() => product.stop());

const view = '/gantt?from=2027-02-26&cell=20';

async function expectSelected(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of ['Scouting', 'Synthesis', 'Analysis', 'Report'])
    await expect(rowOf(page, name), `${name} is${names.includes(name) ? '' : ' not'} selected`).toHaveAttribute(
      'aria-selected',
      String(names.includes(name)),
    );
}

test('several rows are chosen by Ctrl and Shift with the mouse, in the table and on the bars', async ({ page }) => {
  await openGantt(page, product, admin, view);
  await nameCellOf(page, 'Scouting').click();
  await expectSelected(page, 'Scouting');
  await nameCellOf(page, 'Analysis').click({ modifiers: ['Control'] });
  await expectSelected(page, 'Scouting', 'Analysis');
  await expect(announcer(page)).toHaveText('2 rows selected');
  await expect(nameCellOf(page, 'Analysis')).toBeFocused();
  await nameCellOf(page, 'Scouting').click({ modifiers: ['Control'] });
  await expectSelected(page, 'Analysis');

  await barOf(page, 'Scouting').click();
  await expectSelected(page, 'Scouting');
  await barOf(page, 'Analysis').click({ modifiers: ['Shift'] });
  await expectSelected(page, 'Scouting', 'Synthesis', 'Analysis');
  await barOf(page, 'Report').click({ modifiers: ['Control'] });
  await expectSelected(page, 'Scouting', 'Synthesis', 'Analysis', 'Report');
  await expect(page.getByRole('treegrid', { name: 'Plan' })).toHaveAttribute('aria-multiselectable', 'true');
  await barOf(page, 'Synthesis').click();
  await expectSelected(page, 'Synthesis');
});

test('several rows are chosen by keys alone', async ({ page }) => {
  await openGantt(page, product, admin, view);
  await nameCellOf(page, 'Synthesis').focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expectSelected(page, 'Synthesis', 'Analysis');
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  await expectSelected(page, 'Scouting', 'Synthesis');
  await expect(nameCellOf(page, 'Scouting')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expectSelected(page, 'Synthesis');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ArrowDown');
  await expectSelected(page, 'Synthesis');
  await page.keyboard.press('Control+Space');
  await expectSelected(page, 'Synthesis', 'Report');
  await page.keyboard.press('Control+a');
  await expect(announcer(page)).toHaveText('5 rows selected');
  await page.keyboard.press('Escape');
  await expectSelected(page, 'Report');
  await expect(page).toHaveURL(/select=/);
});

test('what several rows can be asked fits on a phone, and reads well in both themes', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openGantt(page, product, admin, view);
  await nameCellOf(page, 'Scouting').click();
  await nameCellOf(page, 'Analysis').click({ modifiers: ['Shift'] });
  const bar = page.getByRole('toolbar', { name: 'Selected rows' });
  await expect(bar).toContainText('3 selected');
  await expectAccessible(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, 'the page does not scroll sideways at 390 px').toBe(0);
  await bar.getByRole('button', { name: 'Move to…' }).click();
  await expect(page.getByRole('dialog', { name: 'Move 3 rows' })).toBeVisible();
  await expectAccessible(page);
});
