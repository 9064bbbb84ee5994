import { expect, type APIRequestContext, type Page } from '@playwright/test';
import { activateAdmin, enterPortal, startE2eProduct, type Account, type E2eProduct } from '../support/e2e-server.ts';
import { expectAccessible, expectAccessibleAtBothWidths, signIn, test } from '../support/e2e-page.ts';
import { anja, beat, CHEMISTS, CLIENT, PHYSICISTS, startSsoPlatform } from '../support/e2e-sso.ts';
import type { IdentityProvider } from '../support/identity-provider.ts';
import { eventually } from '../support/product-process.ts';

test.describe.configure({ mode: 'serial' });

let provider: IdentityProvider;
let product: E2eProduct;
let portal: APIRequestContext;
const stops: (() => Promise<unknown>)[] = [];

test.beforeAll(async () => {
  const platform = await startSsoPlatform();
  ({ provider, product } = platform);
  stops.unshift(platform.stop);
  portal = await enterPortal(product);
  stops.unshift(() => portal.dispose());
});
test.afterAll(async () => {
  for (const stop of stops) await stop();
});

async function post(api: APIRequestContext, path: string, data: unknown, method = 'POST'): Promise<Record<string, unknown>> {
  const answer = await api.fetch(path, { method, data });
  expect(answer.status(), `${path}: ${await answer.text()}`).toBeLessThan(300);
  // What the platform answers here is an object.
  return (await answer.json()) as Record<string, unknown>;
}

/** A workspace of the organization, ready to be entered. */
async function makeTenant(organizationId: string, slug: string, name: string, requiredGroupIds: readonly string[]): Promise<void> {
  const body = { name, slug, adminEmail: `admin@${slug}.example`, organizationId };
  const { tenant } = await post(portal, '/api/admin/tenants', body);
  const { id } = tenant as { readonly id: string };
  const find = async (): Promise<unknown> => (await portal.get(`/api/admin/tenants/${id}`)).json();
  await eventually(find, (found) => JSON.stringify(found).includes('"status":"active"'), 40_000);
  await post(portal, `/api/admin/tenants/${id}`, { requiredGroupIds }, 'PUT');
}

test('two people of one organization enter two workspaces by one configuration, and one is refused by group', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const organization = await post(portal, '/api/admin/organizations', { name: 'Lab group' });
  const organizationId = String(organization['id']);
  await makeTenant(organizationId, 'chemistry', 'Chemistry', [CHEMISTS]);
  await makeTenant(organizationId, 'physics', 'Physics', [PHYSICISTS]);
  const slugs = ['chemistry', 'physics'];
  provider.register({
    ...CLIENT,
    redirectUris: slugs.map((slug) => `${product.url}/t/${slug}/api/auth/callback`),
    signOutUris: slugs.map((slug) => `${product.url}/t/${slug}/sign-in`),
  });
  const sso = { provider: 'entra', directoryId: provider.directoryId, ...CLIENT, autoCreate: true, defaultRole: 'admin', isEnabled: true };
  await post(portal, `/api/admin/organizations/${organizationId}/sso`, sso, 'PUT');

  await page.goto(`${product.url}/t/chemistry/`);
  await expect(page.getByRole('heading', { name: 'Sign in to Chemistry' })).toBeVisible();
  await expect(page.getByLabel('E-mail')).toBeVisible();
  await expectAccessibleAtBothWidths(page);
  await page.getByRole('link', { name: 'Sign in with Microsoft' }).click();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(page.getByText('The sign-in was cancelled')).toBeVisible();
  await page.getByRole('link', { name: 'Sign in with Microsoft' }).click();
  await page.getByRole('link', { name: anja.name }).click();
  await expect(page.getByRole('button', { name: `Account of ${anja.name}` })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/t/chemistry/gantt');
  await page.goto(`${product.url}/t/chemistry/administration/settings`);
  const card = page.getByRole('region', { name: 'Single sign-on' });
  await expect(card).toContainText('Set up for all workspaces of your organization Lab group, in the portal of the platform.');
  await expect(card).toContainText(`One of ${CHEMISTS}`);
  await expect(card.getByRole('button', { name: 'Change' })).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Recent sign-ins' }).getByRole('listitem').filter({ hasText: 'Refused' })).toContainText(
    'cancelled',
  );
  await expectAccessibleAtBothWidths(page);

  // The provider knows her already: the second workspace opens without another question, where she wanted to go.
  await page.goto(`${product.url}/t/physics/account`);
  await page.getByRole('link', { name: 'Sign in with Microsoft' }).click();
  await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/t/physics/account');

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(`${product.url}/t/chemistry/`);
  await other.getByRole('link', { name: 'Sign in with Microsoft' }).click();
  await other.getByRole('link', { name: beat.name }).click();
  await expect(other.getByRole('button', { name: `Account of ${beat.name}` })).toBeVisible();
  await other.goto(`${product.url}/t/physics/`);
  await other.getByRole('link', { name: 'Sign in with Microsoft' }).click();
  const alert = other.getByRole('alert');
  await expect(alert).toContainText('You have no access to this workspace');
  await expect(alert).toContainText('Ask your administrator, who finds under the reference below which ones.');
  await expect(alert).toContainText(/For your administrator: group_required · [0-9a-f]{8}/);
  await expectAccessibleAtBothWidths(other);
  await context.close();
});

test('who signs out is offered to sign out at the provider too', async ({ page }) => {
  await page.goto(`${product.url}/t/chemistry/`);
  await page.getByRole('link', { name: 'Sign in with Microsoft' }).click();
  await page.getByRole('link', { name: anja.name }).click();
  await page.getByRole('button', { name: `Account of ${anja.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out of Milestone, but not of Microsoft.')).toBeVisible();
  await expectAccessibleAtBothWidths(page);
  await page.getByRole('link', { name: 'Sign out of Microsoft too' }).click();
  await page.getByRole('button', { name: 'Sign out of the provider' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Chemistry' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in with Microsoft' }).click();
  await expect(page.getByRole('heading', { name: 'Choose an account' })).toBeVisible();
});

test.describe('a workspace of its own', () => {
  let single: E2eProduct;
  let stopSingle = (): Promise<void> => Promise.resolve();
  let admin: Account;
  const secret = 'own-secret';
  const clientId = 'd0d0d0d0-1111-4222-8333-444444444444';

  test.beforeAll(async () => {
    single = await startE2eProduct({ SSO_ENTRA_URL: provider.url, SSO_GRAPH_URL: provider.graphUrl, SSO_ALLOW_HTTP: 'true' });
    stopSingle = single.stop;
    admin = await activateAdmin(single);
    const redirectUris = [`${single.url}/api/auth/callback`];
    provider.register({ clientId, clientSecret: secret, redirectUris, signOutUris: [`${single.url}/sign-in`] });
    provider.addPerson({ id: 'aaaaaaaa-0000-4000-8000-000000000003', name: 'The administrator', email: admin.email });
    provider.addPerson({ id: 'aaaaaaaa-0000-4000-8000-000000000004', name: 'Private Account', email: 'someone@else.example' });
  });
  test.afterAll(() => stopSingle());

  test('an administrator sets single sign-on up, tries it, and gives up passwords for it', async ({ page, context, watch }) => {
    test.setTimeout(180_000);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(page, single.url, admin);
    await page.goto(`${single.url}/administration/settings`);
    const card = page.getByRole('region', { name: 'Single sign-on' });
    await expect(card).toContainText('It is not set up.');
    await expect(page.getByRole('switch', { name: 'People may sign in with a password' })).toBeDisabled();
    await expectAccessibleAtBothWidths(page);

    await card.getByRole('button', { name: 'Set up' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Set up single sign-on' });
    await dialog.getByRole('button', { name: 'Copy Redirect URI' }).click();
    await expect(dialog.getByRole('button', { name: 'Redirect URI copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${single.url}/api/auth/callback`);
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    await expect(dialog.getByText('Enter the Directory (tenant) ID as Entra ID shows it')).toBeVisible();
    await dialog.getByLabel('Directory (tenant) ID').fill(provider.directoryId);
    await dialog.getByLabel('Application (client) ID').fill(clientId);
    await dialog.getByLabel('Client secret', { exact: true }).fill('not-the-secret');
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    const checks = dialog.getByRole('list', { name: 'What was tested' });
    await expect(checks.getByRole('listitem').filter({ hasText: 'This application signs in: Failed' })).toContainText('secret');
    await expectAccessibleAtBothWidths(page);
    await dialog.getByLabel('Client secret', { exact: true }).fill(secret);
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    await expect(dialog.getByText('The connection works.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(card).toContainText('Switched on');
    await expect(card).toContainText('Sign in with Microsoft');
    expect(await page.content()).not.toContain(secret);

    await page.getByRole('button', { name: 'Make an emergency code' }).click();
    const shown = page.getByRole('alertdialog', { name: 'Emergency code' });
    await expectAccessible(page);
    const code = await shown.getByRole('code').innerText();
    await shown.getByRole('button', { name: 'I have kept it' }).click();

    watch.allowStatus(401);
    await connectByPassword(page);
    await page.goto(`${single.url}/account`);
    const connected = page.getByRole('region', { name: 'Connected accounts' });
    await connected.getByRole('button', { name: `Disconnect ${admin.email}` }).click();
    await page.getByRole('button', { name: 'Disconnect', exact: true }).last().click();
    await expect(connected).toContainText('None is connected.');
    await connected.getByRole('button', { name: 'Connect Microsoft' }).click();
    await page.getByRole('link', { name: 'Cancel' }).click();
    await expect(connected.getByText('The sign-in was cancelled')).toBeVisible();
    await connected.getByRole('button', { name: 'Connect Microsoft' }).click();
    await page.getByRole('link', { name: 'The administrator' }).click();
    await expect(connected.getByText('Your account is connected.')).toBeVisible();
    await expect(connected.getByRole('button', { name: `Disconnect ${admin.email}` })).toBeVisible();
    await expectAccessibleAtBothWidths(page);

    await page.goto(`${single.url}/administration/settings`);
    await page.getByText('Refused only').click();
    await expect(page.getByRole('list', { name: 'Recent sign-ins' }).getByRole('listitem').filter({ hasText: 'Refused' })).toHaveCount(2);
    await expectAccessibleAtBothWidths(page);
    await page.getByText('People may sign in with a password').click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Switch off' }).click();
    await expect(page.getByRole('switch', { name: 'People may sign in with a password' })).not.toBeChecked();
    await page.goto(`${single.url}/account`);
    await expect(connected).toBeVisible();
    await expect(page.getByLabel('Current password')).toHaveCount(0);
    watch.allowStatus(409);
    await connected.getByRole('button', { name: `Disconnect ${admin.email}` }).click();
    await page.getByRole('button', { name: 'Disconnect', exact: true }).last().click();
    await expect(page.getByText('without this identity you could not sign in any more')).toBeVisible();

    await enterByCode(page, code);
  });

  /** The first sign-in at the provider of somebody who has an account already. */
  async function connectByPassword(page: Page): Promise<void> {
    const other = await newPerson(page);
    await other.goto(`${single.url}/administration/users`);
    await other.getByRole('link', { name: 'Sign in with Microsoft' }).click();
    await other.getByRole('link', { name: 'The administrator' }).click();
    await expect(other.getByRole('heading', { name: 'Is this account yours?' })).toBeVisible();
    await expectAccessibleAtBothWidths(other);
    await other.getByLabel(`Password of ${admin.email}`).fill('not the password');
    await other.getByRole('button', { name: 'Connect and sign in' }).click();
    await expect(other.getByRole('alert')).toBeVisible();
    await other.getByLabel(`Password of ${admin.email}`).fill(admin.password);
    await other.getByRole('button', { name: 'Connect and sign in' }).click();
    await expect(other.getByRole('heading', { name: 'Users' })).toBeVisible();
    await other.context().close();
  }

  async function newPerson(page: Page): Promise<Page> {
    const context = await page.context().browser()?.newContext({ reducedMotion: 'reduce' });
    if (!context) throw new Error('the browser has ended');
    return context.newPage();
  }

  async function enterByCode(page: Page, code: string): Promise<void> {
    const other = await newPerson(page);
    await other.goto(`${single.url}/sign-in`);
    await expect(other.getByRole('link', { name: 'Sign in with Microsoft' })).toBeVisible();
    await expect(other.getByLabel('Password')).toHaveCount(0);
    await other.getByRole('button', { name: 'Use an emergency code' }).click();
    await other.getByLabel('E-mail').fill(admin.email);
    await other.getByLabel('Emergency code').fill(code);
    await expectAccessibleAtBothWidths(other);
    await other.getByRole('button', { name: 'Sign in with the code' }).click();
    await other.waitForURL((address) => address.pathname !== '/sign-in');
    await other.context().close();
  }
});
