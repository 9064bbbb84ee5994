import { expect, type Page } from '@playwright/test';
import { expectAccessible, signIn, test } from '../support/e2e-page.ts';
import { activateAdmin, startE2eProduct, type Account, type E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

let product: E2eProduct;
let admin: Account;
let stopProduct = (): Promise<void> => Promise.resolve();
test.beforeAll(async () => {
  product = await startE2eProduct();
  stopProduct = product.stop;
  admin = await activateAdmin(product);
});
test.afterAll(() => stopProduct());

async function createProject(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('region', { name: 'The plan in figures' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox', { name: /^Search projects/ }).fill('new project');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByRole('row', { name: new RegExp(name) }).first()).toBeVisible();
}

test('the sample lab is one click away from an empty plan, at every width and in both themes', async ({ page }) => {
  await signIn(page, product.url, admin);
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expect(page.getByText('The sample lab is ready')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('region', { name: 'The plan in figures' })).toContainText('Projects12');
  await expectAccessible(page);
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await expectAccessible(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `nothing runs over the side at ${String(width)} px`).toBe(0);
  }
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('link', { name: 'Users' }).click();
  await expect(page.getByRole('heading', { name: 'Users' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what the header sets stands in the address and opens the same view again', async ({ page }) => {
  await signIn(page, product.url, admin);
  await page.getByRole('radio', { name: /^Quarter/ }).click();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.getByRole('button', { name: 'Critical path' }).click();
  await page.getByRole('button', { name: /^All sites/ }).click();
  await page.getByRole('option', { name: 'Basel' }).click();
  await expect(page).toHaveURL(/zoom=quarter/);
  await expect(page).toHaveURL(/critical=true/);
  const address = page.url();
  await page.goto(`${product.url}/account`);
  await page.goto(address);
  await expect(page.getByRole('radio', { name: /^Quarter/ })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Critical path' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('button', { name: 'Basel Site' })).toBeVisible();
});

test('a new project is seen by a second browser within a second, and undo takes it back after a reload', async ({ page, browser }) => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const other = await context.newPage();
  await signIn(other, product.url, admin);
  await expect(other.getByRole('region', { name: 'The plan in figures' })).toContainText('Projects12');
  await signIn(page, product.url, admin);
  await createProject(page, 'Peptide platform');
  await expect(other.getByRole('region', { name: 'The plan in figures' })).toContainText('Projects13', { timeout: 1000 });

  await page.reload();
  await expect(page.getByRole('button', { name: 'Undo: Create Peptide platform' })).toBeEnabled();
  await page.locator('body').press('Control+z');
  await expect(page.getByText('Undone: Create Peptide platform')).toBeVisible();
  await expect(other.getByRole('region', { name: 'The plan in figures' })).toContainText('Projects12', { timeout: 1000 });
  await page.locator('body').press('Control+y');
  await expect(page.getByText('Done again: Create Peptide platform')).toBeVisible();
  await expectAccessible(page);
  await context.close();
});

test('offline is said, changes wait, and are saved when the connection is back', async ({ page, context, watch }) => {
  await signIn(page, product.url, admin);
  await expect(page.getByRole('region', { name: 'The plan in figures' })).toContainText('Live');
  // What opens on a key press has been fetched by now.
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => performance.getEntriesByType('resource').some((entry) => entry.name.includes('new-project-dialog')));
  watch.allowOffline();
  await context.setOffline(true);
  await expect(page.getByRole('region', { name: 'The plan in figures' })).toContainText('Offline');
  await createProject(page, 'Written on the train');
  await expect(page.getByText('You are offline. One change waits to be saved.')).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(page.getByText(/to be saved/)).toHaveCount(0, { timeout: 20_000 });
  await page.reload();
  await expect(page.getByRole('region', { name: 'The plan in figures' })).toContainText('Projects14');
});

test('a role sees only what it may do', async ({ page, browser }) => {
  await signIn(page, product.url, admin);
  await page.goto(`${product.url}/administration/users`);
  await page.getByRole('button', { name: 'New user' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Ulla User');
  await form.getByLabel('E-mail').fill('ulla@example.org');
  await form
    .getByRole('group', { name: /^Sites/ })
    .getByText('Basel')
    .click();
  await page.getByRole('button', { name: 'Add user' }).click();
  const oneTime = await page.getByRole('alertdialog').getByRole('code').innerText();

  const context = await browser.newContext({ locale: 'en-GB' });
  const ulla = await context.newPage();
  await signIn(ulla, product.url, { email: 'ulla@example.org', password: oneTime });
  await ulla.getByLabel('Current password').fill(oneTime);
  await ulla.getByLabel('New password', { exact: true }).fill('seven amber kettles sing');
  await ulla.getByLabel('New password again').fill('seven amber kettles sing');
  await ulla.getByRole('button', { name: 'Save and continue' }).click();
  await expect(ulla.getByRole('navigation', { name: 'Main' }).getByRole('link')).toHaveText(['Gantt']);
  await expect(ulla.getByRole('region', { name: 'The plan in figures' })).toBeVisible();
  await ulla.keyboard.press('Control+k');
  await ulla.getByRole('searchbox', { name: /^Search projects/ }).fill('new project');
  await expect(ulla.getByRole('menuitem', { name: 'New project' })).toHaveCount(0);
  await ulla.goto(`${product.url}/administration/users`);
  await expect(ulla.getByRole('heading', { name: 'There is no page at this address' })).toBeVisible();
  await expectAccessible(ulla);
  await context.close();
});

test('from another screen, the palette leads to a phase, selected and in view', async ({ page }) => {
  await signIn(page, product.url, admin);
  await page.goto(`${product.url}/administration/settings`);
  await expect(page.getByRole('region', { name: 'The plan in figures' })).toContainText('Projects');
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox', { name: /^Search projects/ }).fill('pilot campaign');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/gantt\?.*select=/);
  const row = page.getByRole('row', { name: /Pilot campaign/ }).first();
  await expect(row).toBeInViewport();
  // Not at the edge, where messages stand over it: with what is around it.
  const below = async () => (page.viewportSize()?.height ?? 0) - ((await row.boundingBox())?.y ?? 0);
  await expect.poll(below).toBeGreaterThan(300);
});
