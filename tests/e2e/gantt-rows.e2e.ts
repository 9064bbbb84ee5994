import { expect, type Page } from '@playwright/test';
import { nameCellOf, openGantt, rowOf, startWithPlan, type PlanOfNames } from '../support/e2e-gantt.ts';
import { test } from '../support/e2e-page.ts';
import type { Account, E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'default' });

const VIEW = '/gantt?from=2027-02-26&cell=20';
const STEPS = Array.from({ length: 120 }, (_, index) => `Step ${String(index + 1).padStart(3, '0')}`);
let product: E2eProduct;
let admin: Account;

test.beforeAll(async ({ browser }) => {
  const plan: PlanOfNames = { project: 'Long project', phases: STEPS.map((name) => [name, '2027-03-01', '2027-03-05'] as const) };
  ({ product, admin } = await startWithPlan(browser, plan));
});
test.afterAll(() => product.stop());

const field = (page: Page, name: string) => page.getByRole('textbox', { name: `Name of ${name}` });

/** The numbers of the rows in the order in which they stand in the document, when those beside what is seen are there. */
const rowNumbers = (page: Page): Promise<readonly number[]> =>
  page.locator('[data-part="scroller"]').evaluate(async (scroller) => {
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
    return [...scroller.querySelectorAll('[data-row]')].map((row) => Number(row.getAttribute('aria-rowindex')));
  });

async function expectReadingOrder(page: Page): Promise<void> {
  const isInOrder = async () => {
    const numbers = await rowNumbers(page);
    return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
  };
  await expect.poll(isInOrder).toBe(true);
}

test('rows are read in their order wherever keys lead', async ({ page }) => {
  await openGantt(page, product, admin, VIEW);
  await nameCellOf(page, 'Step 001').click();
  for (const key of ['PageDown', 'PageDown', 'Control+End', 'PageUp', 'Control+Home']) {
    await page.keyboard.press(key);
    await expectReadingOrder(page);
  }
  await expect(nameCellOf(page, 'Long project')).toBeFocused();
});

test('a press elsewhere takes what was typed, and has the focus', async ({ page }) => {
  await openGantt(page, product, admin, VIEW);
  await nameCellOf(page, 'Step 002').dblclick();
  await field(page, 'Step 002').fill('Second');
  await rowOf(page, 'Step 004').locator('[data-column="start"]').click();
  await expect(nameCellOf(page, 'Second')).toBeVisible();
  await expect(rowOf(page, 'Step 004').locator('[data-column="start"]')).toBeFocused();

  await nameCellOf(page, 'Second').dblclick();
  await field(page, 'Second').fill('Step 002');
  await page.getByRole('searchbox').click();
  await expect(nameCellOf(page, 'Step 002')).toBeVisible();
  await expect(page.getByRole('searchbox')).toBeFocused();
});
