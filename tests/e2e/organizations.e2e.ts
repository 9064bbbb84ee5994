import { expect, request } from '@playwright/test';
import { expectAccessible, test } from '../support/e2e-page.ts';
import { ADMIN_PASSWORD, startE2eProduct, type E2eProduct } from '../support/e2e-server.ts';
import { startIdentityProvider, type IdentityProvider } from '../support/identity-provider.ts';

const CLIENT = { clientId: 'c0ffee00-1111-4222-8333-444444444444', clientSecret: 'shared-secret' };

let provider: IdentityProvider;
let product: E2eProduct;
const stops: (() => Promise<unknown>)[] = [];
test.beforeAll(async () => {
  provider = await startIdentityProvider();
  stops.unshift(() => provider.stop());
  product = await startE2eProduct({
    SSO_ENTRA_URL: provider.url,
    SSO_GRAPH_URL: provider.graphUrl,
    SSO_ALLOW_HTTP: 'true',
    MULTI_TENANT: 'true',
  });
  stops.unshift(product.stop);
  const api = await request.newContext({ baseURL: product.url });
  const { email, oneTimePassword } = product.admin;
  await api.post('/api/admin/auth/login', { data: { email, password: oneTimePassword } });
  await api.post('/api/admin/auth/change-password', { data: { currentPassword: oneTimePassword, newPassword: ADMIN_PASSWORD } });
  const tenant = { name: 'Chemistry', slug: 'chemistry', adminEmail: 'ada@lab.example', provision: false };
  expect((await api.post('/api/admin/tenants', { data: tenant })).ok()).toBe(true);
  await api.dispose();
});
test.afterAll(async () => {
  for (const stop of stops) await stop();
});

test('an organization is made, gets a tenant and a tested sign-in, and is deleted', async ({ page }) => {
  await page.goto(`${product.url}/admin/organizations`);
  await page.getByLabel('E-mail').fill(product.admin.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'New organization' }).click();
  const dialog = page.getByRole('dialog', { name: 'New organization' });
  await dialog.getByLabel('Name').fill('Lab group');
  await expect(dialog.getByLabel('Slug')).toHaveValue('lab-group');
  await dialog.getByRole('button', { name: 'Create organization' }).click();

  const drawer = page.getByRole('complementary', { name: 'Lab group' });
  await drawer.getByRole('button', { name: /Tenant to assign/ }).click();
  await page.getByRole('option', { name: 'Chemistry' }).click();
  await drawer.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(drawer.getByText(`${product.url}/t/chemistry/api/auth/callback`)).toBeVisible();
  await expect(drawer.getByRole('button', { name: 'Copy Redirect URI of Chemistry' })).toBeVisible();
  provider.register({ ...CLIENT, redirectUris: [`${product.url}/t/chemistry/api/auth/callback`] });

  await drawer.getByRole('button', { name: 'Set up single sign-on' }).click();
  const form = page.getByRole('alertdialog', { name: 'Single sign-on of Lab group' });
  await form.getByLabel('Directory (tenant) ID').fill(provider.directoryId);
  await form.getByLabel('Application (client) ID').fill(CLIENT.clientId);
  await form.getByLabel('Client secret', { exact: true }).fill(CLIENT.clientSecret);
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form.getByText('The connection works.')).toBeVisible();
  await expect(form.getByRole('list', { name: 'What was tested' }).getByRole('listitem')).toHaveCount(5);
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Lab group/ })).toContainText('Switched on');
  await expectAccessible(page);

  await drawer.getByRole('button', { name: 'Delete', exact: true }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete Lab group?' });
  await expect(question).toContainText('Its tenants are unlinked, not deleted');
  await question.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No organizations yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Tenants' }).click();
  await expect(page.getByRole('row', { name: /Chemistry/ })).toBeVisible();
});
