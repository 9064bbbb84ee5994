import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import pg from 'pg';
import { readServerFile } from '../../src/server/platform/data-folder/server-file.ts';
import { clientOptionsOf } from '../../src/server/platform/database/connection.ts';
import { embeddedMaster } from '../../src/server/platform/database/embedded/embedded-database.ts';
import { expectAccessible, expectAccessibleAtBothWidths, test, type PageWatch } from '../support/e2e-page.ts';
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

/** The one-time password of a tenant's administrator, copied where the portal shows it. */
async function copyPassword(page: Page, tenant: string): Promise<string> {
  const drawer = page.getByRole('complementary', { name: tenant });
  await drawer.getByRole('button', { name: 'Credentials' }).click();
  await page.getByRole('button', { name: 'Copy One-time password' }).click();
  await expect(page.getByRole('button', { name: 'One-time password copied' })).toBeVisible();
  const password = await page.evaluate(() => navigator.clipboard.readText());
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done' }).click();
  return password;
}

/** A project with a phase, made by the first person of an empty workspace. */
async function planSomething(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Let’s put your first plan on screen' })).toBeVisible();
  await page.getByRole('button', { name: 'New project' }).click();
  const dialog = page.getByRole('dialog', { name: 'New project' });
  await dialog.getByLabel('Name').fill('Orbital lander');
  await dialog.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByRole('row', { name: /^Orbital lander/ })).toBeVisible();
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.getByRole('menuitem', { name: 'New phase' }).click();
  await page.getByRole('textbox', { name: 'Name of New phase' }).fill('Design review');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /^Design review/ })).toBeVisible();
}

/** A server that cannot be entered is not kept, and the form says why. */
async function refuseServer(page: Page, watch: PageWatch): Promise<void> {
  await page.getByRole('button', { name: 'Add server' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a database server' });
  await dialog.getByLabel('Name').fill('Second');
  await dialog.getByLabel('Host', { exact: true }).fill('127.0.0.1');
  await dialog.getByRole('textbox', { name: 'Port', exact: true }).fill('1');
  await dialog.getByLabel('Administrator').fill('root');
  await dialog.getByLabel('Password', { exact: true }).fill('secret');
  await expectAccessible(page);
  watch.allowStatus(409);
  await dialog.getByRole('button', { name: 'Add server' }).click();
  await expect(dialog.getByText(/The server 127.0.0.1:1 cannot be entered/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
}

async function openSockets(page: Page): Promise<number> {
  const metrics = await page.request.get(`${product.url}/metrics`);
  return Number(/^sockets_open (\d+)/m.exec(await metrics.text())?.[1]);
}

/** Databases, roles and slugs of that name on the server of the product. */
async function heldBy(slug: string): Promise<readonly unknown[]> {
  const { databasePort } = readServerFile(product.dataFolder) ?? {};
  const { connection, admin } = embeddedMaster(product.dataFolder, databasePort ?? 0);
  const client = new pg.Client(clientOptionsOf({ ...connection, ...admin }));
  await client.connect();
  try {
    const { rows } = await client.query(
      `select datname as name from pg_database where datname = $1
       union all select rolname from pg_roles where starts_with(rolname, $1) union all select slug from tenants where slug = $2`,
      [`milestone_${slug}`, slug],
    );
    return rows;
  } finally {
    await client.end();
  }
}

test('the first superadmin signs in with the printed password, replaces it, and finds an empty platform', async ({ page }) => {
  await page.goto(`${product.url}/admin/`);
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await fillSignIn(page, product.admin.email, product.admin.oneTimePassword);
  await expect(page.getByRole('heading', { name: 'Choose your password' })).toBeVisible();
  await expect(page.getByLabel('Current password')).toBeFocused();
  await choosePassword(page, product.admin.oneTimePassword);
  await expect(page.getByRole('heading', { name: 'No tenants yet' })).toBeVisible();
  await expectAccessibleAtBothWidths(page);
});

test('a tenant is made, entered with the copied credentials, suspended under an open session, and deleted', async ({
  page,
  context,
  watch,
}) => {
  test.setTimeout(150_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await enterPortal(page);
  await page.getByRole('button', { name: 'New tenant' }).click();
  const dialog = page.getByRole('dialog', { name: 'New tenant' });
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Acme Corporation');
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
  await expectAccessibleAtBothWidths(page);

  const password = await copyPassword(page, 'Acme Corporation');

  const tenant = await context.newPage();
  await tenant.goto(`${product.url}/t/acme/`);
  await fillSignIn(tenant, 'ada@acme.example', password);
  await choosePassword(tenant, password);
  await planSomething(tenant);

  await createTenant(page, 'Beta Labs', 'bo@beta.example');
  const betaPassword = await copyPassword(page, 'Beta Labs');
  watch.allowStatus(401);
  const beta = await context.newPage();
  await beta.goto(`${product.url}/t/beta-labs/`);
  await expect(beta.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await fillSignIn(beta, 'ada@acme.example', ADMIN_PASSWORD);
  await expect(beta.getByRole('alert')).toContainText('E-mail or password is wrong');
  await fillSignIn(beta, 'bo@beta.example', betaPassword);
  await choosePassword(beta, betaPassword);
  await expect(beta.getByRole('heading', { name: 'Let’s put your first plan on screen' })).toBeVisible();
  expect(await beta.evaluate(() => fetch('/t/beta-labs/api/plan').then((answer) => answer.text()))).not.toContain('Orbital lander');
  await beta.close();

  const socketEnds = new Promise<number>((resolve) => {
    tenant.on('websocket', (socket) => socket.on('close', () => resolve(Date.now())));
  });
  await tenant.reload();
  await expect(tenant.getByRole('row', { name: /^Design review/ })).toBeVisible();
  await expect.poll(() => openSockets(page)).toBe(1);
  watch.allowStatus(403);
  watch.allowOffline();
  await page.getByRole('button', { name: /Acme Corporation/ }).click();
  await drawer.getByRole('button', { name: 'Suspend' }).click();
  const answered = page.waitForResponse((response) => response.url().endsWith('/status')).then(() => Date.now());
  await page.getByRole('alertdialog').getByLabel('Reason').fill('The invoice of May is open.');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Suspend' }).click();
  const suspendedAtMs = await answered;
  await expect(tenant.getByRole('heading', { name: 'This workspace is not active' })).toBeVisible({ timeout: 2000 });
  await expect(tenant.getByText('The reason given: The invoice of May is open.')).toBeVisible();
  expect((await socketEnds) - suspendedAtMs).toBeLessThan(2000);
  expect(await tenant.evaluate(() => fetch('/t/acme/api/auth/me').then(({ status }) => status))).toBe(403);
  await expect(page.getByRole('row', { name: /Acme Corporation/ })).toContainText('Inactive');

  await drawer.getByRole('button', { name: 'Activate' }).click();
  await expect(page.getByRole('row', { name: /Acme Corporation/ })).toContainText('Active');
  await tenant.getByRole('button', { name: 'Try again' }).click();
  await expect(tenant.getByRole('row', { name: /^Design review/ })).toBeVisible();
  await tenant.close();

  expect(await heldBy('acme')).toHaveLength(6);
  watch.allowStatus(404);
  await drawer.getByRole('button', { name: 'Delete' }).click();
  const confirm = page.getByRole('alertdialog');
  await expect(confirm.getByRole('button', { name: 'Delete for ever' })).toBeDisabled();
  await expect(confirm.getByLabel('Slug of the tenant')).toBeFocused();
  await page.keyboard.type('acme');
  await confirm.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(page.getByRole('row', { name: /Acme Corporation/ })).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByRole('row', { name: /Beta Labs/ })).toContainText('Active');
  expect(await heldBy('acme')).toEqual([]);
  await page.getByRole('button', { name: 'New tenant' }).click();
  await page.getByRole('dialog', { name: 'New tenant' }).getByLabel('Slug').fill('acme');
  await expect(page.getByRole('dialog', { name: 'New tenant' }).getByText('This address is free.')).toBeVisible();
});

test('an admin user sees the granted tenant alone; system and audit show what happened', async ({ page, browser, watch }) => {
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
  await expectAccessibleAtBothWidths(page);

  await page.getByRole('link', { name: 'System' }).click();
  await expect(page.getByRole('row', { name: /Alive/ })).toBeVisible();
  await expect(page.getByText('1 of 1 current')).toBeVisible();
  await page.getByRole('button', { name: 'Compare now' }).click();
  await expect(page.getByText(/^The registry and the servers agree \(.*@/)).toBeVisible();
  await page.getByRole('button', { name: 'Edit server-1' }).click();
  await page.getByRole('textbox', { name: 'Most tenants' }).fill('50');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /server-1/ })).toContainText('1 of 50');
  await expectAccessibleAtBothWidths(page);
  await refuseServer(page, watch);
  await page.getByRole('link', { name: 'Audit' }).click();
  await expect(page.getByRole('row', { name: /Tenant: deleted/ })).toContainText('acme');
  await page.getByRole('textbox', { name: 'Search by action, tenant, person or address' }).fill('tenant deleted');
  await expect(page.getByRole('row', { name: /Tenant: (created|signed in)/ })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Tenant: deleted/ })).toContainText('acme');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()]);
  expect(await readFile(await file.path(), 'utf8')).toMatch(/^\uFEFF"sequence",[^\n]+\r\n"\d+","[^"]+","tenant.deleted","acme"/);
  await page.getByRole('button', { name: 'Verify the log' }).click();
  await expect(page.getByText(/All \d+ entries are as they were written/)).toBeVisible();
  await expectAccessibleAtBothWidths(page);

  const other = await browser.newPage();
  await other.goto(`${product.url}/admin/`);
  await fillSignIn(other, 'rita@platform.example', password ?? '');
  await choosePassword(other, password ?? '');
  await expect(other.getByRole('row', { name: /Beta Labs/ })).toBeVisible();
  await expect(other.getByRole('link', { name: 'Admin users' })).toHaveCount(0);
  await expect(other.getByRole('button', { name: 'New tenant' })).toHaveCount(0);
  await other.close();
});
