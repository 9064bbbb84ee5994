import { expect, type Page } from '@playwright/test';
import { barOf, expectDates, nominationPlan, openGantt, rowOf } from '../support/e2e-gantt.ts';
import { expectAccessible, signIn, test } from '../support/e2e-page.ts';
import { activateAdmin, startE2eProduct, type Account, type E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

const DAY_PX = 20;
const { ids, commands } = nominationPlan();
const view = `/gantt?from=2027-02-26&cell=20`;

let product: E2eProduct;
let admin: Account;
test.beforeAll(async () => {
  product = await startE2eProduct();
  admin = await activateAdmin(product);
});
test.afterAll(() => product.stop());

const openPlan = (page: Page, address = view) => openGantt(page, product, admin, address);

/** Takes a bar by its middle (or an end) and holds it some days further on. */
async function pull(page: Page, name: string, days: number, at: 'middle' | 'end' = 'middle'): Promise<void> {
  const box = await barOf(page, name).boundingBox();
  if (!box) throw new Error(`${name} is not on screen`);
  const x = at === 'middle' ? box.x + box.width / 2 : box.x + box.width - 2;
  const y = box.y + box.height / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + Math.sign(days) * 6, y, { steps: 2 });
  await page.mouse.move(x + days * DAY_PX, y, { steps: 5 });
}

async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Undo/ }).click();
}

test('a phase that is dragged takes its successors along, and undo and redo take the whole gesture', async ({ page }) => {
  await signIn(page, product.url, admin);
  const answer = await page.request.post(`${product.url}/api/commands`, { data: { commands } });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  await page.goto(`${product.url}${view}`);
  await expectDates(page, 'Synthesis', '8 to 12 March 2027, 5 working days, 0 percent done');

  await pull(page, 'Synthesis', 7);
  await expect(page.getByText(/^8 Mar( 2027)? → 15 Mar( 2027)? – 19 Mar( 2027)?, \+5 wd$/)).toBeVisible();
  await expect(page.getByText('2 successors follow')).toBeVisible();
  await expectDates(page, 'Synthesis', '8 to 12 March 2027');
  await page.mouse.up();
  await expectDates(page, 'Synthesis', '15 to 19 March 2027');
  await expectDates(page, 'Analysis', '22 to 26 March 2027');
  await expectDates(page, 'Nomination', '26 March 2027');

  await undo(page);
  await expectDates(page, 'Synthesis', '8 to 12 March 2027');
  await expectDates(page, 'Nomination', '19 March 2027');
  await page.keyboard.press('Control+y');
  await expectDates(page, 'Nomination', '26 March 2027');
  await page.keyboard.press('Control+z');
  await expectDates(page, 'Analysis', '15 to 19 March 2027');
});

test('Escape gives a drag up, and a pulled end changes the length', async ({ page }) => {
  await openPlan(page);
  await pull(page, 'Report', 9);
  await expect(page.getByText(/^1 Mar( 2027)? → 10 Mar/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/^1 Mar( 2027)? → 10 Mar/)).toBeHidden();
  await page.mouse.up();
  await expectDates(page, 'Report', '1 to 12 March 2027');

  await pull(page, 'Report', 3, 'end');
  await page.mouse.up();
  await expectDates(page, 'Report', '1 to 15 March 2027, 11 working days');
  await undo(page);
  await expectDates(page, 'Report', '1 to 12 March 2027');
});

test('a bar moves and grows by keys alone, and the result is read out', async ({ page }) => {
  await openPlan(page);
  const announcer = page.getByRole('log', { name: 'Announcements' });
  await rowOf(page, 'Synthesis').getByRole('gridcell').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, 'Analysis').getByRole('gridcell').first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowRight');
  await expect(barOf(page, 'Synthesis')).toBeFocused();

  await page.keyboard.down('Alt');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(announcer).toHaveText('Synthesis, 10 to 16 March 2027, 2 days later, 2 successors moved');
  await expectDates(page, 'Synthesis', '8 to 12 March 2027');
  await page.keyboard.up('Alt');
  await expectDates(page, 'Synthesis', '10 to 16 March 2027');
  await expectDates(page, 'Analysis', '17 to 23 March 2027');
  await page.keyboard.press('Control+z');
  await expectDates(page, 'Synthesis', '8 to 12 March 2027');

  await page.keyboard.press('Alt+Shift+ArrowRight');
  await expectDates(page, 'Synthesis', '8 to 13 March 2027');
  await page.keyboard.press('Control+z');
  await expectDates(page, 'Synthesis', '8 to 12 March 2027');
});

test('phases are renamed, added, indented and deleted in the tree grid', async ({ page }) => {
  await openPlan(page);
  await rowOf(page, 'Report').getByRole('gridcell').first().focus();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name of Report' }).fill('Final report');
  await page.keyboard.press('Enter');
  await expect(barOf(page, 'Final report')).toBeVisible();
  await expect(rowOf(page, 'Final report').getByRole('gridcell').first()).toBeFocused();

  await page.keyboard.press('Insert');
  await page.getByRole('textbox', { name: 'Name of New phase' }).fill('Review');
  await page.keyboard.press('Enter');
  await expect(barOf(page, 'Review')).toBeVisible();

  await page.keyboard.press('Tab');
  await expect(rowOf(page, 'Review')).toHaveAttribute('aria-level', '3');
  await expect(rowOf(page, 'Final report')).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Shift+Tab');
  await expect(rowOf(page, 'Review')).toHaveAttribute('aria-level', '2');

  await page.keyboard.press('Delete');
  await expect(barOf(page, 'Review')).toHaveCount(0);
  await page.getByRole('listitem').getByRole('button', { name: 'Undo' }).click();
  await expect(barOf(page, 'Review')).toBeVisible();
  await rowOf(page, 'Review').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(barOf(page, 'Review')).toHaveCount(0);
});

test('the name column gives Tab back after Escape', async ({ page }) => {
  await openPlan(page);
  await rowOf(page, 'Scouting').getByRole('gridcell').first().focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('treegrid', { name: 'Plan' }).locator(':focus')).toHaveCount(0);
});

test('links are made, changed and removed in the drawer, and a circle is refused in words', async ({ page }) => {
  await openPlan(page, `/gantt?from=2027-03-15&cell=20&select=${ids.analysis}&details=true`);
  const drawer = page.getByRole('complementary', { name: 'Analysis' });
  await expect(drawer.getByTitle('Synthesis', { exact: true })).toBeVisible();

  await drawer.getByRole('combobox', { name: 'Add a predecessor' }).fill('final');
  await page.getByRole('option', { name: /Final report/ }).click();
  await expect(drawer.getByTitle('Final report', { exact: true })).toBeVisible();
  await expectDates(page, 'Analysis', '22 to 26 March 2027');
  const lag = drawer.getByRole('textbox', { name: 'Lag of predecessor Final report in working days' });
  await lag.fill('5');
  await lag.press('Enter');
  await expectDates(page, 'Analysis', '29 March to 2 April 2027');
  await drawer.getByRole('button', { name: 'Remove predecessor Final report' }).click();
  await expect(drawer.getByTitle('Final report', { exact: true })).toHaveCount(0);

  await drawer.getByRole('button', { name: 'Show the last changes' }).click();
  await expect(drawer.getByText('Linked after Final report')).toBeVisible();
  await expect(drawer.getByText('Link from Final report removed')).toBeVisible();

  await drawer.getByRole('combobox', { name: 'Add a successor' }).fill('scout');
  await page.getByRole('option', { name: /Scouting/ }).click();
  await expect(
    page
      .getByRole('region', { name: 'Messages' })
      .getByText(/circle|cycle/i)
      .first(),
  ).toBeVisible();
  await expectAccessible(page);
});

test('an address opens the same view: place, zoom, selection and drawer', async ({ page }) => {
  await openPlan(page, `/gantt?zoom=quarter&from=2027-02-01&select=${ids.synthesis}&details=true`);
  await expect(page.getByRole('complementary', { name: 'Synthesis' })).toBeVisible();
  await expect(rowOf(page, 'Synthesis')).toHaveAttribute('aria-selected', 'true');
  const name = page.getByRole('complementary').getByRole('textbox', { name: 'Name' });
  await name.fill('Synthesis of A');
  // A reload may overtake what is on its way.
  const saved = page.waitForResponse((response) => response.url().endsWith('/api/commands'));
  await name.press('Enter');
  await expect(barOf(page, 'Synthesis of A')).toBeVisible();
  await saved;
  await page.reload();
  await expect(page.getByRole('complementary', { name: 'Synthesis of A' })).toBeVisible();
});

test('the critical path can be shown: what moves the end of the project is on it, what has room is not', async ({ page }) => {
  await openPlan(page, '/gantt?from=2027-02-26&zoom=quarter');
  await page.getByRole('button', { name: 'Critical path' }).click();
  await expect(page).toHaveURL(/critical=true/);
  await expect(barOf(page, 'Analysis')).toHaveAccessibleName(/on the critical path/);
  await expect(barOf(page, 'Scouting')).not.toHaveAccessibleName(/on the critical path/);
  await page.getByRole('button', { name: 'Critical path' }).click();
  await expect(barOf(page, 'Analysis')).not.toHaveAccessibleName(/on the critical path/);
});

test('without automatic scheduling a broken link is listed, and resolving it pushes the phase to its place', async ({ page }) => {
  await openPlan(page);
  const off = { kind: 'project.update', id: ids.project, fields: { autoSchedule: false } };
  await page.request.post(`${product.url}/api/commands`, { data: { commands: [off] } });
  await barOf(page, 'Synthesis of A').focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await expectDates(page, 'Synthesis of A', '5 to 11 March 2027');
  await expect(barOf(page, 'Synthesis of A')).toHaveAccessibleName(/breaks a dependency/);
  await expectAccessible(page);
  await page.getByRole('button', { name: '1 violation', exact: true }).click();
  await expect(page.getByText('1 day too early for Scouting (FS)')).toBeVisible();
  await page.getByRole('button', { name: 'Resolve all' }).click();
  await expectDates(page, 'Synthesis of A', '8 to 12 March 2027');
  await expect(page.getByRole('button', { name: '1 violation', exact: true })).toHaveCount(0);
});

test('Ctrl and the wheel zoom about the pointer, through the modes', async ({ page }) => {
  await openPlan(page);
  const before = await barOf(page, 'Scouting').boundingBox();
  if (!before) throw new Error('Scouting is not on screen');
  const grip = { x: before.x + 1, y: before.y + 10 };
  await page.mouse.move(grip.x, grip.y);
  await page.keyboard.down('Control');
  for (let step = 0; step < 4; step += 1) await page.mouse.wheel(0, 120);
  await page.keyboard.up('Control');
  await expect(page).toHaveURL(/zoom=quarter/);
  const after = await barOf(page, 'Scouting').boundingBox();
  expect(Math.abs((after?.x ?? 0) - before.x), 'the day under the pointer stays under it').toBeLessThan(4);
  expect(after?.width ?? 0).toBeLessThan(before.width / 2);
});

test('what the arrow keys reach is chosen, and the open drawer follows', async ({ page }) => {
  await openPlan(page, `${view}&select=${ids.scouting}&details=true`);
  await rowOf(page, 'Scouting').getByRole('gridcell').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('complementary', { name: 'Synthesis of A' })).toBeVisible();
  await expect(rowOf(page, 'Synthesis of A')).toHaveAttribute('aria-selected', 'true');
  await expect(rowOf(page, 'Synthesis of A').getByRole('gridcell').first()).toBeFocused();
});

test('the Gantt is accessible and fits at 1440 and at 390 pixels', async ({ page }) => {
  await openPlan(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, 'the page does not scroll sideways at 390 px').toBe(0);
  await expect(barOf(page, 'Scouting')).toBeVisible();
});
