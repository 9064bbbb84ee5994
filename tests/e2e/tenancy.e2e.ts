import { expect, type Page } from '@playwright/test';
import { expectAccessible, test } from '../support/e2e-page.ts';
import { ADMIN_PASSWORD, startE2eProduct, type E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

let product: E2eProduct;
let stopProduct = (): Promise<void> => Promise.resolve();
test.beforeAll(async () => {
  product = await startE2eProduct({ MULTI_TENANT: 'true' });
  stopProduct = product.stop;
});
test.afterAll(() => stopProduct());

async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function choosePassword(page: Page, current: string): Promise<void> {
  await page.getByLabel('Current password').fill(current);
  await page.getByLabel('New password', { exact: true }).fill(ADMIN_PASSWORD);
  await page.getByLabel('New password again').fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Save and continue' }).click();
}

async function enterPortal(page: Page): Promise<void> {
  await page.goto(`${product.url}/admin/`);
  await fillSignIn(page, product.admin.email, ADMIN_PASSWORD);
  await expect(page.getByRole('heading', { name: 'Tenants', level: 1 })).toBeVisible();
}

async function createTenant(page: Page, name: string, email: string): Promise<void> {
  await page.getByRole('button', { name: 'New tenant' }).click();
  const dialog = page.getByRole('dialog', { name: 'New tenant' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Administrator’s e-mail').or(dialog.getByLabel("Administrator's e-mail")).fill(email);
  await dialog.getByRole('button', { name: 'Create tenant' }).click();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Active', { timeout: 30_000 });
}

async function atBothWidths(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, 'the page does not scroll sideways at 390 px').toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('the first superadmin signs in with the printed password, replaces it, and finds an empty platform', async ({ page }) => {
  await page.goto(`${product.url}/admin/`);
  await fillSignIn(page, product.admin.email, product.admin.oneTimePassword);
  await expect(page.getByRole('heading', { name: 'Choose your password' })).toBeVisible();
  await choosePassword(page, product.admin.oneTimePassword);
  await expect(page.getByRole('heading', { name: 'No tenants yet' })).toBeVisible();
  await atBothWidths(page);
});

test('a tenant is made, entered with the copied credentials, suspended under an open session, and deleted', async ({
  page,
  context,
  watch,
}) => {
  test.setTimeout(180_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await enterPortal(page);
  await page.getByRole('button', { name: 'New tenant' }).click();
  const dialog = page.getByRole('dialog', { name: 'New tenant' });
  await dialog.getByLabel('Name').fill('Acme Corporation');
  await expect(dialog.getByLabel('Slug')).toHaveValue('acme-corporation');
  await dialog.getByLabel('Slug').fill('admin');
  await expect(dialog.getByText('is a word that Milestone keeps for itself')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Slug').fill('acme');
  await expect(dialog.getByText('This address is free.')).toBeVisible();
  await dialog.getByLabel("Administrator's e-mail").fill('ada@acme.example');
  await dialog.getByRole('button', { name: 'Create tenant' }).click();
  await expect(page.getByRole('row', { name: /Acme Corporation/ })).toContainText('Active', { timeout: 30_000 });
  const drawer = page.getByRole('complementary', { name: 'Acme Corporation' });
  await drawer.getByRole('button', { name: 'Test connection' }).click();
  await expect(drawer.getByText('Both logins can enter the database.')).toBeVisible();
  await atBothWidths(page);

  await drawer.getByRole('button', { name: 'Credentials' }).click();
  await page.getByRole('button', { name: 'Copy One-time password' }).click();
  await expect(page.getByRole('button', { name: 'One-time password copied' })).toBeVisible();
  const password = await page.evaluate(() => navigator.clipboard.readText());
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done' }).click();

  const tenant = await context.newPage();
  await tenant.goto(`${product.url}/t/acme/`);
  await fillSignIn(tenant, 'ada@acme.example', password);
  await choosePassword(tenant, password);
  await expect(tenant.getByRole('heading', { name: 'Let’s put your first plan on screen' })).toBeVisible();

  await createTenant(page, 'Beta Labs', 'bo@beta.example');
  watch.allowStatus(401);
  await tenant.goto(`${product.url}/t/beta-labs/`);
  await expect(tenant.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await fillSignIn(tenant, 'ada@acme.example', ADMIN_PASSWORD);
  await expect(tenant.getByRole('alert')).toContainText('E-mail or password is wrong');
  await tenant.goto(`${product.url}/t/acme/`);
  await expect(tenant.getByRole('heading', { name: 'Let’s put your first plan on screen' })).toBeVisible();

  watch.allowStatus(403);
  watch.allowStatus(404);
  watch.allowOffline();
  await page.getByRole('button', { name: /Acme Corporation/ }).click();
  await drawer.getByRole('button', { name: 'Suspend' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Suspend' }).click();
  await expect(page.getByRole('row', { name: /Acme Corporation/ })).toContainText('Inactive');
  await expect.poll(() => tenant.evaluate(() => fetch('/t/acme/api/auth/me').then(({ status }) => status)), { timeout: 2000 }).toBe(403);
  await tenant.close();

  await drawer.getByRole('button', { name: 'Delete' }).click();
  const confirm = page.getByRole('alertdialog');
  await expect(confirm.getByRole('button', { name: 'Delete for ever' })).toBeDisabled();
  await confirm.getByLabel('Slug of the tenant').fill('acme');
  await confirm.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(page.getByRole('row', { name: /Acme Corporation/ })).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByRole('row', { name: /Beta Labs/ })).toContainText('Active');
});

test('an admin user sees the granted tenant alone; system and audit show what happened', async ({ page, browser }) => {
  await enterPortal(page);
  await page.getByRole('link', { name: 'Admin users' }).click();
  await page.getByRole('button', { name: 'New admin user' }).click();
  const dialog = page.getByRole('dialog', { name: 'New admin user' });
  await dialog.getByLabel('Name').fill('Rita Regular');
  await dialog.getByLabel('E-mail').fill('rita@platform.example');
  await dialog.getByText('Beta Labs').click();
  await dialog.getByRole('button', { name: 'Create admin user' }).click();
  const password = await page.getByRole('alertdialog').locator('code').nth(1).textContent();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row', { name: /Rita Regular/ })).toContainText('Beta Labs');
  await atBothWidths(page);

  await page.getByRole('link', { name: 'System' }).click();
  await expect(page.getByRole('row', { name: /Alive/ })).toBeVisible();
  await atBothWidths(page);
  await page.getByRole('link', { name: 'Audit' }).click();
  await expect(page.getByRole('row', { name: /Tenant: deleted/ })).toContainText('acme');
  await page.getByRole('button', { name: 'Verify the log' }).click();
  await expect(page.getByText(/All \d+ entries are as they were written/)).toBeVisible();
  await atBothWidths(page);

  const other = await browser.newPage();
  await other.goto(`${product.url}/admin/`);
  await fillSignIn(other, 'rita@platform.example', password ?? '');
  await choosePassword(other, password ?? '');
  await expect(other.getByRole('row', { name: /Beta Labs/ })).toBeVisible();
  await expect(other.getByRole('link', { name: 'Admin users' })).toHaveCount(0);
  await expect(other.getByRole('button', { name: 'New tenant' })).toHaveCount(0);
  await other.close();
});
