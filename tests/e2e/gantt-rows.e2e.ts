import { expect, type Page } from '@playwright/test';
import { createUuid } from '../../src/lib/uuid.ts';
import { nameCellOf, openGantt, rowOf, startWithPlan, type PlanOfNames } from '../support/e2e-gantt.ts';
import { test } from '../support/e2e-page.ts';
import type { Account, E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'default' });

const VIEW = '/gantt?from=2027-02-26&cell=20';
const STEPS = Array.from({ length: 120 }, (_, index) => `Step ${String(index + 1).padStart(3, '0')}`);
let product: E2eProduct;
let admin: Account;
let riskColumn: string;

test.beforeAll(async ({ browser }) => {
  const plan: PlanOfNames = { project: 'Long project', phases: STEPS.map((name) => [name, '2027-03-01', '2027-03-05'] as const) };
  ({ product, admin } = await startWithPlan(browser, plan, async (page, { product }) => {
    const options = ['Low', 'High'].map((label) => ({ id: createUuid(), label, color: '#b4541a' }));
    const data = { name: 'Risk', kind: 'list', appliesTo: 'all', options };
    const answer = await page.request.post(`${product.url}/api/custom-columns`, { data });
    expect(answer.status(), await answer.text()).toBe(201);
    riskColumn = `c-${((await answer.json()) as { id: string }).id}`;
  }));
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

test('the options of a list go along with their field, and are away while it is', async ({ page }) => {
  await openGantt(page, product, admin, `${VIEW}&cols=name,${riskColumn}`);
  await rowOf(page, 'Step 020').locator(`[data-column="${riskColumn}"]`).dblclick();
  const risk = page.getByRole('combobox', { name: 'Risk of Step 020' });
  const options = page.getByRole('listbox', { name: 'Risk' });
  await expect(options).toBeVisible();
  const scroll = (by: number) => page.locator('[data-part="scroller"]').evaluate((scroller, by) => scroller.scrollBy(0, by), by);
  await scroll(300);
  await expect.poll(async () => ((await options.boundingBox())?.y ?? 0) - ((await risk.boundingBox())?.y ?? 0)).toBeLessThan(40);
  await expect.poll(async () => ((await options.boundingBox())?.y ?? 0) - ((await risk.boundingBox())?.y ?? 0)).toBeGreaterThan(0);
  await scroll(900);
  await expect(options).toBeHidden();
  await scroll(-900);
  await expect(options).toBeVisible();
  await expect(risk).toBeFocused();
});

test('the button of a row is seen in the colours of the system', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openGantt(page, product, admin, VIEW);
  await nameCellOf(page, 'Step 002').click();
  const dots = rowOf(page, 'Step 002').getByRole('button', { name: 'Actions for Step 002' });
  expect(await dots.evaluate((button) => getComputedStyle(button, '::before').backgroundImage)).toContain('radial-gradient');
});

test('a name is changed by way of the menu', async ({ page }) => {
  await openGantt(page, product, admin, VIEW);
  await nameCellOf(page, 'Step 003').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await expect(field(page, 'Step 003')).toBeFocused();
  await page.keyboard.type('Third');
  await page.keyboard.press('Enter');
  await expect(nameCellOf(page, 'Third')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menu').press('End');
  await page.getByRole('menuitem', { name: 'Rename' }).press('Enter');
  await page.keyboard.type('Step 003');
  await page.keyboard.press('Enter');
  await expect(nameCellOf(page, 'Step 003')).toBeFocused();
});

test('a cut text is told by the cell under the pointer alone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await openGantt(page, product, admin, VIEW);
  await nameCellOf(page, 'Long project').dblclick();
  await field(page, 'Long project').fill('A project of a name that is too long');
  await page.keyboard.press('Enter');
  const project = nameCellOf(page, 'A project of a name');
  await project.hover();
  await expect(project).toHaveAttribute('title', 'A project of a name that is too long');
  await page.mouse.move(5, 5);
  await expect(page.locator('[data-row] [title]')).toHaveCount(0);
});
