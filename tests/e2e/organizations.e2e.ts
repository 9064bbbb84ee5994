import { expect, type Page } from '@playwright/test';
import { expectAccessibleAtBothWidths, test } from '../support/e2e-page.ts';
import { ADMIN_PASSWORD, enterPortal, type E2eProduct } from '../support/e2e-server.ts';
import { anja, beat, CHEMISTS, CLIENT, PHYSICISTS, startSsoPlatform } from '../support/e2e-sso.ts';
import type { IdentityProvider } from '../support/identity-provider.ts';

test.describe.configure({ mode: 'serial' });

let provider: IdentityProvider;
let product: E2eProduct;
let stopPlatform = (): Promise<void> => Promise.resolve();
test.beforeAll(async () => {
  ({ provider, product, stop: stopPlatform } = await startSsoPlatform());
  await (await enterPortal(product)).dispose();
});
test.afterAll(() => stopPlatform());

async function openPortal(page: Page, path: string): Promise<void> {
  await page.goto(`${product.url}/admin/${path}`);
  await page.getByLabel('E-mail').fill(product.admin.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Makes a tenant in its dialog, of the organization that is found by a part of its name. */
async function makeTenant(page: Page, name: string, groups: string): Promise<void> {
  await page.getByRole('button', { name: 'New tenant' }).click();
  const dialog = page.getByRole('dialog', { name: 'New tenant' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByLabel("Administrator's e-mail").fill('ada@lab.example');
  await dialog.getByRole('combobox', { name: 'Organization' }).fill('lab gr');
  await page.getByRole('option', { name: 'Lab group' }).click();
  await dialog.getByRole('button', { name: 'Create tenant' }).click();
  const drawer = page.getByRole('complementary', { name });
  await expect(drawer.getByText('Active', { exact: true })).toBeVisible({ timeout: 40_000 });
  await expect(drawer.getByText('Everybody with an account')).toBeVisible();
  await drawer.getByRole('button', { name: 'Required groups' }).click();
  const access = page.getByRole('dialog', { name: `Required groups of ${name}` });
  await access.getByLabel('Required groups').fill(groups);
  await access.getByRole('button', { name: 'Who may enter' }).click();
  await page.getByRole('option', { name: 'Members of all these groups' }).click();
  await expectAccessibleAtBothWidths(page);
  await access.getByRole('button', { name: 'Save' }).click();
  await expect(drawer.getByText('Members of all of')).toBeVisible();
  await expect(drawer.getByText(PHYSICISTS)).toBeVisible();
  await expect(drawer.getByText('Tenant: changed')).toBeVisible();
}

test('an organization is made with two tenants and one tested sign-in, all in the portal', async ({ page, context }) => {
  test.setTimeout(180_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPortal(page, 'organizations');
  await page.getByRole('button', { name: 'New organization' }).click();
  const dialog = page.getByRole('dialog', { name: 'New organization' });
  await dialog.getByLabel('Name').fill('Lab group');
  await expect(dialog.getByLabel('Slug')).toHaveValue('lab-group');
  await dialog.getByRole('button', { name: 'Create organization' }).click();
  const drawer = page.getByRole('complementary', { name: 'Lab group' });
  await expect(drawer.getByText('None so far.')).toBeVisible();

  await page.getByRole('link', { name: 'Tenants' }).click();
  await makeTenant(page, 'Physics', `${CHEMISTS}\n${PHYSICISTS}`);
  const physics = page.getByRole('complementary', { name: 'Physics' });
  await physics.getByRole('button', { name: 'Copy Redirect URI' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${product.url}/t/physics/api/auth/callback`);
  await page.getByRole('button', { name: 'New tenant' }).click();
  const tenant = page.getByRole('dialog', { name: 'New tenant' });
  await tenant.getByLabel('Name', { exact: true }).fill('Chemistry');
  await tenant.getByLabel("Administrator's e-mail").fill('ada@lab.example');
  await tenant.getByRole('button', { name: 'Create tenant' }).click();
  await expect(page.getByRole('complementary', { name: 'Chemistry' }).getByText('Active', { exact: true })).toBeVisible({
    timeout: 40_000,
  });

  await page.getByRole('link', { name: 'Tenants' }).click();
  await page.getByRole('button', { name: /Physics/ }).click();
  await physics.getByRole('button', { name: 'Lab group' }).click();
  await expect(drawer.getByText(`${product.url}/t/physics/api/auth/callback`)).toBeVisible();
  await drawer.getByRole('combobox', { name: 'Tenant to assign' }).fill('chem');
  await page.getByRole('option', { name: 'Chemistry' }).click();
  await drawer.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(drawer.getByRole('button', { name: 'Copy Sign-out URI of Chemistry' })).toBeVisible();
  await expect(drawer.getByText('Organization: tenant assigned · chemistry')).toBeVisible();
  await setUp(page);
  await expect(page.getByRole('row', { name: /Lab group/ })).toContainText('Switched on');
  await expectAccessibleAtBothWidths(page);

  await drawer.getByRole('button', { name: 'Chemistry', exact: true }).click();
  const chemistry = page.getByRole('complementary', { name: 'Chemistry' });
  await expect(chemistry.getByText('Everybody of the organization')).toBeVisible();
  await chemistry.getByRole('button', { name: 'Required groups' }).click();
  const access = page.getByRole('dialog', { name: 'Required groups of Chemistry' });
  await access.getByLabel('Required groups').fill('Chemists');
  await access.getByRole('button', { name: 'Save' }).click();
  await expect(access.getByText('Enter the Object ID of each group, not its name.')).toBeVisible();
  await access.getByRole('button', { name: 'Cancel' }).click();
});

/** Types the sign-in of the organization, tests it with a wrong and the right secret, and saves it. */
async function setUp(page: Page): Promise<void> {
  const slugs = ['chemistry', 'physics'];
  provider.register({
    ...CLIENT,
    redirectUris: slugs.map((slug) => `${product.url}/t/${slug}/api/auth/callback`),
    signOutUris: slugs.map((slug) => `${product.url}/t/${slug}/sign-in`),
  });
  await page.getByRole('button', { name: 'Set up single sign-on' }).click();
  const form = page.getByRole('alertdialog', { name: 'Single sign-on of Lab group' });
  await form.getByLabel('Directory (tenant) ID').fill('0'.repeat(8));
  await form.getByLabel('Application (client) ID').fill(CLIENT.clientId);
  await form.getByLabel('Client secret', { exact: true }).fill('not-the-secret');
  await form.getByLabel('Directory (tenant) ID').fill(provider.directoryId);
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form.getByText('The connection does not work yet.')).toBeVisible();
  const tested = form.getByRole('list', { name: 'What was tested' }).getByRole('listitem');
  await expect(tested.filter({ hasText: 'This application signs in: Failed' })).toContainText('secret');
  await expectAccessibleAtBothWidths(page);
  await form.getByLabel('Client secret', { exact: true }).fill(CLIENT.clientSecret);
  await form.getByRole('switch', { name: 'Make an account at the first sign-in' }).check({ force: true });
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form.getByText('The connection works.')).toBeVisible();
  await expect(tested).toHaveCount(5);
  await expectAccessibleAtBothWidths(page);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toHaveCount(0);
  expect(await page.content()).not.toContain(CLIENT.clientSecret);
}

test('two of its people enter two workspaces by it, and one of them is refused by group', async ({ browser }) => {
  for (const person of [anja, beat]) {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${product.url}/t/chemistry/`);
    await page.getByRole('link', { name: 'Sign in with Microsoft' }).click();
    await page.getByRole('link', { name: person.name }).click();
    await expect(page.getByRole('button', { name: `Account of ${person.name}` })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe('/t/chemistry/gantt');
    await page.goto(`${product.url}/t/physics/`);
    await page.getByRole('link', { name: 'Sign in with Microsoft' }).click();
    if (person === anja) await expect(page.getByRole('button', { name: `Account of ${person.name}` })).toBeVisible();
    else {
      await expect(page.getByRole('alert')).toContainText('You have no access to this workspace');
      await expect(page.getByRole('alert')).toContainText(/For your administrator: group_required · [0-9a-f]{8}/);
      await expectAccessibleAtBothWidths(page);
    }
    await context.close();
  }
});

test('a deleted organization leaves its tenants, and a drawer that is open elsewhere closes', async ({ page, context, watch }) => {
  await openPortal(page, 'organizations');
  await page.getByRole('button', { name: /Lab group/ }).click();
  const other = await context.newPage();
  // The address is one to send.
  await expect(page.getByRole('complementary', { name: 'Lab group' })).toBeVisible();
  await other.goto(page.url());
  await expect(other.getByRole('complementary', { name: 'Lab group' })).toBeVisible();

  const drawer = page.getByRole('complementary', { name: 'Lab group' });
  await drawer.getByRole('button', { name: 'Delete', exact: true }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete Lab group?' });
  await expect(question).toContainText('Its tenants are unlinked, not deleted');
  await question.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No organizations yet' })).toBeVisible();
  watch.allowStatus(404);
  await other.getByRole('button', { name: 'Remove Physics' }).click();
  const asked = other.getByRole('alertdialog', { name: 'Remove Physics from Lab group?' });
  await expect(asked).toContainText('Its people sign in with passwords then');
  await asked.getByRole('button', { name: 'Remove' }).click();
  await expect(other.getByText('The organization was deleted meanwhile')).toBeVisible();
  await expect(other.getByRole('complementary', { name: 'Lab group' })).toHaveCount(0);
  await expect(other.getByRole('heading', { name: 'No organizations yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Tenants' }).click();
  await expect(page.getByRole('row', { name: /Chemistry/ })).toBeVisible();
  await page.getByRole('link', { name: 'Audit' }).click();
  await expect(page.getByText('Organization: deleted').first()).toBeVisible();
  await page.goto(`${product.url}/t/chemistry/`);
  await expect(page.getByLabel('E-mail')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sign in with Microsoft' })).toHaveCount(0);
});
