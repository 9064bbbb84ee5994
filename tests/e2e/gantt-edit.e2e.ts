import { expect, type Page } from '@playwright/test';
import { announcer, expectDates, FOUR_WEEKS, nameCellOf, openGantt, rowOf, startWithPlan } from '../support/e2e-gantt.ts';
import { expectAccessible, test } from '../support/e2e-page.ts';
import type { Account, E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

let product: E2eProduct;
let admin: Account;
test.beforeAll(async ({ browser }) => {
  ({ product, admin } = await startWithPlan(browser, FOUR_WEEKS));
});
test.afterAll(() => product.stop());

const view = '/gantt?from=2027-02-26&cell=18';
const linksView = `${view}&cols=name,wbs,predecessors`;

const cellOf = (page: Page, name: string, column: string) => rowOf(page, name).locator(`[data-column="${column}"]`);
const field = (page: Page, title: string, name: string) => page.getByRole('textbox', { name: `${title} of ${name}` });

test('cells are typed in as in a spreadsheet, in the words that people use', async ({ page }) => {
  await openGantt(page, product, admin, view);
  await cellOf(page, 'Scouting', 'start').click();
  await page.keyboard.press('+');
  await page.keyboard.type('5d');
  await expect(page.getByText('Mon 8 March 2027')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await expectDates(page, 'Scouting', '8 to 12 March 2027');
  await expect(announcer(page)).toHaveText('Scouting, 8 to 12 March 2027, 7 days later');
  await expect(cellOf(page, 'Scouting', 'end')).toBeFocused();

  await page.keyboard.press('F2');
  await field(page, 'End', 'Scouting').fill('soon');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Type a date such as 12 mar, next tue, w23 or +5d')).toBeVisible();
  await field(page, 'End', 'Scouting').fill('w11');
  await page.keyboard.press('Enter');
  await expectDates(page, 'Scouting', '8 to 19 March 2027');

  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('1w');
  await expect(page.getByText('5 working days', { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expectDates(page, 'Scouting', '8 to 12 March 2027');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('50%');
  await page.keyboard.press('Enter');
  await expectDates(page, 'Scouting', '8 to 12 March 2027, 5 working days, 50 percent done');
});

test('predecessors are typed by number or name, with type and lag', async ({ page }) => {
  await openGantt(page, product, admin, linksView);
  await cellOf(page, 'Analysis', 'predecessors').click();
  await page.keyboard.type('1.1FS+10d; Synth SS');
  await expect(page.getByText('after the end of Scouting +10 days, after the start of Synthesis')).toBeVisible();
  await page.keyboard.press('Enter');
  await expectDates(page, 'Analysis', '29 March to 2 April 2027');
  await expect(cellOf(page, 'Analysis', 'predecessors')).toHaveText('1.1FS+10d; 1.2SS');
  await page.keyboard.press('Enter');
  await field(page, 'Predecessors', 'Analysis').fill('7');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/There is no phase 7/)).toBeVisible();
  await page.keyboard.press('Escape');
  await cellOf(page, 'Scouting', 'predecessors').click();
  await page.keyboard.type('1.3');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Messages' }).getByText(/circle|cycle/i)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expectDates(page, 'Analysis', '15 to 19 March 2027');
});

test('Ctrl+Enter gives the text to every chosen row, as one step of undo', async ({ page }) => {
  await openGantt(page, product, admin, view);
  await cellOf(page, 'Synthesis', 'end').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('F2');
  await field(page, 'End', 'Report').fill('+2d');
  await expect(page.getByText(/Ctrl\+Enter: all 3 rows/)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expectDates(page, 'Synthesis', '8 to 16 March 2027');
  await expectDates(page, 'Analysis', '15 to 23 March 2027');
  await expectDates(page, 'Report', '22 to 30 March 2027');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('3 rows changed');
  await expect(announcer(page), 'read out as a message alone').not.toContainText('3 rows changed');
  await nameCellOf(page, 'Report').focus();
  await page.keyboard.press('Control+z');
  await expectDates(page, 'Synthesis', '8 to 12 March 2027');
  await expectDates(page, 'Report', '22 to 26 March 2027');
});

const namesShown = (page: Page) => page.locator('[data-row] [data-column="name"]').allInnerTexts();

test('rows are copied with their links, cut, duplicated and pasted by keys', async ({ page }) => {
  await openGantt(page, product, admin, view);
  await nameCellOf(page, 'Synthesis').focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('toolbar', { name: 'Selected rows' })).toContainText('2 selected');
  await expectAccessible(page);
  await page.keyboard.press('Control+F2');
  await expect(announcer(page)).toHaveText('Synthesis, then Analysis');
  await page.keyboard.press('Control+c');
  await nameCellOf(page, 'Report').click();
  await page.keyboard.press('Control+v');
  await expect.poll(() => namesShown(page)).toEqual(['KX-204', 'Scouting', 'Synthesis', 'Analysis', 'Report', 'Synthesis', 'Analysis']);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await namesShown(page)).length).toBe(5);

  await nameCellOf(page, 'Scouting').click();
  await page.keyboard.press('Control+x');
  await nameCellOf(page, 'Analysis').click();
  await page.keyboard.press('Control+v');
  await expect.poll(() => namesShown(page)).toEqual(['KX-204', 'Synthesis', 'Analysis', 'Scouting', 'Report']);
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(announcer(page)).toHaveText('Scouting moved up, before Analysis');
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect.poll(() => namesShown(page)).toEqual(['KX-204', 'Scouting', 'Synthesis', 'Analysis', 'Report']);
  await page.keyboard.press('Control+d');
  await expect.poll(() => namesShown(page)).toEqual(['KX-204', 'Scouting', 'Scouting (copy)', 'Synthesis', 'Analysis', 'Report']);
  await expect(nameCellOf(page, 'Scouting \\(copy\\)')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await namesShown(page)).length).toBe(5);
});

test('a block of a spreadsheet becomes phases, and what cannot be taken is named before', async ({ page }) => {
  await openGantt(page, product, admin, view);
  await nameCellOf(page, 'Report').click();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'Name\tStart\tEnd\nTrials\t\t\n  Phase I\t5 Apr 2027\t16 Apr 2027\n  Phase II\tsoon\t\n');
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const dialog = page.getByRole('dialog', { name: 'Paste 4 rows' });
  await expect(dialog.getByText('3 phases will be added after Report; 1 cell is left out.')).toBeVisible();
  await expect(dialog.getByText('Row 4, Start “soon”: This is not a date')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Paste' }).click();
  await expectDates(page, 'Phase I', '5 to 16 April 2027');
  await expectDates(page, 'Phase II', '19 to 23 April 2027');
  await expect(rowOf(page, 'Phase II')).toHaveAttribute('aria-level', '3');
  await nameCellOf(page, 'Report').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await namesShown(page)).length).toBe(5);
});

test('a row is dragged into another, and between two, with a line that says where', async ({ page }) => {
  await openGantt(page, product, admin, view);
  const drag = async (from: string, to: string, share: number) => {
    const [source, target] = [await nameCellOf(page, from).boundingBox(), await nameCellOf(page, to).boundingBox()];
    if (!source || !target) throw new Error('the rows are not on screen');
    await page.mouse.move(source.x + 90, source.y + source.height / 2);
    await page.mouse.down();
    await page.mouse.move(source.x + 96, source.y + source.height / 2 + 8);
    await page.mouse.move(target.x + 90, target.y + target.height * share, { steps: 4 });
  };
  await drag('Report', 'Synthesis', 0.5);
  await expect(page.getByText('Report · Into Synthesis')).toBeVisible();
  await page.mouse.up();
  await expect(rowOf(page, 'Report')).toHaveAttribute('aria-level', '3');
  await drag('Report', 'Scouting', 0.1);
  await expect(page.getByText('Report · Before Scouting')).toBeVisible();
  await page.mouse.up();
  await expect.poll(() => namesShown(page)).toEqual(['KX-204', 'Report', 'Scouting', 'Synthesis', 'Analysis']);
  await drag('Report', 'Analysis', 0.9);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect.poll(() => namesShown(page)).toEqual(['KX-204', 'Report', 'Scouting', 'Synthesis', 'Analysis']);
});

test('many rows are edited in one dialog, and moved without dragging', async ({ page }) => {
  await openGantt(page, product, admin, view);
  await nameCellOf(page, 'Report').click();
  await nameCellOf(page, 'Scouting').click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Edit…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit 2 rows' });
  await dialog.getByRole('textbox', { name: 'Percent done' }).fill('25%');
  await expect(dialog.getByText('2 rows will change.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Change 2 rows' }).click();
  await expect(rowOf(page, 'Report').locator('[data-column="progress"]')).toHaveText('25%');
  await nameCellOf(page, 'Report').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move to…' }).click();
  const move = page.getByRole('dialog', { name: 'Move 2 rows' });
  await move.getByRole('combobox', { name: 'Project or phase' }).fill('anal');
  await page.getByRole('option', { name: /Analysis/ }).click();
  await expect(move.getByText('As the last part of Analysis in KX-204')).toBeVisible();
  await move.getByRole('button', { name: 'Move', exact: true }).click();
  await expect.poll(() => namesShown(page)).toEqual(['KX-204', 'Synthesis', 'Analysis', 'Report', 'Scouting']);
  await expect(rowOf(page, 'Scouting')).toHaveAttribute('aria-level', '3');
});
