import { expect, type Page } from '@playwright/test';
import { createUuid } from '../../src/lib/uuid.ts';
import { barOf, nominationPlan, openGantt } from '../support/e2e-gantt.ts';
import { expectAccessible, signIn, test } from '../support/e2e-page.ts';
import { activateAdmin, startE2eProduct, type Account, type E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

const { ids, commands } = nominationPlan();
const view = '/gantt?from=2027-02-26&cell=12';

let product: E2eProduct;
let admin: Account;
test.beforeAll(async () => {
  product = await startE2eProduct();
  admin = await activateAdmin(product);
});
test.afterAll(() => product.stop());

const openPlan = (page: Page, address = view) => openGantt(page, product, admin, address);

async function run(page: Page, ...commands: readonly unknown[]): Promise<void> {
  const answer = await page.request.post(`${product.url}/api/commands`, { data: { commands } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

test('a date is explained by the chain of rules that leads to it, by key and by menu', async ({ page }) => {
  await signIn(page, product.url, admin);
  await run(page, ...commands);
  await page.goto(`${product.url}${view}`);
  await barOf(page, 'Analysis').click();
  await page.keyboard.press('Shift+F1');
  const details = page.getByRole('complementary', { name: 'Analysis' });
  const why = details.getByRole('region', { name: 'Why is it here' });
  await expect(why.getByRole('listitem')).toHaveCount(3);
  await expect(why.getByRole('listitem').nth(0)).toHaveText(/Analysis starts 15 Mar.*Begins when Synthesis has ended \(FS\)\./);
  await expect(why.getByRole('listitem').nth(2)).toHaveText(
    /Scouting 1 Mar 2027 – 5 Mar 2027, 5 working days.*waits for nothing.*Planned by/,
  );
  await expect(page.getByRole('log', { name: 'Announcements' })).toHaveText(/Begins when Synthesis has ended.*It all begins with Scouting/);
  await expectAccessible(page);

  await why.getByRole('button', { name: 'Scouting' }).click();
  await expect(page.getByRole('complementary', { name: 'Scouting' })).toBeVisible();
  await barOf(page, 'Nomination').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /Why is it here/ }).click();
  const ofNomination = page.getByRole('complementary', { name: 'Nomination' });
  await expect(ofNomination.getByText('Begins when Analysis has ended (FS).')).toBeVisible();
  await expect(ofNomination.getByText('A day of delay is a day of delay of the project')).toBeVisible();

  await barOf(page, 'KX-204').focus();
  await page.keyboard.press('Shift+F1');
  const ofProject = page.getByRole('complementary', { name: 'KX-204' });
  await expect(ofProject.getByText('Begins with Scouting, the first in it.')).toBeVisible();
  await expect(ofProject.getByRole('list', { name: 'Critical path' }).getByRole('button')).toHaveText([
    /Scouting/,
    /Synthesis/,
    /Analysis/,
    /Nomination/,
  ]);
});

test('what slipped since a baseline is seen in bars, columns, details and a list, and the baseline goes when it is not wanted', async ({
  page,
}) => {
  await openPlan(page, `${view}&cols=name,end,slip,totalSlack`);
  await page.getByRole('button', { name: 'Baselines' }).click();
  const panel = page.getByRole('complementary', { name: 'Baselines' });
  await expect(panel.getByText('None was taken yet.')).toBeVisible();
  await panel.getByRole('textbox', { name: 'Name' }).fill('Approved');
  await panel.getByRole('button', { name: 'Take baseline' }).click();
  await expect(panel.getByRole('radio', { name: /Approved/ })).toBeChecked();
  await expect(page).toHaveURL(/baseline=/);
  await expect(panel.getByText('Everything that it holds ends as planned.')).toBeVisible();

  await run(page, { kind: 'phase.reschedule', id: ids.synthesis, startOn: '2027-03-10', endOn: '2027-03-16' });
  await expect(barOf(page, 'Analysis')).toHaveAccessibleName(/2 working days later against the baseline/);
  await expect(panel.getByRole('button', { name: /^Analysis 2 wd later was 15 Mar/ })).toBeVisible();
  await expect(panel.getByText(/later · 0 earlier/)).toBeVisible();
  await expect(page.getByRole('row', { name: /Analysis/ }).getByText('+2', { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.reload();
  await expect(barOf(page, 'Analysis')).toHaveAccessibleName(/2 working days later against the baseline/);
  await barOf(page, 'Analysis').focus();
  await page.keyboard.press('Enter');
  const details = page.getByRole('complementary', { name: 'Analysis' });
  await expect(details.getByText('begins 2 wd later, ends 2 wd later')).toBeVisible();

  await page.getByRole('button', { name: 'Baselines' }).click();
  await panel.getByRole('button', { name: 'Actions for Approved' }).click();
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Agreed');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(panel.getByRole('radio', { name: /Agreed/ })).toBeChecked();
  await panel.getByRole('button', { name: 'Actions for Agreed' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(panel.getByText('None was taken yet.')).toBeVisible();
  await expect(barOf(page, 'Analysis')).not.toHaveAccessibleName(/baseline/);
});

test('a baseline that somebody else renames or deletes does so in an open page', async ({ page, watch }) => {
  watch.allowStatus(404);
  await openPlan(page, `${view}&panel=baselines`);
  const panel = page.getByRole('complementary', { name: 'Baselines' });
  await panel.getByRole('textbox', { name: 'Name' }).fill('First');
  await panel.getByRole('button', { name: 'Take baseline' }).click();
  await expect(panel.getByRole('radio', { name: /First/ })).toBeChecked();
  const address = `${product.url}/api/baselines/${new URL(page.url()).searchParams.get('baseline') ?? ''}`;
  // As from another browser: this page hears of it like of anybody's change.
  expect((await page.request.patch(address, { data: { name: 'Second' } })).status()).toBe(200);
  await expect(panel.getByRole('radio', { name: /Second/ })).toBeChecked();
  await expect(panel.getByRole('heading', { name: /Second/ })).toBeVisible();

  expect((await page.request.delete(address)).status()).toBeLessThan(300);
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText('The baseline Second was deleted');
  await expect(page).not.toHaveURL(/baseline=/);
  await expect(panel.getByText('None was taken yet.')).toBeVisible();
  await expect(panel.getByRole('heading', { name: /Second/ })).toHaveCount(0);
  await expectAccessible(page);

  await page.goto(`${product.url}${view}&baseline=${createUuid()}`);
  await expect(messages).toContainText('The baseline is not there any more');
  await expect(page).not.toHaveURL(/baseline=/);
});

test('the plan’s health names what is doubtful, jumps to it, and settles it in one step that can be undone', async ({ page }) => {
  await openPlan(page, `${view}&panel=health`);
  const panel = page.getByRole('complementary', { name: 'Plan health' });
  const open = panel.getByRole('region', { name: 'Nothing waits for it' });
  await expect(open.getByText('Ends before Analysis without a link')).toBeVisible();
  await expect(panel.getByRole('region', { name: 'Nobody assigned' }).getByRole('listitem')).toHaveCount(4);
  await expectAccessible(page);
  await open.getByRole('button', { name: /^Report/ }).click();
  await expect(page.getByRole('row', { name: /Report/ })).toHaveAttribute('aria-selected', 'true');
  await open.getByRole('button', { name: 'Link with Analysis' }).click();
  await expect(open).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(open.getByText('Ends before Analysis without a link')).toBeVisible();

  await page.getByRole('button', { name: 'Details', exact: true }).click();
  const attention = page.getByRole('complementary', { name: 'Report' }).getByRole('region', { name: 'Attention' });
  await expect(attention.getByRole('listitem')).toHaveText([/Nobody assigned/, /Nothing waits for it/]);
  await attention.getByRole('button', { name: 'Link with Analysis' }).click();
  await expect(attention.getByRole('listitem')).toHaveText([/Nobody assigned/]);
  await page.keyboard.press('Control+z');
  await expect(attention.getByRole('listitem')).toHaveCount(2);
});

test('the history of an item tells links and people too, and takes a single change back', async ({ page }) => {
  await openPlan(page, `${view}&select=${ids.analysis}&details=true`);
  await run(page, { kind: 'dependency.update', id: ids.link, type: 'FS', lagDays: 2 });
  await run(page, { kind: 'phase.update', id: ids.analysis, fields: { name: 'Analytics' } });
  const details = page.getByRole('complementary', { name: 'Analytics' });
  await details.getByRole('button', { name: 'Show the last changes' }).click();
  const changes = details.getByRole('region', { name: 'History' }).getByRole('listitem');
  await expect(changes.nth(0)).toHaveText(/Renamed from “Analysis” to “Analytics”/);
  await expect(changes.nth(1)).toHaveText(/Start .*pushed by Synthesis.*Link from Synthesis: lag 0 d → 2 d/);
  await expectAccessible(page);
  await changes
    .nth(1)
    .getByRole('button', { name: /^Undo this change/ })
    .click();
  await expect(changes.nth(0)).toHaveText(/Link from Synthesis: lag 2 d → 0 d.*by undo/);
  await expect(changes.nth(2)).toHaveText(/taken back/);
  await expect(details.getByRole('textbox', { name: /Lag of predecessor Synthesis/ })).toHaveValue('0');
});

test('on a narrow screen the panels cover the plan and are left again', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openPlan(page, `${view}&panel=health`);
  const panel = page.getByRole('complementary', { name: 'Plan health' });
  await expect(panel.getByText(/of the open phases are sound/)).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole('button', { name: 'Close plan health' }).click();
  await expect(panel).toHaveCount(0);
  await page.goto(`${product.url}${view}&panel=baselines`);
  await expect(page.getByRole('complementary', { name: 'Baselines' })).toBeVisible();
  await expectAccessible(page);
});
