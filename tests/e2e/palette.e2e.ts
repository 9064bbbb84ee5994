import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible, signIn, test } from '../support/e2e-page.ts';
import { activateAdmin, startE2eProduct, type Account, type E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

let product: E2eProduct;
let admin: Account;
test.beforeAll(async () => {
  product = await startE2eProduct();
  admin = await activateAdmin(product);
});
test.afterAll(() => product.stop());

const searchBox = (page: Page): Locator => page.getByRole('searchbox', { name: /^Search projects/ });
const choices = (page: Page): Locator => page.getByRole('menu', { name: 'Found' }).getByRole('menuitem');

async function ask(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.type(text);
}

async function openPlan(page: Page, address = '/gantt'): Promise<void> {
  await page.goto(`${product.url}${address}`);
  await expect(page.getByRole('treegrid', { name: 'Plan' })).toBeVisible();
}

test('letters in any order and with slips lead to what is meant, and what was chosen comes first next time', async ({ page }) => {
  await signIn(page, product.url, admin);
  const loaded = await page.request.post(`${product.url}/api/sample-data`, { data: {} });
  expect(loaded.status(), await loaded.text()).toBeLessThan(300);
  await openPlan(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('group', { name: 'On this page' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type('shipmnet');
  await expect(choices(page).first()).toHaveAccessibleName(/shipment/i);
  await expect(page.getByRole('status')).toHaveText(/\d found/);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  const chosen = (await choices(page).first().getAttribute('aria-label')) ?? (await choices(page).first().innerText()).split('\n')[0];
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/select=/);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('group', { name: 'Recent' }).getByRole('menuitem').first()).toContainText(chosen ?? '');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what is typed before the palette is there is typed into it, and changes no cell', async ({ page }) => {
  await signIn(page, product.url, admin);
  const fetched = Promise.withResolvers<void>();
  await page.route('**/command-palette*.js', async (route) => {
    await fetched.promise;
    await route.continue();
  });
  await openPlan(page);
  const cell = page.locator('[data-row] [data-column="name"]').first();
  const name = await cell.textContent();
  await cell.click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('shipx');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  fetched.resolve();
  await expect(searchBox(page)).toHaveValue('ship');
  await expect(choices(page).first()).toHaveAccessibleName(/shipment/i);
  await page.keyboard.press('Escape');
  await expect(cell).toBeFocused();
  await expect(cell).toHaveText(name ?? '');

  // Fetched beforehand, it is drawn for the first time, which takes a moment too.
  const early = page.waitForResponse(/command-palette[^/]*\.js/);
  await page.reload();
  await early;
  await cell.click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ship');
  await expect(searchBox(page)).toHaveValue('ship');
  await page.keyboard.press('Escape');
  await expect(cell).toHaveText(name ?? '');
});

test('a person and an instrument show their rows alone, from any screen; a date is gone to as it is typed', async ({ page }) => {
  await signIn(page, product.url, admin);
  const { staff, equipment, assignments } = await (await page.request.get(`${product.url}/api/plan`)).json();
  const busy = staff.find(({ id }: { id: string }) => assignments.some(({ staffId }: { staffId: string }) => staffId === id));
  await page.goto(`${product.url}/administration/settings`);
  await expect(page.getByRole('region', { name: 'The plan in figures' })).toContainText('Projects');
  await ask(page, busy.name);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`filter=people[^&]*${busy.id}`));
  await expect(page.getByRole('treegrid', { name: 'Plan' })).toBeVisible();
  await ask(page, equipment[0].name);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`filter=equipment[^&]*${equipment[0].id}`));
  await ask(page, 'w23 2027');
  await expect(choices(page).first()).toHaveAccessibleName('Go to 7 June 2027');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Jun 2027', { exact: false }).first()).toBeVisible();
  await ask(page, 'all rows');
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/filter=/);
});

test('whatever the page can do is done from here, with the row that is selected', async ({ page }) => {
  await signIn(page, product.url, admin);
  await openPlan(page);
  await ask(page, 'undo');
  await page.keyboard.press('Enter');
  await expect(page.getByText('There is nothing to undo')).toBeVisible();
  const row = page.getByRole('treegrid', { name: 'Plan' }).getByRole('row').nth(2);
  await row.getByRole('gridcell').first().click();
  await ask(page, 'add phase below');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Name of New phase' }).fill('Pilot batch');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /Pilot batch/ }).first()).toBeVisible();
  await ask(page, 'group status');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/group=status/);
  await ask(page, 'no groups');
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/group=/);

  await page.goto(`${product.url}/administration/users`);
  await expect(page.getByRole('heading', { name: 'Users' })).toBeVisible();
  await ask(page, 'nu');
  await expect(choices(page).filter({ hasText: 'New user' })).toBeVisible();
  await choices(page).filter({ hasText: 'New user' }).click();
  await expect(page.getByRole('dialog').getByLabel('E-mail')).toBeVisible();
});

test('the keys choose without leaving the field, and give the focus back', async ({ page }) => {
  await signIn(page, product.url, admin);
  await openPlan(page);
  const name = page
    .locator('[data-row] [data-column="name"]')
    .filter({ hasText: /^Synthesis$/ })
    .first();
  await name.click();
  await ask(page, 'open');
  const field = searchBox(page);
  const expectActive = (index: number) =>
    expect(async () => {
      const id = await choices(page).nth(index).getAttribute('id');
      expect(await field.getAttribute('aria-activedescendant')).toBe(id);
    }).toPass();
  await expectActive(0);
  await page.keyboard.press('ArrowDown');
  await expectActive(1);
  await page.keyboard.press('ArrowUp');
  await expectActive(0);
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(name).toBeFocused();
});
