import { expect, type Page } from '@playwright/test';
import { announcer, expectDates, makePlan, nameCellOf, openGantt, rowOf } from '../support/e2e-gantt.ts';
import { expectAccessible, signIn, test } from '../support/e2e-page.ts';
import { activateAdmin, startE2eProduct, type Account, type E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

let product: E2eProduct;
let admin: Account;
test.beforeAll(async ({ browser }) => {
  product = await startE2eProduct();
  admin = await activateAdmin(product);
  const page = await browser.newPage();
  await signIn(page, product.url, admin);
  await makePlan(page, product, {
    project: 'KX-204',
    phases: [
      ['Scouting', '2027-03-01', '2027-03-05'],
      ['Synthesis', '2027-03-08', '2027-03-12'],
      ['Analysis', '2027-03-15', '2027-03-19'],
      ['Report', '2027-03-22', '2027-03-26'],
    ],
  });
  await page.close();
});
test.afterAll(() => product.stop());

const view = '/gantt?from=2027-02-26&cell=20';
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
  await expect(announcer(page)).toHaveText('3 rows changed');
  await nameCellOf(page, 'Report').focus();
  await page.keyboard.press('Control+z');
  await expectDates(page, 'Synthesis', '8 to 12 March 2027');
  await expectDates(page, 'Report', '22 to 26 March 2027');
});
