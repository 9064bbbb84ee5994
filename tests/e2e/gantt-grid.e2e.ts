import { expect, type Locator, type Page } from '@playwright/test';
import { announcer, makePlan, nameCellOf, openGantt, startWithPlan, type PlanOfNames } from '../support/e2e-gantt.ts';
import { expectAccessible, test } from '../support/e2e-page.ts';
import type { Account, E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'default' });

let product: E2eProduct;
let admin: Account;
let projectId: string;
test.beforeAll(async ({ browser }) => {
  const plan: PlanOfNames = {
    project: 'KX-204',
    phases: [
      ['Synthesis', '2027-03-01', '2027-03-12'],
      ['Analysis', '2027-03-15', '2027-03-19'],
      ['Report', '2027-04-05', '2027-04-09'],
    ],
  };
  const { made, ...parts } = await startWithPlan(browser, plan, async (page, { product, made }) => {
    await makePlan(
      page,
      product,
      {
        project: 'PR-17',
        phases: [
          ['Batch 10', '2027-03-22', '2027-03-26'],
          ['Batch 9', '2027-04-12', '2027-04-23'],
        ],
      },
      made.siteId,
    );
    const status = (name: string, value: string) => ({ kind: 'phase.update', id: made.phaseIds.get(name), fields: { status: value } });
    const answer = await page.request.post(`${product.url}/api/commands`, {
      data: { commands: [status('Synthesis', 'done'), status('Analysis', 'blocked')] },
    });
    expect(answer.status(), await answer.text()).toBe(200);
  });
  ({ product, admin } = parts);
  projectId = made.projectId;
});
test.afterAll(() => product.stop());

const start = '/gantt?from=2027-02-26&cell=20';
const head = (page: Page, name: string): Locator => page.getByRole('columnheader', { name: new RegExp(`^${name}`) });
const menuOf = async (page: Page, column: string, item: string): Promise<void> => {
  await head(page, column).click({ button: 'right' });
  await page.getByRole('menuitem', { name: item }).click();
};

/** The names of the rows from the top, as they are read. */
async function expectRows(page: Page, names: readonly string[]): Promise<void> {
  const read = async (): Promise<string[]> => {
    const rows = page.getByRole('treegrid').locator('[data-row]');
    const texts = await rows.evaluateAll((elements) =>
      elements
        .toSorted((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
        .map((row) => row.querySelector('[data-column="name"]')?.textContent ?? ''),
    );
    return texts;
  };
  await expect.poll(read).toEqual(names);
}

const inPlanOrder = ['KX-204', 'Synthesis', 'Analysis', 'Report', 'PR-17', 'Batch 10', 'Batch 9'];

test('columns sort by mouse and by keys, within their parents, and the address keeps it', async ({ page }) => {
  await openGantt(page, product, admin, start);
  await expectRows(page, inPlanOrder);
  await head(page, 'Name').getByRole('button').first().click();
  await expect(head(page, 'Name')).toHaveAttribute('aria-sort', 'ascending');
  await expectRows(page, ['KX-204', 'Analysis', 'Report', 'Synthesis', 'PR-17', 'Batch 9', 'Batch 10']);
  await expect(page).toHaveURL(/sort=name/);
  await page.reload();
  await expect(head(page, 'Name')).toHaveAttribute('aria-sort', 'ascending');

  await nameCellOf(page, 'KX-204').focus();
  await page.keyboard.press('ArrowUp');
  await expect(head(page, 'Name')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(head(page, 'Start')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(head(page, 'Start')).toHaveAttribute('aria-sort', 'descending');
  await expect(announcer(page)).toContainText('Sorted by Start, descending');
  await expectRows(page, ['PR-17', 'Batch 9', 'Batch 10', 'KX-204', 'Report', 'Analysis', 'Synthesis']);
  await page.keyboard.press('Enter');
  await expectRows(page, inPlanOrder);
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-row]').first().locator('[data-column="start"]')).toBeFocused();
});

test('columns are chosen, moved and sized by mouse, menu and keys', async ({ page }) => {
  await openGantt(page, product, admin, start);
  const titles = () =>
    page.getByRole('columnheader').evaluateAll((heads) => heads.map((one) => one.getAttribute('data-head')).filter(Boolean));
  expect(await titles()).toEqual(['name', 'actions', 'start', 'end', 'duration', 'progress']);
  await page.getByRole('button', { name: 'Columns and rows' }).click();
  const panel = page.getByRole('dialog', { name: 'Columns and rows' });
  await panel.getByText('Status').click();
  await panel.getByText('Percent done').click();
  await expectAccessible(page);
  await panel.getByRole('button', { name: 'Move Status to the left' }).click();
  await panel.getByRole('radio', { name: 'Compact rows' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(titles).toEqual(['name', 'actions', 'start', 'end', 'status', 'duration']);
  await expect(page.locator('[data-row]').first()).toHaveCSS('height', '26px');
  await expect(page.getByRole('gridcell', { name: 'Blocked' })).toBeVisible();

  const box = async (column: string) => (await head(page, column).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [status, from] = [await box('Status'), await box('Start')];
  await page.mouse.move(status.x + 20, status.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 5, status.y + 20, { steps: 5 });
  await page.mouse.up();
  await expect.poll(titles).toEqual(['name', 'actions', 'status', 'start', 'end', 'duration']);
  await head(page, 'Status').focus();
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await expect.poll(titles).toEqual(['name', 'actions', 'start', 'status', 'end', 'duration']);
  await expect(announcer(page)).toContainText('Status is column 3 of 5');

  const edge = await box('Status');
  await page.mouse.move(edge.x + edge.width, edge.y + 20);
  await page.mouse.down();
  await page.mouse.move(edge.x + edge.width + 40, edge.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Math.round((await box('Status')).width)).toBe(Math.round(edge.width) + 40);
  await head(page, 'Status').focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(async () => Math.round((await box('Status')).width)).toBe(Math.round(edge.width) + 32);
  await menuOf(page, 'Status', 'Hide column');
  await expect.poll(titles).toEqual(['name', 'actions', 'start', 'end', 'duration']);
});

test('columns without room scroll beside the name, and keys bring them into sight', async ({ page }) => {
  await openGantt(page, product, admin, `${start}&cols=name,start,end,duration,progress,status,people,manager,site,project`);
  await nameCellOf(page, 'Synthesis').focus();
  for (let step = 0; step < 10; step += 1) await page.keyboard.press('ArrowRight');
  const cell = page.locator('[data-row]').nth(1).locator('[data-column="project"]');
  await expect(cell).toBeFocused();
  await expect(cell).toBeInViewport({ ratio: 0.9 });
  await expect(nameCellOf(page, 'Synthesis')).toBeInViewport();
  await expectAccessible(page);
});

test('rows are filtered by their columns, with what they are in, and the count is said', async ({ page }) => {
  await openGantt(page, product, admin, start);
  await menuOf(page, 'Name', 'Filter');
  await page.getByRole('dialog', { name: 'Filter by Name' }).getByPlaceholder('Part of the text').fill('batch');
  await expectRows(page, ['PR-17', 'Batch 10', 'Batch 9']);
  await page.keyboard.press('Escape');
  const bar = page.getByRole('toolbar', { name: 'Filters' });
  await expect(bar.getByText('2 rows found')).toBeVisible();
  await bar.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Start', exact: true }).click();
  const editor = page.getByRole('dialog', { name: 'Filter by Start' });
  await editor.getByRole('button', { name: 'Before today' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing passes the filters' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expectRows(page, inPlanOrder);

  await page.goto(`${product.url}${start}&filter=status:in:done,blocked`);
  await expectRows(page, ['KX-204', 'Synthesis', 'Analysis']);
  await expect(bar.getByRole('button', { name: 'Status: Done, Blocked', exact: true })).toBeVisible();
});

test('what was found stays in sight when all rows are shown again', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 300 });
  await openGantt(page, product, admin, start);
  const search = page.getByRole('searchbox', { name: /^Find a project/ });
  await search.fill('nothing of the kind');
  await page.getByRole('button', { name: 'Show all rows' }).click();
  await expect(search).toHaveValue('');
  const last = inPlanOrder.at(-1) ?? '';
  await expect(nameCellOf(page, last)).not.toBeInViewport();
  await search.fill(last);
  await nameCellOf(page, last).click();
  await search.fill('');
  await expect(nameCellOf(page, 'KX-204')).toHaveCount(1);
  await expect(nameCellOf(page, last)).toBeInViewport();
});

test('a row that is renamed stays in sight and in hand, whatever is searched for', async ({ page }) => {
  await openGantt(page, product, admin, start);
  const search = page.getByRole('searchbox', { name: /^Find a project/ });
  await search.fill('batch');
  await expectRows(page, ['PR-17', 'Batch 10', 'Batch 9']);
  await nameCellOf(page, 'Batch 10').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('Trial run');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Trial run no longer matches')).toBeVisible();
  await expectRows(page, ['PR-17', 'Trial run', 'Batch 9']);
  await expect(nameCellOf(page, 'Trial run')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(nameCellOf(page, 'Batch 9')).toBeFocused();
  await expectRows(page, ['PR-17', 'Trial run', 'Batch 9']);
  await search.fill('batc');
  await expectRows(page, ['PR-17', 'Batch 9']);

  await page.goto(`${product.url}${start}&filter=status:in:blocked`);
  await page.getByRole('button', { name: 'Undo: Rename Batch 10' }).click();
  await expect(page.getByText('Undone: Rename Batch 10')).toBeVisible();
  await nameCellOf(page, 'Analysis').click();
  await page.getByRole('button', { name: 'Details' }).click();
  await page
    .getByRole('complementary', { name: 'Analysis' })
    .getByRole('button', { name: /Status/ })
    .click();
  await page.getByRole('option', { name: 'In progress' }).click();
  await expect(page.getByText('Analysis no longer matches')).toBeVisible();
  await expectRows(page, ['KX-204', 'Analysis']);
  await page.getByRole('button', { name: 'Undo: Change Analysis' }).click();
  await expect(page.getByText('Undone: Change Analysis')).toBeVisible();
});

test('rows stand under headings of what they have in common', async ({ page }) => {
  await openGantt(page, product, admin, start);
  await page.getByRole('button', { name: 'Group rows' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Status' }).click();
  await page.keyboard.press('Escape');
  await expectRows(page, [
    'To do3',
    'Report KX-204',
    'Batch 10 PR-17',
    'Batch 9 PR-17',
    'Blocked1',
    'Analysis KX-204',
    'Done1',
    'Synthesis KX-204',
  ]);
  await page.getByRole('button', { name: 'Collapse To do' }).click();
  await expectRows(page, ['To do3', 'Blocked1', 'Analysis KX-204', 'Done1', 'Synthesis KX-204']);
  await nameCellOf(page, 'To do').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByRole('gridcell', { name: /^To do, group of 3 items/ })).toHaveCount(1);
  await expectAccessible(page);
  await page.goto(`${product.url}${start}&group=site`);
  await expectRows(page, ['Basel2', ...inPlanOrder]);
});

test('a view is saved, changed, shared, sent as a link and deleted', async ({ page }) => {
  await openGantt(page, product, admin, `${start}&group=status&density=compact`);
  const button = page.getByRole('toolbar', { name: 'Gantt' }).getByRole('button', { name: /^(Views|By status|Everybody)/ });
  await button.click();
  await page.getByRole('menuitem', { name: 'Save as a new view…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as a new view' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('By status');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(button).toHaveAccessibleName('By status');
  const view = new URL(page.url()).searchParams.get('view') ?? '';

  await head(page, 'Start').getByRole('button').first().click();
  await expect(button).toHaveAccessibleName('By status changed');
  await button.click();
  await page.getByRole('menuitem', { name: 'Save changes' }).click();
  await expect(button).toHaveAccessibleName('By status');

  await page.goto(`${product.url}/gantt?view=${view}`);
  await expect(head(page, 'Start')).toHaveAttribute('aria-sort', 'ascending');
  await expect(page).toHaveURL(/group=status/);
  await button.click();
  await page.getByRole('menuitem', { name: 'Rename or share…' }).click();
  await page.getByRole('button', { name: /Who sees it/ }).click();
  await page.getByRole('option', { name: 'Everybody of Basel' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await button.click();
  await expect(page.getByText('Views of the site')).toBeVisible();
  await page.getByRole('menuitem', { name: 'Everything as usual' }).click();
  await expect(button).toHaveAccessibleName('Views');
  await expectRows(page, inPlanOrder);

  await button.click();
  await page.getByRole('menuitemradio', { name: 'By status' }).click();
  await button.click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(button).toHaveAccessibleName('Views');
});

test('the overview moves what is seen, by dragging and by keys, and the zoom fits what is asked', async ({ page }) => {
  await openGantt(page, product, admin, `${start}&select=${projectId}`);
  await page.getByRole('button', { name: 'Overview of the plan' }).click();
  const frame = page.getByRole('slider', { name: 'Overview of the plan' });
  await expect(frame).toHaveAttribute('aria-valuetext', /rows 1 to 7 of 7/);
  await expect(page).toHaveURL(/map=true/);
  const before = await frame.getAttribute('aria-valuetext');
  await frame.focus();
  await page.keyboard.press('ArrowRight');
  await expect(frame).not.toHaveAttribute('aria-valuetext', before ?? '');
  const box = (await frame.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 150, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Math.round((await frame.boundingBox())?.x ?? 0)).toBeLessThan(box.x - 100);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Zoom to fit' }).click();
  await page.getByRole('menuitem', { name: 'The selected project' }).click();
  await expect(frame).toHaveAttribute('aria-valuetext', /2[78] February – 1\d April 2027/);
  await page.getByRole('gridcell', { name: /^Analysis,/ }).focus();
  await page.keyboard.press('f');
  await expect(page.getByRole('gridcell', { name: /^Analysis,/ })).toBeInViewport({ ratio: 0.9 });
  await page.keyboard.press('Shift+F');
  await expect(page.getByRole('gridcell', { name: /^Batch 9,/ })).toBeInViewport({ ratio: 0.9 });
});

test('the arranged plan is accessible and fits on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openGantt(page, product, admin, `${start}&group=status&filter=status:in:done,blocked&map=true`);
  await expectRows(page, ['Blocked1', 'Analysis KX-204', 'Done1', 'Synthesis KX-204']);
  await page.getByRole('button', { name: 'Column Name' }).click();
  await page.getByRole('menuitem', { name: 'Sort Z to A' }).click();
  await expect(head(page, 'Name')).toHaveAttribute('aria-sort', 'descending');
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('a row that is made or gone to while one searches is shown, and says that it is not what is searched for', async ({ page }) => {
  await openGantt(page, product, admin, start);
  const search = page.getByRole('searchbox', { name: /^Find a project/ });
  await search.fill('batch 9');
  await expectRows(page, ['PR-17', 'Batch 9']);
  await nameCellOf(page, 'Batch 9').click();
  await page.keyboard.press('Insert');
  await page.keyboard.type('Cleaning');
  await page.keyboard.press('Enter');
  await expect(nameCellOf(page, 'Cleaning')).toBeFocused();
  await expect(page.getByText('New phase does not match')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Synthesis');
  await page
    .getByRole('menuitem', { name: /^Synthesis/ })
    .first()
    .click();
  await expect(nameCellOf(page, 'Synthesis')).toBeFocused();
  await expect(nameCellOf(page, 'Cleaning')).toBeVisible();
  await search.fill('batch');
  await expect(nameCellOf(page, 'Synthesis')).toHaveCount(0);
  await expect(nameCellOf(page, 'Cleaning')).toHaveCount(0);
});
