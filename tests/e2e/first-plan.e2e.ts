import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { expectAccessible, signIn, test } from '../support/e2e-page.ts';
import { ADMIN_PASSWORD, startE2eProduct, type E2eProduct } from '../support/e2e-server.ts';

/** A plan saved by Microsoft Project: ten tasks in January 2000, eight links, its dates never updated to the links. */
const FILE = 'tests/fixtures/mspdi/not updated.xml';
/** How long a change may take to show in another person's browser. */
const LIVE = { timeout: 1000 };

const barOf = (page: Page, name: string): Locator => page.getByRole('gridcell', { name: new RegExp(`^${name}, `) });
const expectDays = (page: Page, name: string, days: string, options: { timeout?: number } = {}) =>
  expect(barOf(page, name)).toHaveAccessibleName(new RegExp(`^${name}, ${days}, `), options);

async function openColleague(browser: Browser, product: E2eProduct, address: string): Promise<Page> {
  const colleague = await browser.newPage();
  await signIn(colleague, product.url, { email: product.admin.email, password: ADMIN_PASSWORD });
  await colleague.goto(address);
  await expectDays(colleague, 'Task 1', '27 January 2000');
  return colleague;
}

/** Drags a bar by whole days; `pixelsPerDay` is measured on the five days of Task 3. */
async function dragBar(page: Page, name: string, days: number): Promise<void> {
  const [bar, ruler] = [await barOf(page, name).boundingBox(), await barOf(page, 'Task 3').boundingBox()];
  if (!bar || !ruler) throw new Error(`no bar ${name}`);
  const [x, y] = [bar.x + bar.width / 2, bar.y + bar.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + (ruler.width / 5) * days, y, { steps: 8 });
  await expect(page.getByText(/successors follow/)).toBeVisible();
  await page.mouse.up();
}

test('a new user imports a plan and works on it by pointer, while a colleague sees each change', async ({ page, browser }) => {
  const product = await startE2eProduct({}, { byReadme: true });
  try {
    await page.goto(product.url);
    await page.getByLabel('E-mail').fill(product.admin.email);
    await page.getByLabel('Password', { exact: true }).fill(product.admin.oneTimePassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Current password').fill(product.admin.oneTimePassword);
    await page.getByLabel('New password', { exact: true }).fill(ADMIN_PASSWORD);
    await page.getByLabel('New password again').fill(ADMIN_PASSWORD);
    await page.getByRole('button', { name: 'Save and continue' }).click();

    await page
      .getByRole('button', { name: /Import/ })
      .first()
      .click();
    await page.locator('input[type=file]').setInputFiles(FILE);
    const dialog = page.getByRole('dialog', { name: 'Import a plan' });
    await expect(dialog.getByRole('row', { name: 'Task 10 27 Jan 2000 27 Jan 2000' })).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Import 10 phases' }).click();

    await expectDays(page, 'Task 1', '27 January 2000');
    await expectDays(page, 'Task 2', '27 to 28 January 2000');
    await expectDays(page, 'Task 3', '27 to 31 January 2000');
    await expectDays(page, 'Task 10', '27 January 2000');
    await expectAccessible(page);

    const colleague = await openColleague(browser, product, page.url());
    await dragBar(page, 'Task 1', 3);
    await expectDays(colleague, 'Task 2', '31 January to 1 February 2000', LIVE);
    for (const viewer of [page, colleague]) {
      await expectDays(viewer, 'Task 1', '30 January 2000');
      await expectDays(viewer, 'Task 3', '3 to 7 February 2000');
      await expectDays(viewer, 'Task 5', '10 to 11 February 2000');
      await expectDays(viewer, 'Task 6', '27 January 2000');
    }

    await barOf(page, 'Task 6').click();
    await page.getByRole('button', { name: 'Details', exact: true }).click();
    const drawer = page.getByRole('complementary', { name: 'Task 6' });
    await drawer.getByRole('combobox', { name: 'Add a predecessor' }).fill('Task 5');
    await page.getByRole('option', { name: /Task 5/ }).click();
    await expectDays(colleague, 'Task 6', '12 February 2000', LIVE);
    await expect(drawer.getByTitle('Task 5', { exact: true })).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await expectDays(colleague, 'Task 6', '27 January 2000', LIVE);
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await expectDays(colleague, 'Task 1', '27 January 2000', LIVE);
    await expectDays(colleague, 'Task 5', '27 to 28 January 2000');
    await page.getByRole('button', { name: /^Redo/ }).first().click();
    await expectDays(colleague, 'Task 5', '10 to 11 February 2000', LIVE);

    await page.reload();
    await expect(page.getByRole('complementary', { name: 'Task 6' })).toBeVisible();
    await page.getByRole('button', { name: /^Close details/ }).click();
    await expectDays(page, 'Task 1', '30 January 2000');
    await expectDays(page, 'Task 5', '10 to 11 February 2000');
    await page.getByRole('button', { name: /^Redo/ }).first().click();
    await expectDays(page, 'Task 6', '12 February 2000');
    await colleague.close();
  } finally {
    await page.close();
    await product.stop();
  }
});

/** Presses Tab until the element has the focus, as somebody without a pointer does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.type(text);
}

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) await page.keyboard.press(key);
}

test('the same is done by the keyboard alone, and what happens is said', async ({ page, browser }) => {
  const product = await startE2eProduct();
  // The browser hands its file dialogs over to the test from the first listener on, which takes a moment.
  page.on('filechooser', () => undefined);
  try {
    await page.goto(product.url);
    await typeInto(page, 'E-mail', product.admin.email);
    await typeInto(page, 'Password', product.admin.oneTimePassword);
    await page.keyboard.press('Enter');
    await typeInto(page, 'Current password', product.admin.oneTimePassword);
    await typeInto(page, 'New password', ADMIN_PASSWORD);
    await typeInto(page, 'New password again', ADMIN_PASSWORD);
    await page.keyboard.press('Enter');

    await tabTo(page, page.getByRole('button', { name: /Import/ }).first());
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Import a plan' });
    await tabTo(page, dialog.getByRole('button', { name: /Choose a file/ }));
    const choosing = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await choosing).setFiles(FILE);
    await tabTo(page, dialog.getByRole('button', { name: 'Import 10 phases' }));
    await page.keyboard.press('Enter');
    await expectDays(page, 'Task 1', '27 January 2000');
    const colleague = await openColleague(browser, product, page.url());

    const grid = page.getByRole('treegrid', { name: 'Plan' });
    await expect(grid.locator(':focus')).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await press(page, 'Alt+ArrowRight', 3);
    await expectDays(colleague, 'Task 1', '30 January 2000', LIVE);
    await expect(page.getByText('Task 1, 30 January 2000, 1 day later, 4 successors moved')).toBeAttached();
    await expectDays(colleague, 'Task 5', '10 to 11 February 2000');

    await press(page, 'ArrowDown', 5);
    await press(page, 'ArrowRight', 8);
    await expect(barOf(page, 'Task 6')).toBeFocused();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('complementary', { name: 'Task 6' });
    await tabTo(page, drawer.getByRole('combobox', { name: 'Add a predecessor' }));
    await page.keyboard.type('Task 5');
    await expect(page.getByRole('option', { name: /Task 5/ })).toBeVisible();
    await press(page, 'ArrowDown', 1);
    await page.keyboard.press('Enter');
    await expectDays(colleague, 'Task 6', '12 February 2000', LIVE);
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();

    await page.keyboard.press('Control+z');
    await expectDays(colleague, 'Task 6', '27 January 2000', LIVE);
    await press(page, 'Control+z', 3);
    await expectDays(colleague, 'Task 1', '27 January 2000', LIVE);
    await press(page, 'Control+y', 4);
    await expectDays(colleague, 'Task 6', '12 February 2000');
    await page.reload();
    await expectDays(page, 'Task 6', '12 February 2000');
    await expect(page.getByRole('row', { name: /^Task 1 / })).toContainText('30 Jan');
    await colleague.close();
  } finally {
    await page.close();
    await product.stop();
  }
});
