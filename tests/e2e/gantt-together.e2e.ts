import { expect, type Page } from '@playwright/test';
import { barOf, FOUR_WEEKS, nameCellOf, openGantt, rowOf, startWithPlan } from '../support/e2e-gantt.ts';
import { expectAccessibleAtBothWidths, test } from '../support/e2e-page.ts';
import type { Account, E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

const VIEW = '/gantt?from=2027-02-26&cell=20';
let product: E2eProduct;
let admin: Account;
test.beforeAll(async ({ browser }) => {
  ({ product, admin } = await startWithPlan(browser, FOUR_WEEKS));
});
test.afterAll(() => product.stop());

const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });

test('whoever types in a row that somebody else deletes changes no other row', async ({ page, browser }) => {
  const other = await browser.newPage();
  await openGantt(other, product, admin, VIEW);
  await openGantt(page, product, admin, VIEW);
  await nameCellOf(page, 'Synthesis').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('Cell growth');

  await nameCellOf(other, 'Synthesis').click();
  await other.keyboard.press('Delete');
  // The row is called by what is typed in it: its bar tells that it is gone.
  await expect(barOf(page, 'Synthesis')).toHaveCount(0);
  await page.keyboard.type('x');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect(messages(page).getByText('Synthesis was deleted by Administrator')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Collapse KX-204/ })).toBeVisible();
  for (const name of ['Scouting', 'Analysis', 'Report']) await expect(rowOf(page, name)).toBeVisible();

  await page.keyboard.press('ArrowDown');
  await expect(nameCellOf(page, 'KX-204')).toBeFocused();

  await other.keyboard.press('Control+z');
  await expect(rowOf(page, 'Synthesis')).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^Name of/ })).toHaveCount(0);
  await expect(barOf(page, 'Synthesis')).toBeVisible();
  await other.close();
});

test('whoever pulls a bar that somebody else deletes has it taken out of the hand', async ({ page, browser }) => {
  const other = await browser.newPage();
  await openGantt(other, product, admin, VIEW);
  await openGantt(page, product, admin, VIEW);
  const box = await barOf(page, 'Analysis').boundingBox();
  if (!box) throw new Error('not on screen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 4 });
  const words = page.locator('[data-part="overlay"]').getByText('→');
  await expect(words).toBeVisible();
  await nameCellOf(other, 'Analysis').click();
  await other.keyboard.press('Delete');
  await expect(rowOf(page, 'Analysis')).toHaveCount(0);
  await expect(words).toBeHidden();
  await page.mouse.up();
  await expect(messages(page).getByText(/heading of a group/)).toHaveCount(0);
  await other.keyboard.press('Control+z');
  await expect(barOf(page, 'Analysis')).toHaveAccessibleName(/^Analysis, 15 to 19 March 2027/);
  await other.close();
});

test('who changes a bar that is beyond the edge is told at that edge', async ({ page, browser }) => {
  const other = await browser.newPage();
  await openGantt(other, product, admin, VIEW);
  await openGantt(page, product, admin, '/gantt?from=2027-09-01&cell=20');
  await barOf(other, 'Report').click();
  await other.keyboard.press('Alt+ArrowRight');
  await expect(page.locator('[data-part="overlay"]').getByText('← Administrator')).toBeInViewport();
  await other.close();
});

test('what one types in the details while somebody else deletes the item is kept, and goes back into it', async ({
  page,
  browser,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const other = await browser.newPage();
  await openGantt(other, product, admin, VIEW);
  await openGantt(page, product, admin, VIEW);
  await nameCellOf(page, 'Scouting').click();
  await page.getByRole('button', { name: 'Details' }).click();
  const drawer = page.getByRole('complementary', { name: 'Scouting' });
  await drawer.getByRole('textbox', { name: 'Notes' }).click();
  await page.keyboard.type('Half a sen');

  await nameCellOf(other, 'Scouting').click();
  await other.keyboard.press('Delete');
  await expect(rowOf(page, 'Scouting')).toHaveCount(0);
  await expect(drawer.getByText('Administrator deleted this phase while you were typing.')).toBeVisible();
  await page.keyboard.type('tence');
  await expect(drawer.getByRole('textbox', { name: 'Notes' })).toHaveValue('Half a sentence');
  await nameCellOf(page, 'Analysis').click();
  await expect(drawer.getByRole('textbox', { name: 'Notes' })).toHaveValue('Half a sentence');
  await expectAccessibleAtBothWidths(page);
  await drawer.getByRole('button', { name: 'Copy Notes' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('Half a sentence');

  await drawer.getByRole('button', { name: 'Bring the phase back' }).click();
  await expect(rowOf(page, 'Scouting')).toBeVisible();
  await expect(drawer.getByRole('textbox', { name: 'Notes' })).toBeFocused();
  await page.keyboard.press('Control+Enter');
  const readNotes = async (): Promise<unknown> => {
    const plan = (await (await page.request.get(`${product.url}/api/plan`)).json()) as { phases: { name: string; notes: string }[] };
    return plan.phases.find(({ name }) => name === 'Scouting')?.notes;
  };
  await expect.poll(readNotes).toBe('Half a sentence');
  await other.close();
});
