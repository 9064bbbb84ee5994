import { expect } from '@playwright/test';
import { expectAccessible, expectAccessibleAtBothWidths, signIn, test } from '../support/e2e-page.ts';
import { ADMIN_PASSWORD, startE2eProduct, type E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

let product: E2eProduct;
let stopProduct = (): Promise<void> => Promise.resolve();
test.beforeAll(async () => {
  product = await startE2eProduct();
  stopProduct = product.stop;
});
test.afterAll(() => stopProduct());

const admin = () => ({ email: product.admin.email, password: ADMIN_PASSWORD });

test('a new installation asks for the printed password, then for an own one, then shows how to begin', async ({ page, watch }) => {
  await page.goto(product.url);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectAccessibleAtBothWidths(page);

  watch.allowStatus(401);
  await page.getByLabel('E-mail').fill(product.admin.email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('E-mail or password is wrong');
  await expect(page.getByLabel('E-mail')).toHaveValue(product.admin.email);

  await page.getByLabel('Password', { exact: true }).fill(product.admin.oneTimePassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Choose your password' })).toBeVisible();
  await expectAccessibleAtBothWidths(page);

  await page.getByLabel('Current password').fill(product.admin.oneTimePassword);
  await page.getByLabel('New password', { exact: true }).fill(ADMIN_PASSWORD);
  await page.getByLabel('New password again').fill('something else entirely');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page.getByText('The two new passwords differ')).toBeVisible();
  await page.getByLabel('New password again').fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page.getByRole('heading', { name: 'Let’s put your first plan on screen' })).toBeVisible();
  await expectAccessibleAtBothWidths(page);
});

test('an address that needs a session leads back to itself after the sign-in', async ({ page }) => {
  await page.goto(`${product.url}/administration/settings`);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel('E-mail').fill(product.admin.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('an administrator adds a site, its holidays and a user, who signs in with the one-time password', async ({ page, browser }) => {
  await signIn(page, product.url, admin());
  await page.goto(`${product.url}/administration/sites`);
  await page.getByRole('button', { name: 'New site' }).click();
  await page.getByLabel('Name').fill('Zürich');
  await page.getByRole('combobox', { name: 'Country' }).fill('Switz');
  await page.getByRole('option', { name: 'Switzerland' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add site' }).click();
  await expect(page.getByRole('row', { name: /Zürich Switzerland/ })).toBeVisible();
  await expectAccessibleAtBothWidths(page);

  await page.getByRole('button', { name: 'Holidays of Zürich' }).click();
  await page.getByRole('button', { name: /^Import/ }).click();
  await expect(page.getByRole('table', { name: 'Holidays' }).getByRole('row')).not.toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

  await page.goto(`${product.url}/administration/users`);
  await page.getByRole('button', { name: 'New user' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Ada Example');
  await form.getByLabel('E-mail').fill('ada@example.org');
  await form
    .getByRole('group', { name: /^Sites/ })
    .getByText('Zürich')
    .click();
  await expect(form.getByRole('checkbox', { name: 'Zürich' })).toBeChecked();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add user' }).click();
  const secret = page.getByRole('alertdialog').getByRole('code');
  const password = await secret.innerText();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row', { name: /Ada Example/ })).toContainText('Invited');
  await expectAccessibleAtBothWidths(page);

  const other = await browser.newPage();
  await signIn(other, product.url, { email: 'ada@example.org', password });
  await expect(other.getByRole('heading', { name: 'Choose your password' })).toBeVisible();
  await other.close();
});

test('sessions are listed and ended; the ended one is led to the sign-in at once', async ({ page, browser }) => {
  const other = await browser.newPage();
  await signIn(other, product.url, admin());
  await expect(other.getByRole('region', { name: 'The plan in figures' })).toContainText('Live');
  await signIn(page, product.url, admin());
  await page.goto(`${product.url}/account`);
  await expect(page.getByText('This one')).toBeVisible();
  await expectAccessibleAtBothWidths(page);
  for (let left = await page.getByRole('button', { name: /^End the session/ }).count(); left > 0; left -= 1) {
    await page
      .getByRole('button', { name: /^End the session/ })
      .first()
      .click();
    await expect(page.getByRole('button', { name: /^End the session/ })).toHaveCount(left - 1);
  }
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await other.goto(`${product.url}/account`);
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await other.close();
});

test('equipment, settings, themes and the palette work, and signing out forgets the session', async ({ page }) => {
  await signIn(page, product.url, admin());
  await page.goto(`${product.url}/administration/equipment`);
  await page.getByRole('button', { name: 'New equipment' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('NMR 600');
  await page.getByRole('button', { name: 'Add equipment' }).click();
  await expect(page.getByRole('row', { name: /NMR 600/ })).toBeVisible();
  await expectAccessibleAtBothWidths(page);

  await page.goto(`${product.url}/administration/settings`);
  await page.getByLabel('Title').fill('Ideas Lab');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('banner')).toContainText('Ideas Lab');
  await expectAccessibleAtBothWidths(page);

  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').fill('open users');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Users' })).toBeVisible();

  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto(`${product.url}/account`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('an address that does not exist says so inside the application', async ({ page }) => {
  await signIn(page, product.url, admin());
  await page.goto(`${product.url}/no/such/page`);
  await expect(page.getByRole('heading', { name: 'There is no page at this address' })).toBeVisible();
  await expectAccessible(page);
});
