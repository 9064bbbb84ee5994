import { expect, type Page } from '@playwright/test';
import { activateAdmin, startE2eProduct, type Account, type E2eProduct } from '../support/e2e-server.ts';
import { expectAccessible, expectAccessibleAtBothWidths, signIn, test } from '../support/e2e-page.ts';
import { startIdentityProvider, type IdentityProvider } from '../support/identity-provider.ts';

test.describe.configure({ mode: 'serial' });

const CLIENT = { clientId: 'milestone', clientSecret: 'generic-secret' };
const anja = { id: 'aaaaaaaa-0000-4000-8000-000000000001', name: 'Anja Brunner', email: 'anja@lab.example', groups: ['Lab staff'] };
const beat = { id: 'aaaaaaaa-0000-4000-8000-000000000002', name: 'Beat Keller', email: 'beat@lab.example', groups: ['Guests'] };

let provider: IdentityProvider;
const stops: (() => Promise<unknown>)[] = [];

test.beforeAll(async () => {
  provider = await startIdentityProvider();
  stops.unshift(() => provider.stop());
  provider.addPerson(anja);
  provider.addPerson(beat);
});
test.afterAll(async () => {
  for (const stop of stops) await stop();
});

async function startProduct(env: Readonly<Record<string, string>>): Promise<{ readonly product: E2eProduct; readonly admin: Account }> {
  const product = await startE2eProduct({ SSO_ALLOW_HTTP: 'true', ...env });
  stops.unshift(product.stop);
  provider.register({
    ...CLIENT,
    redirectUris: [`${product.url}/api/auth/callback`],
    signOutUris: [`${product.url}/sign-in`],
    authenticates: 'header',
  });
  return { product, admin: await activateAdmin(product) };
}

async function newPerson(page: Page): Promise<Page> {
  const context = await page.context().browser()?.newContext({ reducedMotion: 'reduce' });
  if (!context) throw new Error('the browser has ended');
  return context.newPage();
}

test('any OpenID provider is set up in the settings; each fault is named, groups are asked for, an identity can be taken back', async ({
  page,
  watch,
}) => {
  test.setTimeout(180_000);
  const { product, admin } = await startProduct({});
  await signIn(page, product.url, admin);
  await page.goto(`${product.url}/administration/settings`);
  await page.getByRole('region', { name: 'Single sign-on' }).getByRole('button', { name: 'Set up' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Set up single sign-on' });
  await dialog.getByRole('button', { name: 'Provider' }).click();
  await page.getByRole('option', { name: 'Another OpenID provider' }).click();
  await dialog.getByLabel('Issuer').fill('http://127.0.0.1:9');
  await dialog.getByLabel('Client ID').fill(CLIENT.clientId);
  await dialog.getByLabel('Client secret', { exact: true }).fill(CLIENT.clientSecret);

  const failed = dialog.getByRole('list', { name: 'What was tested' }).getByRole('listitem').filter({ hasText: ': Failed' });
  const said: string[] = [];
  const testConnection = async (): Promise<void> => {
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    await expect(dialog.getByText('The connection does not work yet.')).toBeVisible();
    await expect(failed).toHaveCount(1);
    said.push(await failed.innerText());
  };
  await testConnection();
  await dialog.getByLabel('Issuer').fill(`${provider.issuerUrl}/`);
  await testConnection();
  await dialog.getByLabel('Issuer').fill(provider.issuerUrl);
  for (const fault of ['issuer', 'keys'] as const) {
    provider.fail(fault);
    // What was found goes with the form that it was found for.
    await dialog.getByLabel('Client ID').fill(`${CLIENT.clientId} `);
    await testConnection();
  }
  provider.fail(undefined);
  await dialog.getByLabel('Client ID').fill(CLIENT.clientId);
  await dialog.getByLabel('Client secret', { exact: true }).fill('not-the-secret');
  await testConnection();
  expect(new Set(said).size, said.join('\n')).toBe(said.length);
  await expectAccessibleAtBothWidths(page);

  await dialog.getByLabel('Client secret', { exact: true }).fill(CLIENT.clientSecret);
  await dialog.getByLabel('Name on the button').fill('the institute');
  await dialog.getByLabel('Required groups').fill('Lab staff\nLab guests');
  await dialog.getByText('Make an account at the first sign-in').click();
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await expect(dialog.getByText('The connection works.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Single sign-on' })).toContainText('Sign in with the institute');

  const people = { anja: await newPerson(page), beat: await newPerson(page) };
  for (const person of [anja, beat]) {
    const own = person === anja ? people.anja : people.beat;
    await own.goto(`${product.url}/`);
    await own.getByRole('link', { name: 'Sign in with the institute' }).click();
    await own.getByRole('link', { name: person.name }).click();
  }
  await expect(people.anja.getByRole('button', { name: `Account of ${anja.name}` })).toBeVisible();
  await expect(people.beat.getByRole('alert')).toContainText('You have no access to this workspace');
  await expectAccessibleAtBothWidths(people.beat);
  // The account that is signed in there was refused: another one can be chosen.
  await people.beat.getByRole('link', { name: 'Use another account of the institute' }).click();
  await expect(people.beat.getByRole('heading', { name: 'Choose an account' })).toBeVisible();
  await people.beat.context().close();

  await page.goto(`${product.url}/administration/settings`);
  const events = page.getByRole('list', { name: 'Recent sign-ins' }).getByRole('listitem');
  await expect(events.filter({ hasText: 'Signed in' })).toHaveCount(1);
  await page.getByText('Refused only').click();
  await expect(events).toHaveCount(1);
  await expect(events).toContainText(beat.email);

  await page.goto(`${product.url}/administration/users`);
  await page.getByRole('button', { name: `Edit ${anja.name}` }).click();
  const user = page.getByRole('dialog', { name: `Edit ${anja.name}` });
  await expect(user.getByRole('group', { name: 'Connected accounts' })).toContainText(anja.email);
  await expectAccessibleAtBothWidths(page);
  await user.getByRole('button', { name: `Disconnect ${anja.email}` }).click();
  const question = page.getByRole('alertdialog', { name: `Disconnect ${anja.email}?` });
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Disconnect' }).click();
  await expect(user.getByRole('group', { name: 'Connected accounts' })).toHaveCount(0);
  watch.allowStatus(401);
  await people.anja.goto(`${product.url}/`);
  await people.anja.getByRole('link', { name: 'Sign in with the institute' }).click();
  await expect(people.anja.getByRole('heading', { name: 'Is this account yours?' })).toBeVisible();
  await people.anja.context().close();
  await page.goto(`${product.url}/administration/settings`);
  await expect(events.filter({ hasText: 'Account disconnected' })).toContainText('by Administrator');
});

test('what SSO_* says is shown, cannot be changed, and signs people in', async ({ page }) => {
  const { product, admin } = await startProduct({
    SSO_ISSUER_URL: provider.issuerUrl,
    SSO_CLIENT_ID: CLIENT.clientId,
    SSO_CLIENT_SECRET: CLIENT.clientSecret,
    SSO_LABEL: 'the university',
    SSO_AUTO_CREATE: 'true',
    SSO_REQUIRED_GROUPS: 'Lab staff, Guests',
  });
  await signIn(page, product.url, admin);
  await page.goto(`${product.url}/administration/settings`);
  const card = page.getByRole('region', { name: 'Single sign-on' });
  await expect(card).toContainText('SSO_*');
  await expect(card).toContainText(provider.issuerUrl);
  await expect(card).toContainText('One of Lab staff, Guests');
  await expect(card.getByRole('button', { name: 'Copy Redirect URI' })).toBeVisible();
  for (const name of ['Change', 'Set up', 'Remove']) await expect(card.getByRole('button', { name })).toHaveCount(0);
  expect(await page.content()).not.toContain(CLIENT.clientSecret);
  await expectAccessibleAtBothWidths(page);

  const own = await newPerson(page);
  await own.goto(`${product.url}/account`);
  await own.getByRole('link', { name: 'Sign in with the university' }).click();
  await own.getByRole('link', { name: beat.name }).click();
  await expect(own.getByRole('heading', { name: 'Profile' })).toBeVisible();
  await own.getByRole('button', { name: `Account of ${beat.name}` }).click();
  await own.getByRole('menuitem', { name: 'Sign out' }).click();
  await own.getByRole('link', { name: 'Sign out of the university too' }).click();
  await own.getByRole('button', { name: 'Sign out of the provider' }).click();
  await expect(own.getByRole('link', { name: 'Sign in with the university' })).toBeVisible();
  await own.context().close();
});
