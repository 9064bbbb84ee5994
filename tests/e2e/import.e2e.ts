import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { expectAccessible, signIn, test } from '../support/e2e-page.ts';
import { activateAdmin, startE2eProduct, type Account, type E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

let product: E2eProduct;
let admin: Account;
test.beforeAll(async () => {
  product = await startE2eProduct();
  admin = await activateAdmin(product);
});
test.afterAll(() => product.stop());

test.beforeEach(async ({ page }) => {
  await signIn(page, product.url, admin);
});

test('a file that is no plan is named; a Microsoft Project file is shown, imported and taken back', async ({ page, watch }) => {
  watch.allowStatus(422);
  await page.getByRole('button', { name: 'Import a file' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a plan' });
  const chosen = dialog.locator('input[type=file]');
  await expectAccessible(page);

  await chosen.setInputFiles({ name: 'plan.mpp', mimeType: 'text/html', buffer: Buffer.from('<!doctype html><html></html>') });
  await expect(dialog.getByRole('alert')).toContainText('plan.mpp: This is a web page, not a plan');

  await chosen.setInputFiles('tests/fixtures/mspdi/cryostat-upgrade.xml');
  await expect(dialog.getByLabel('Project name')).toHaveValue('Cryostat upgrade');
  await expect(dialog.getByRole('row', { name: /Safety review/ })).toContainText('10 Mar 2027');
  await expect(dialog.getByRole('region', { name: 'Not taken over' })).toContainText('1 value in custom fields');
  await expectAccessible(page);

  await dialog.getByLabel('Project name').fill('Cryostat');
  await dialog.getByRole('button', { name: 'Import 17 phases' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Imported “Cryostat”')).toBeVisible();
  await expect(page.getByRole('row', { name: /Mount new cryostat/ })).toBeVisible();

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByText('Undone: Import Cryostat')).toBeVisible();
  await expect(page.getByRole('row', { name: /Mount new cryostat/ })).toBeHidden();
});

test('by keyboard alone, a sheet is corrected and imported', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'Import a file' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('searchbox', { name: /Search projects/ })).toBeFocused();
  await page.keyboard.type('import a project');
  await expect(page.getByRole('menuitem', { name: /Import a project file/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Import a plan' });
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file…' }).focus();
  await page.keyboard.press('Enter');
  await (
    await chooser
  ).setFiles({ name: 'tests.csv', mimeType: 'text/csv', buffer: Buffer.from('Name;Anfang;Ende\nMessung;01/02/2027;03/02/2027\n') });

  await expect(dialog.getByRole('region', { name: 'Taken over differently' })).toContainText('read as day/month/year');
  await expect(dialog.getByRole('row', { name: /Messung/ })).toContainText('1 Feb 2027');
  await dialog.getByRole('button', { name: /Order of dates/ }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('row', { name: /Messung/ })).toContainText('2 Jan 2027');
  await expect(dialog.getByRole('button', { name: /Order of dates/ })).toBeFocused();
  await dialog.getByRole('button', { name: 'Import 1 phase' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name: /Messung/ })).toBeVisible();
});

test('a file that is dropped on the plan is read at once, and what is imported is marked as nobody else’s', async ({ page }) => {
  await expect(page.getByRole('row', { name: /Messung/ })).toBeVisible();
  const content = readFileSync('tests/fixtures/csv/english-mdy.csv', 'utf8');
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'detector.csv', { type: 'text/csv' }));
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  }, content);
  const dialog = page.getByRole('dialog', { name: 'Import a plan' });
  await expect(dialog.getByRole('row', { name: /Detector test/ })).toContainText('1 Mar 2027');
  await dialog.getByRole('button', { name: /^Import \d+ phases$/ }).click();
  await expect(page.getByRole('row', { name: /Detector test/ })).toBeVisible();
  // A name over a bar says that somebody else has changed it.
  await expect(page.getByText(/^Imported “/)).toBeVisible();
  expect(await page.locator('[data-part="overlay"]').getByText('Administrator').count()).toBe(0);
});
