import { expect, type Locator, type Page } from '@playwright/test';
import { createUuid } from '../../src/lib/uuid.ts';
import { makeReporter, openGantt, rowOf, startWithPlan, type MadePlan, type PlanOfNames } from '../support/e2e-gantt.ts';
import { expectAccessible, signIn, test } from '../support/e2e-page.ts';
import type { Account, E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

let product: E2eProduct;
let admin: Account;
let plan: MadePlan;
test.beforeAll(async ({ browser }) => {
  const aurora: PlanOfNames = {
    project: 'Aurora',
    phases: [
      ['Assay', '2027-03-01', '2027-03-05'],
      ['Report', '2027-03-08', '2027-03-12'],
    ],
    links: [['Assay', 'Report']],
  };
  ({
    product,
    admin,
    made: plan,
  } = await startWithPlan(browser, aurora, async (page, { product, made }) => {
    const equipment = ['Cytometer', 'Plate reader'].map((name) => ({
      kind: 'equipment.set',
      id: createUuid(),
      fields: { siteId: made.siteId, name },
    }));
    const answer = await page.request.post(`${product.url}/api/commands`, { data: { commands: equipment } });
    expect(answer.status(), await answer.text()).toBeLessThan(300);
  }));
});
test.afterAll(() => product.stop());

async function openDetails(page: Page, name: string, id: string): Promise<Locator> {
  await openGantt(page, product, admin, `/gantt?from=2027-02-22&select=${id}&details=true`);
  return page.getByRole('complementary', { name });
}

async function pick(page: Page, drawer: Locator, field: string, option: string): Promise<void> {
  const box = drawer.getByRole('combobox', { name: field });
  // A list closes when the drawer scrolls below it, as it does on the way to a field.
  await expect(async () => {
    await box.fill(option);
    await page.getByRole('option', { name: new RegExp(`^${option}`) }).click({ timeout: 3000 });
  }).toPass({ timeout: 30_000 });
}

test('equipment is booked and let go in the details, and the focus stays in the list', async ({ page }) => {
  const drawer = await openDetails(page, 'Assay', plan.phaseIds.get('Assay') ?? '');
  await expect(drawer.getByText('Nothing is booked.')).toBeVisible();
  await pick(page, drawer, 'Book equipment', 'Cytometer');
  await pick(page, drawer, 'Book equipment', 'Plate reader');
  const remove = (name: string): Locator => drawer.getByRole('button', { name: `Remove booking of ${name}` });
  await expect(remove('Cytometer')).toBeVisible();
  await expect(drawer.getByRole('region', { name: 'Equipment' }).getByText('1 to 5 March 2027')).toHaveCount(2);
  await expectAccessible(page);

  await remove('Cytometer').press('Enter');
  await expect(remove('Plate reader')).toBeFocused();
  await remove('Plate reader').press('Enter');
  await expect(drawer.getByRole('combobox', { name: 'Book equipment' })).toBeFocused();
  await expect(drawer.getByText('Nothing is booked.')).toBeVisible();
});

test('a taken instrument says so before it is booked, and a double booking is refused in words', async ({ page }) => {
  const drawer = await openDetails(page, 'Aurora', plan.projectId);
  await pick(page, drawer, 'Book equipment', 'Cytometer');
  await expect(drawer.getByRole('group', { name: 'Booking of Cytometer: first day' })).toBeVisible();
  await drawer.getByRole('spinbutton', { name: /^day, Booking of Cytometer: first day/ }).fill('4');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Undo: Change booking of Cytometer' })).toBeEnabled();

  await page.goto(`${product.url}/gantt?select=${plan.phaseIds.get('Assay') ?? ''}&details=true`);
  const phase = page.getByRole('complementary', { name: 'Assay' });
  await phase.getByRole('combobox', { name: 'Book equipment' }).fill('cyto');
  await expect(page.getByRole('option', { name: /Cytometer/ })).toContainText('taken 4 Mar 2027 – 12 Mar 2027');
  await page.getByRole('option', { name: /Cytometer/ }).click();
  await expect(page.getByRole('region', { name: 'Messages' }).getByText(/is taken from .* for “Aurora”/)).toBeVisible();
});

test('everything that a project says of its customer can be set and cleared again', async ({ page }) => {
  const drawer = await openDetails(page, 'Aurora', plan.projectId);
  await drawer.getByRole('textbox', { name: 'Customer' }).fill('Novelia');
  await pick(page, drawer, 'Sales manager', 'Administrator');
  await pick(page, drawer, 'Currency', 'CHF');
  await drawer.getByRole('textbox', { name: 'Volume' }).fill('125000.5');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Undo: Change Aurora' })).toBeEnabled();
  await page.reload();
  await expect(drawer.getByRole('textbox', { name: 'Volume' })).toHaveValue('125,000.5');
  await expect(drawer.getByRole('combobox', { name: 'Currency' })).toHaveValue('CHF');
  await expect(drawer.getByRole('combobox', { name: 'Sales manager' })).toHaveValue('Administrator');

  for (const field of ['Sales manager', 'Currency']) {
    await drawer.getByRole('combobox', { name: field }).fill('');
    await page.keyboard.press('Tab');
  }
  for (const field of ['Volume', 'Customer']) {
    await drawer.getByRole('textbox', { name: field }).fill('');
    await page.keyboard.press('Enter');
  }
  await expect
    .poll(async () => (await (await page.request.get(`${product.url}/api/projects/${plan.projectId}`)).json()) as unknown)
    .toMatchObject({ customer: null, salesManagerId: null, volume: null, currency: null });
});

test('who may only look at the plan tells the progress of phases that are theirs, and nothing else', async ({ page, browser }) => {
  const [assay, report] = [plan.phaseIds.get('Assay') ?? '', plan.phaseIds.get('Report') ?? ''];
  await signIn(page, product.url, admin);
  const account = await makeReporter(page, product, plan.siteId, [assay]);
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
  const ulla = await context.newPage();
  await openGantt(ulla, product, account, `/gantt?from=2027-02-22&select=${assay}&details=true`);
  const drawer = ulla.getByRole('complementary', { name: 'Assay' });
  await expect(drawer.getByRole('textbox', { name: 'Name' })).toBeDisabled();
  await drawer.getByRole('textbox', { name: 'Progress' }).fill('40');
  await ulla.keyboard.press('Enter');
  await expect(ulla.getByRole('button', { name: 'Undo: Set progress of Assay' })).toBeEnabled();
  await drawer.getByRole('button', { name: 'Close details' }).click();
  await rowOf(ulla, 'Assay').getByRole('gridcell', { name: '40%' }).dblclick();
  await ulla.keyboard.type('60');
  await ulla.keyboard.press('Enter');
  await expect(rowOf(ulla, 'Assay').getByRole('gridcell', { name: '60%' })).toBeVisible();
  await ulla.goto(`${product.url}/gantt?from=2027-02-22&select=${report}&details=true`);
  await expect(ulla.getByRole('complementary', { name: 'Report' }).getByRole('textbox', { name: 'Progress' })).toBeDisabled();
  await context.close();
});

test('a text that somebody else has changed meanwhile is shown beside the one that is being typed', async ({ page }) => {
  const assay = plan.phaseIds.get('Assay') ?? '';
  const drawer = await openDetails(page, 'Assay', assay);
  const notes = drawer.getByRole('textbox', { name: 'Notes' });
  await notes.fill('Mine');
  const commands = [{ kind: 'phase.update', id: assay, fields: { notes: 'Theirs' } }];
  await page.request.post(`${product.url}/api/commands`, { data: { commands } });
  await expect(drawer.getByText('Meanwhile somebody has changed this to “Theirs”.')).toBeVisible();
  await expect(notes).toHaveValue('Mine');
  await expectAccessible(page);
  await notes.press('Escape');
  await expect(notes).toHaveValue('Theirs');
  await expect(drawer.getByText('Meanwhile')).toHaveCount(0);
});

test('a message covers nothing of the details, on a desk as on a phone', async ({ page }) => {
  const drawer = await openDetails(page, 'Report', plan.phaseIds.get('Report') ?? '');
  const messages = page.getByRole('region', { name: 'Messages' });
  for (const width of [1440, 800, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await drawer.getByRole('textbox', { name: 'Name' }).fill(`Report at ${String(width)}`);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await expect(messages.getByText(/^Undone: Rename/)).toBeVisible();
    const [covered, covering] = [await drawer.boundingBox(), await messages.boundingBox()];
    if (!covered || !covering) throw new Error('not on screen');
    const isBeside = covering.x >= 0 && covering.x + covering.width <= covered.x;
    expect(isBeside || covering.y + covering.height <= covered.y, `${String(width)} px`).toBe(true);
    await messages.getByRole('button', { name: 'Close message' }).click();
  }
});
