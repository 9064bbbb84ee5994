import { expect, type Locator, type Page } from '@playwright/test';
import { nameCellOf, openGantt, rowOf, startWithPlan } from '../support/e2e-gantt.ts';
import { expectAccessible, signIn, test } from '../support/e2e-page.ts';
import type { Account, E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

let product: E2eProduct;
let admin: Account;
let stopProduct = (): Promise<void> => Promise.resolve();
test.beforeAll(async ({ browser }) => {
  ({ product, admin } = await startWithPlan(browser, {
    project: 'Aurora',
    phases: [
      ['Assay', '2027-03-01', '2027-03-05'],
      ['Report', '2027-03-08', '2027-03-12'],
    ],
  }));
  stopProduct = product.stop;
});
test.afterAll(() => stopProduct());

const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });

test('the message of a deletion takes back that deletion, whatever was done since', async ({ page }) => {
  await openGantt(page, product, admin, '/gantt?from=2027-02-22');
  await nameCellOf(page, 'Report').focus();
  await page.keyboard.press('Delete');
  await expect(messages(page).getByText('Report deleted')).toBeVisible();
  await nameCellOf(page, 'Assay').focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Screening');
  await page.keyboard.press('Enter');
  await messages(page).getByRole('button', { name: 'Undo' }).click();
  await expect(rowOf(page, 'Report')).toBeVisible();
  await expect(rowOf(page, 'Screening')).toBeVisible();
  await expect(messages(page).getByText('Report deleted')).toHaveCount(0);
});

test('a panel that is closed gives the focus to the plan, also when nothing was chosen', async ({ page }) => {
  await openGantt(page, product, admin, '/gantt?from=2027-02-22');
  for (const name of ['Plan health', 'Baselines']) {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('button', { name: `Close ${name.toLowerCase()}` }).press('Enter');
    await expect(page.getByRole('complementary')).toHaveCount(0);
    await expect(page.getByRole('treegrid', { name: 'Plan' }).locator(':focus')).toHaveCount(1);
  }
});

test('the list of keys stands in groups and is scrolled by keys on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await openGantt(page, product, admin, '/gantt');
  await nameCellOf(page, 'Aurora').focus();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list.getByRole('heading', { name: 'Bars and links' })).toBeVisible();
  await expect(list.getByText('Show or hide the sidebar')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(nameCellOf(page, 'Aurora')).toBeFocused();
});

test('a session that ends in the middle of an edit asks for the password and saves what was typed', async ({ page, watch }) => {
  watch.allowStatus(401);
  watch.allowOffline();
  await openGantt(page, product, admin, '/gantt?from=2027-02-22');
  await nameCellOf(page, 'Screening').click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Details', exact: true }).click();
  const drawer = page.getByRole('complementary', { name: 'Screening' });
  await drawer.getByLabel('Notes').fill('Bring the second plate');
  await page.context().clearCookies();
  await drawer.getByLabel('Notes').press('Control+Enter');
  const dialog = page.getByRole('alertdialog', { name: 'Sign in again' });
  await expect(dialog.getByLabel(`Password of ${admin.email}`)).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/not right|wrong|do not match/i)).toBeVisible();
  await dialog.getByLabel(`Password of ${admin.email}`).fill(admin.password);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(drawer.getByLabel('Notes')).toHaveValue('Bring the second plate');
  await expect(drawer.getByLabel('Notes')).toBeFocused();
  await expect(messages(page).getByText(/Not done/)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo: Change Screening' })).toBeEnabled();
  await page.reload();
  await expect(drawer.getByLabel('Notes')).toHaveValue('Bring the second plate');
});

test('keys of the whole application work in fields too, as far as they mean nothing there', async ({ page }) => {
  await openGantt(page, product, admin, '/gantt?from=2027-02-22');
  await nameCellOf(page, 'Aurora').click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Details', exact: true }).click();
  await page.getByRole('switch', { name: 'Archived' }).press('Space');
  await expect(messages(page).getByText('Aurora is archived')).toBeVisible();
  await expect(rowOf(page, 'Aurora')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(rowOf(page, 'Aurora')).toBeVisible();
  await page.getByRole('searchbox', { name: /^Find a project/ }).press('Control+k');
  await expect(page.getByRole('searchbox', { name: /^Search projects/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('searchbox', { name: /^Find a project/ })).toBeFocused();
});

test('the focus goes to the plan when what had it is gone', async ({ page }) => {
  await openGantt(page, product, admin, '/gantt?from=2027-02-22');
  const inPlan = page.getByRole('treegrid', { name: 'Plan' }).locator(':focus');
  await nameCellOf(page, 'Report').focus();
  await page.keyboard.press('Delete');
  await messages(page).getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(rowOf(page, 'Report')).toBeVisible();
  await expect(inPlan).toHaveCount(1);
  await page.getByRole('button', { name: 'Filters' }).press('Enter');
  await page.getByRole('button', { name: 'Close the filters' }).press('Enter');
  await expect(inPlan).toHaveCount(1);
});

test('the settings say at which scale the plan opens, how weeks begin, and the currency of a first amount', async ({ page }) => {
  await signIn(page, product.url, admin);
  await page.goto(`${product.url}/administration/settings`);
  await page.getByRole('button', { name: /^Month Scale of the timeline|Scale of the timeline/ }).click();
  await page.getByRole('option', { name: 'Quarter' }).click();
  await page.getByRole('button', { name: /First day of the week/ }).click();
  await page.getByRole('option', { name: 'Sunday' }).click();
  await page.getByRole('combobox', { name: 'Currency' }).fill('CHF');
  await page.getByRole('option', { name: /^CHF/ }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(messages(page).getByText('The settings are saved')).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${product.url}/gantt`);
  await expect(page.getByRole('radio', { name: /^Quarter/ })).toBeChecked();
  await page.getByRole('radio', { name: /^Month/ }).click();
  await expect(page).toHaveURL(/zoom=month/);
  await page.reload();
  await expect(page.getByRole('radio', { name: /^Month/ })).toBeChecked();

  await nameCellOf(page, 'Aurora').click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Details', exact: true }).click();
  const drawer = page.getByRole('complementary', { name: 'Aurora' });
  await drawer.getByRole('textbox', { name: 'Volume' }).fill('1200');
  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('combobox', { name: 'Currency' })).toHaveValue('CHF');
  await drawer
    .getByRole('button', { name: /^Calendar/ })
    .first()
    .click();
  await expect(page.getByRole('dialog').locator('th').first()).toHaveText('S');
});

test('what opens on a press opens without a server too, and the page stays', async ({ page, context, watch }) => {
  watch.allowOffline();
  const parts: string[] = [];
  context.on('response', (response) => void parts.push(new URL(response.url()).pathname));
  await openGantt(page, product, admin, '/gantt?from=2027-02-22');
  for (const part of ['columns-panel', 'move-dialog', 'review-sheet', 'link-popover', 'side-panel', 'import-dialog'])
    await expect.poll(() => parts.some((path) => path.includes(part)), part).toBe(true);
  const placeOf = async (part: Locator) => (await part.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const before = await placeOf(nameCellOf(page, 'Report'));
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Columns' }).click();
  await expect(page.getByRole('dialog', { name: 'Columns' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Plan health' }).click();
  await expect(page.getByRole('complementary', { name: 'Plan health' })).toBeVisible();
  await expect(page.getByText('You are offline.')).toBeVisible();
  expect((await placeOf(nameCellOf(page, 'Report'))).y, 'the plan stays where it is').toBe(before.y);
  const [banner, chart] = [await placeOf(page.getByText('You are offline.')), await placeOf(page.getByRole('treegrid'))];
  expect(chart.y + chart.height, 'nothing of the plan is covered').toBeLessThanOrEqual(banner.y);
  await nameCellOf(page, 'Report').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('Final report');
  await page.keyboard.press('Enter');
  const announcer = page.getByRole('log', { name: 'Announcements' });
  await expect(announcer).toHaveText(/^Rename .* waits to be saved until the connection is back$/);
  await context.setOffline(false);
  await expect(announcer).toHaveText('Renamed to Final report', { timeout: 20_000 });
  await expect(rowOf(page, 'Aurora')).toBeVisible();
});

test('a server that is away while parts are fetched leaves the page as it is', async ({ page, context, watch }) => {
  watch.allowOffline();
  await context.route(/palette|columns-panel/, (route) => route.abort('connectionrefused'));
  await context.route(/\/gantt(\?|$)/, (route) =>
    route.request().isNavigationRequest() ? route.continue() : route.abort('connectionrefused'),
  );
  let loadCount = 0;
  page.on('load', () => {
    loadCount += 1;
  });
  await openGantt(page, product, admin, '/gantt?from=2027-02-22');
  const loadedCount = loadCount;
  await page.waitForEvent('requestfailed', (request) => /palette/.test(request.url()));
  await page.waitForTimeout(500);
  expect(loadCount).toBe(loadedCount);
  await expect(rowOf(page, 'Aurora')).toBeVisible();
});

test('with forced colours one sees what is chosen, checked and pressed', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await openGantt(page, product, admin, '/gantt?zoom=month&from=2027-02-22');
  const ground = (locator: Locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);
  const scale = (name: RegExp) => page.getByRole('radio', { name });
  expect(await ground(scale(/^Month/))).not.toBe(await ground(scale(/^Year/)));
  await page.getByRole('button', { name: 'Plan health' }).click();
  expect(await ground(page.getByRole('button', { name: 'Plan health' }))).not.toBe(
    await ground(page.getByRole('button', { name: 'Baselines' })),
  );
  await nameCellOf(page, 'Aurora').click();
  await expect(rowOf(page, 'Aurora')).toHaveCSS('outline-style', 'solid');
  await page.getByRole('button', { name: 'Columns' }).click();
  const mark = (name: string) => page.getByRole('checkbox', { name, exact: true }).locator('xpath=ancestor::label').locator('svg').first();
  await expect(mark('Start')).toBeVisible();
  await expect(mark('Predecessors')).toBeHidden();
});

test('on a phone that lies, the plan has more room than the bars above it', async ({ page }) => {
  await page.setViewportSize({ width: 844, height: 390 });
  await openGantt(page, product, admin, '/gantt?from=2027-02-22');
  const box = await page.getByRole('treegrid', { name: 'Plan' }).boundingBox();
  expect(box?.height).toBeGreaterThan(240);
  expect(box?.x).toBe(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('link', { name: 'Users' })).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);
});
