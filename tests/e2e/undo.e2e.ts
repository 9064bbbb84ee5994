import { expect, request, type APIRequestContext, type Locator, type Page } from '@playwright/test';
import { createUuid } from '../../src/lib/uuid.ts';
import { planOf } from '../support/e2e-gantt.ts';
import { expectAccessible, signIn, test } from '../support/e2e-page.ts';
import { activateAdmin, choosePassword, startE2eProduct, type Account, type E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

const made = planOf({
  project: 'KX-204',
  phases: [
    ['Synthesis', '2027-03-08', '2027-03-12'],
    ['Report', '2027-03-15', '2027-03-19'],
  ],
  isWorkingDays: false,
});
const view = '/gantt?from=2027-02-26&cell=20';

let product: E2eProduct;
let admin: Account;
let ben: APIRequestContext;
test.beforeAll(async () => {
  product = await startE2eProduct();
  admin = await activateAdmin(product);
  ben = await colleague();
  await send(ben, made.commands);
});
test.afterAll(async () => {
  await ben.dispose();
  await product.stop();
});

async function apiOf({ email, password }: Account): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL: product.url });
  expect((await api.post('/api/auth/login', { data: { email, password } })).status()).toBe(200);
  return api;
}

/** A second administrator, who works through the API. */
async function colleague(): Promise<APIRequestContext> {
  const api = await apiOf(admin);
  const user = { name: 'Ben Berger', email: 'ben@example.org', role: 'admin', siteIds: [] };
  const made = await api.post('/api/users', { data: user });
  expect(made.status(), await made.text()).toBe(201);
  const { oneTimePassword } = await made.json();
  await api.dispose();
  return apiOf(await choosePassword(product, { email: user.email, oneTimePassword }));
}

async function send(api: APIRequestContext, commands: readonly unknown[]): Promise<void> {
  const answer = await api.post('/api/commands', { data: { commands } });
  expect(answer.status(), await answer.text()).toBe(200);
}

const bar = (page: Page, name: string): Locator => page.getByRole('gridcell', { name: new RegExp(`^${name},`) });

async function openPlan(page: Page): Promise<void> {
  await page.goto(`${product.url}${view}`);
  await expect(bar(page, 'Synthesis')).toBeVisible();
}

async function expectDates(page: Page, name: string, dates: string): Promise<void> {
  await expect(bar(page, name)).toHaveAccessibleName(new RegExp(`^${name}, ${dates}`));
}

/** By a day, with the keys. */
async function moveLater(page: Page, name: string): Promise<void> {
  await bar(page, name).focus();
  await page.keyboard.press('Alt+ArrowRight');
}

test('two tabs of one person offer the same steps, in any order and after a reload', async ({ page, context }) => {
  await signIn(page, product.url, admin);
  await openPlan(page);
  const other = await context.newPage();
  await openPlan(other);
  await moveLater(page, 'Synthesis');
  await expectDates(page, 'Synthesis', '9 to 13 March 2027');
  await expect(other.getByRole('button', { name: 'Undo: Move Synthesis' })).toBeEnabled();
  await moveLater(other, 'Report');
  await expect(page.getByRole('button', { name: 'Undo: Move Report' })).toBeEnabled();

  await page.keyboard.press('Control+z');
  await expectDates(page, 'Report', '15 to 19 March 2027');
  await expect(other.getByRole('button', { name: 'Redo: Move Report' })).toBeEnabled();
  await other.keyboard.press('Control+z');
  await expectDates(page, 'Synthesis', '8 to 12 March 2027');

  await page.reload();
  await page.getByRole('button', { name: 'Redo: Move Synthesis' }).click();
  await expectDates(other, 'Synthesis', '9 to 13 March 2027');
  await page.keyboard.press('Control+y');
  await expectDates(other, 'Report', '16 to 20 March 2027');
  await other.close();
});

test('another browser knows the steps too', async ({ page }) => {
  await signIn(page, product.url, admin);
  await openPlan(page);
  await page.getByRole('button', { name: 'Undo: Move Report' }).click();
  await expectDates(page, 'Report', '15 to 19 March 2027');
  await expect(page.getByText('Undone: Move Report')).toBeVisible();
});

test('what somebody changed since is named field by field, and there is a choice', async ({ page, watch }) => {
  watch.allowStatus(409);
  await signIn(page, product.url, admin);
  await openPlan(page);
  await expectDates(page, 'Synthesis', '9 to 13 March 2027');
  await send(ben, [
    { kind: 'phase.reschedule', id: made.phaseIds.get('Synthesis'), startOn: '2027-03-09', endOn: '2027-03-20' },
    { kind: 'phase.update', id: made.phaseIds.get('Report'), fields: { name: 'Final report' } },
  ]);
  await expectDates(page, 'Synthesis', '9 to 20 March 2027');
  const undo = page.getByRole('button', { name: 'Undo: Move Synthesis' });
  await undo.click();
  const dialog = page.getByRole('alertdialog', { name: 'Undo: Move Synthesis' });
  await expect(dialog).toContainText('Ben Berger changed this since');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Synthesis' }).first()).toContainText(
    /End: the step set 13 March 2027, now it is 20 March 2027\s*Ben Berger, revision \d+/,
  );
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(undo, 'the step is still there').toBeEnabled();

  await page.keyboard.press('Control+z');
  await dialog.getByRole('button', { name: /^Undo all of it/ }).click();
  await expectDates(page, 'Synthesis', '8 to 12 March 2027');
  await expect(page.getByRole('button', { name: 'Nothing to undo' })).toBeVisible();
  await page.keyboard.press('Control+y');
  await expectDates(page, 'Synthesis', '9 to 20 March 2027');
});

test('what is built upon says by whom, and a step can be left out', async ({ page, watch }) => {
  watch.allowStatus(409);
  await signIn(page, product.url, admin);
  await openPlan(page);
  const phase = createUuid();
  const days = { startOn: '2027-03-08', endOn: '2027-03-12' };
  const create = { kind: 'phase.create', id: phase, projectId: made.projectId, parentId: null, name: 'Assay', ...days };
  await page.request.post(`${product.url}/api/commands`, { data: { commands: [create], label: 'Create Assay' } });
  await send(ben, [{ ...create, id: createUuid(), parentId: phase, name: 'Blank run' }]);
  await expect(bar(page, 'Assay')).toBeVisible();
  await page.getByRole('button', { name: 'Undo: Create Assay' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Undo: Create Assay' });
  await expect(dialog).toContainText('“Assay” has been built upon since');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Blank run' }).first()).toContainText(/Added\s*Ben Berger, revision \d+/);
  await expect(dialog.getByRole('button', { name: /^Undo all/ })).toHaveCount(0);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /^Leave this step out/ }).click();
  await expect(page.getByText('Left as it is: Create Assay')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo: Move Synthesis' })).toBeEnabled();
});
