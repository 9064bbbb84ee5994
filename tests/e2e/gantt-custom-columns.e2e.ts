import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { announcer, FOUR_WEEKS, openGantt, rowOf, startWithPlan, type MadePlan } from '../support/e2e-gantt.ts';
import { expectAccessible, signIn, test } from '../support/e2e-page.ts';
import { choosePassword, type Account, type E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

let product: E2eProduct;
let admin: Account;
let planner: Account;
let plan: MadePlan;
test.beforeAll(async ({ browser }) => {
  ({
    product,
    admin,
    made: plan,
  } = await startWithPlan(browser, FOUR_WEEKS, async (page, { product, made }) => {
    planner = await makePlanner(page, product, made.siteId);
  }));
});
test.afterAll(() => product.stop());

/** A superuser of the plan's site. */
async function makePlanner(page: Page, product: E2eProduct, siteId: string): Promise<Account> {
  const email = 'pia.planner@test.example';
  const answer = await page.request.post(`${product.url}/api/users`, {
    data: { email, name: 'Pia Planner', role: 'superuser', siteIds: [siteId], homeSiteId: siteId },
  });
  const { oneTimePassword } = await answer.json();
  return choosePassword(product, { email, oneTimePassword });
}

const names = ['Comment', 'Cost', 'Review', 'Approved', 'Risk'];
const idOf = new Map<string, string>();
const start = (...columns: readonly string[]) =>
  `/gantt?from=2027-02-26&cell=20&cols=${['name', ...(columns.length > 0 ? columns : names).map((name) => `c-${idOf.get(name) ?? ''}`)].join(',')}`;
const cell = (page: Page, row: string, column: string): Locator => rowOf(page, row).locator(`[data-column="c-${idOf.get(column) ?? ''}"]`);
const box = (page: Page, row: string): Locator => page.getByRole('checkbox', { name: `Approved of ${row}` });

async function expectCells(page: Page, row: string, ...texts: readonly string[]): Promise<void> {
  for (const [index, column] of ['Comment', 'Cost', 'Review', 'Risk'].entries())
    await expect(cell(page, row, column), `${column} of ${row}`).toHaveText(texts[index] ?? '');
}

async function addColumn(page: Page, name: string, kind: string, scope?: string): Promise<Locator> {
  await page.getByRole('button', { name: 'New column' }).click();
  const dialog = page.getByRole('dialog', { name: 'New column' });
  await dialog.getByLabel('Name').fill(name);
  if (kind !== 'Text') {
    await dialog.getByRole('button', { name: 'Kind' }).click();
    await page.getByRole('option', { name: kind }).click();
  }
  if (scope !== undefined) {
    await dialog.getByRole('button', { name: /^For|For$/ }).click();
    await page.getByRole('option', { name: scope, exact: true }).click();
  }
  return dialog;
}

const listed = (page: Page): Promise<string[]> =>
  page
    .getByRole('list', { name: 'Custom columns, in order' })
    .getByRole('button', { name: /^Move/ })
    .evaluateAll((handles) => handles.map((handle) => (handle.getAttribute('aria-label') ?? '').replace(/^Move (.*), \d+ of \d+$/, '$1')));

test('an administrator makes columns of every kind and puts them in order by pointer and keys', async ({ page }) => {
  await openGantt(page, product, admin, '/gantt');
  await page.getByRole('link', { name: 'Columns' }).click();
  await expect(page.getByRole('heading', { name: 'No custom columns yet' })).toBeVisible();
  for (const [name, kind, scope] of [
    ['Cost', 'Number'],
    ['Comment', 'Text'],
    ['Review', 'Date'],
    ['Approved', 'Checkbox', 'Phases'],
  ] as const) {
    const dialog = await addColumn(page, name, kind, scope);
    await dialog.getByRole('button', { name: 'Add column' }).click();
    await expect(dialog).toBeHidden();
  }
  const dialog = await addColumn(page, 'risk', 'List');
  await dialog.getByRole('textbox', { name: 'Option 1' }).fill('High');
  await dialog.getByRole('textbox', { name: 'Option 1' }).press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Option 2' })).toBeFocused();
  await page.keyboard.type('Low');
  await dialog.getByRole('button', { name: 'Colour of Low' }).click();
  await page.getByRole('radio', { name: 'Teal' }).click({ force: true });
  await page.keyboard.press('Escape');
  // Low comes before High.
  await dialog.getByRole('button', { name: 'Move Low, 2 of 2' }).press('ArrowUp');
  await expect(dialog.getByRole('textbox', { name: 'Option 1' })).toHaveValue('Low');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add column' }).click();

  // A name is there once.
  const other = await addColumn(page, 'COMMENT', 'Text');
  await other.getByRole('button', { name: 'Add column' }).click();
  await expect(other.getByText('There is a column named “Comment” already. Choose another name.')).toBeVisible();
  await other.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Edit risk' }).click();
  await page.getByLabel('Name').fill('Risk');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => listed(page)).toEqual(['Cost', 'Comment', 'Review', 'Approved', 'Risk']);
  const [handle, target] = [page.getByRole('button', { name: 'Move Risk, 5 of 5' }), page.getByRole('button', { name: /^Move Cost/ })];
  const [from, to] = [await handle.boundingBox(), await target.boundingBox()];
  if (!from || !to) throw new Error('no handles');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + 2, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => listed(page)).toEqual(['Risk', 'Cost', 'Comment', 'Review', 'Approved']);
  const moved = page.getByRole('button', { name: /^Move Risk/ });
  await moved.focus();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
  await expect(moved).toBeFocused();
  await page.getByRole('button', { name: /^Move Comment/ }).press('ArrowUp');
  await expect.poll(() => listed(page)).toEqual(names);
  await expect(announcer(page)).toHaveText('Comment is 1 of 5');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  const { items } = await (await page.request.get(`${product.url}/api/custom-columns`)).json();
  for (const { id, name } of items) idOf.set(name, id);
});

test('a planner fills cells of every kind by keys alone, and another browser shows them at once', async ({ page, browser }) => {
  const other = await openOther(browser);
  await openGantt(page, product, planner, start());
  await cell(page, 'Scouting', 'Comment').focus();
  await page.keyboard.type('as agreed');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1,250.5');
  await expect(page.getByRole('status').filter({ hasText: '1,250.5' })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.type('12 mar 2027');
  await page.keyboard.press('Tab');
  await expect(cell(page, 'Scouting', 'Approved')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(box(page, 'Scouting')).toBeChecked();
  await expect(announcer(page)).toHaveText('Scouting, Approved Yes');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const field = page.getByRole('combobox', { name: 'Risk of Scouting' });
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expectCells(page, 'Scouting', 'as agreed', '1,250.5', '12 Mar 2027', 'High');
  await expectCells(other, 'Scouting', 'as agreed', '1,250.5', '12 Mar 2027', 'High');
  await expect(box(other, 'Scouting')).toBeChecked();

  // What means nothing stays in the field with the reason; a letter begins to type.
  await cell(page, 'Synthesis', 'Cost').focus();
  await page.keyboard.type('9 apples');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Type a number such as 1,234.5' })).toBeVisible();
  await page.keyboard.press('Escape');
  await cell(page, 'Synthesis', 'Risk').focus();
  await page.keyboard.type('l');
  await page.keyboard.press('Enter');
  await expectCells(page, 'Synthesis', '', '', '', 'Low');

  // A project has no box of a column of phases.
  await expect(page.getByRole('checkbox', { name: 'Approved of KX-204' })).toHaveCount(0);
  await other.close();
});

async function openOther(browser: Browser): Promise<Page> {
  const other = await browser.newPage();
  await openGantt(other, product, admin, start());
  return other;
}

test('several rows, a block of a spreadsheet and the details fill cells too, each as one step of undo', async ({ page }) => {
  await openGantt(page, product, planner, start());
  await cell(page, 'Synthesis', 'Approved').focus();
  await page.keyboard.press('Control+Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Space');
  for (const row of ['Synthesis', 'Analysis', 'Report']) await expect(box(page, row)).toBeChecked();
  await page.keyboard.press('Control+z');
  for (const row of ['Synthesis', 'Analysis', 'Report']) await expect(box(page, row)).not.toBeChecked();
  await cell(page, 'Analysis', 'Approved').focus();
  await box(page, 'Analysis').click();
  await expect(box(page, 'Analysis')).toBeChecked();

  await cell(page, 'Analysis', 'Comment').focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'first\t40\t+1w\nsecond\t7\tsoon\n');
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const dialog = page.getByRole('dialog', { name: 'Paste 2 rows' });
  await expect(dialog.getByText('Row 2, Review “soon”: Type a date such as 12 mar, next tue, w23 or +5d')).toBeVisible();
  await dialog.getByRole('button', { name: 'Paste' }).click();
  await expect(cell(page, 'Analysis', 'Comment')).toHaveText('first');
  await expectCells(page, 'Report', 'second', '7', '', '');
  await cell(page, 'Report', 'Comment').focus();
  await page.keyboard.press('Control+z');
  await expectCells(page, 'Analysis', '', '', '', '');
  await page.keyboard.press('Control+y');
  await expectCells(page, 'Report', 'second', '7', '', '');

  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /details/i })
    .first()
    .click();
  const drawer = page.getByRole('complementary', { name: 'Report' });
  await drawer.getByLabel('Review').fill('1 apr 2027');
  await drawer.getByLabel('Review').press('Enter');
  await expect(cell(page, 'Report', 'Review')).toHaveText('1 Apr 2027');
  await drawer.getByText('Approved', { exact: true }).click();
  await expect(box(page, 'Report')).toBeChecked();
  await drawer.getByRole('button', { name: 'Risk' }).click();
  await page.getByRole('option', { name: 'High' }).click();
  await expect(cell(page, 'Report', 'Risk')).toHaveText('High');
  await drawer.getByRole('button', { name: 'Show the last changes' }).click();
  await expect(drawer.getByText('Risk – → High')).toBeVisible();
  await expectAccessible(page);
});

/** The names of the rows from the top, as they are read. */
const rows = (page: Page): Promise<string[]> =>
  page
    .getByRole('treegrid')
    .locator('[data-row]')
    .evaluateAll((elements) =>
      elements
        .toSorted((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
        .map((row) => /^(?:[A-Z][a-z]+|KX-204)/.exec(row.querySelector('[data-column="name"]')?.textContent?.trim() ?? '')?.[0] ?? ''),
    );

test('rows are sorted, filtered and grouped by them, and a saved view keeps that', async ({ page }) => {
  await openGantt(page, product, planner, start('Cost', 'Risk'));
  const head = (name: string) => page.getByRole('columnheader', { name: new RegExp(`^${name}`) });
  await head('Cost').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Sort large to small' }).click();
  await expect.poll(() => rows(page)).toEqual(['KX-204', 'Scouting', 'Analysis', 'Report', 'Synthesis']);
  await head('Risk').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Filter…' }).click();
  await page.getByRole('dialog', { name: 'Filter by Risk' }).getByText('High').click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Risk: High' })).toBeVisible();
  await expect.poll(() => rows(page)).toEqual(['KX-204', 'Scouting', 'Report']);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await page.getByRole('button', { name: 'Group rows' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Risk' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => rows(page)).toEqual(['Low', 'Synthesis', 'High', 'Scouting', 'Report', 'Risk', 'Analysis']);
  const views = page.getByRole('toolbar', { name: 'Gantt' }).getByRole('button', { name: /^Views/ });
  await views.click();
  await page.getByRole('menuitem', { name: 'Save as a new view…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as a new view' });
  await dialog.getByLabel('Name').fill('By risk');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.goto(`${product.url}/gantt`);
  await views.click();
  await page.getByRole('menuitemradio', { name: 'By risk' }).click();
  await expect.poll(() => rows(page)).toEqual(['Low', 'Synthesis', 'High', 'Scouting', 'Report', 'Risk', 'Analysis']);
  await expectAccessible(page);
});

test('on a phone a cell is filled in the details, and nothing is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openGantt(page, product, planner, `${start('Risk', 'Approved')}&select=${plan.phaseIds.get('Analysis') ?? ''}&details=true`);
  const drawer = page.getByRole('complementary', { name: 'Analysis' });
  await drawer.getByRole('button', { name: 'Risk' }).click();
  await page.getByRole('option', { name: 'Low' }).click();
  await expect(drawer.getByRole('button', { name: /Risk/ })).toHaveText(/Low/);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('what goes with an option or a column is named before, and undo brings all of it back', async ({ page, browser }) => {
  const other = await openOther(browser);
  await signIn(page, product.url, admin);
  await page.goto(`${product.url}/administration/columns`);
  await page.getByRole('button', { name: 'Edit Risk' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit Risk' });
  await dialog.getByRole('button', { name: 'Take Low out of the list' }).click();
  await expect(dialog.getByText(/“Low” is taken out of 2 cells: /)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Delete Risk' }).click();
  await expect(page.getByRole('alertdialog').getByText(/4 filled cells go with it: /)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Delete column' }).click();
  await expect(other.getByRole('columnheader', { name: /^Risk/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(cell(other, 'Scouting', 'Risk')).toHaveText('High');
  await expect(cell(other, 'Analysis', 'Risk')).toHaveText('Low');
  await other.close();
});
