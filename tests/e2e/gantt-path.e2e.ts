import { expect, type Page } from '@playwright/test';
import { announcer, barOf, makePlan, nameCellOf, openGantt, rowOf, startWithPlan, type PlanOfNames } from '../support/e2e-gantt.ts';
import { expectAccessible, test } from '../support/e2e-page.ts';
import type { Account, E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

const VIEW = '/gantt?from=2027-02-26&cell=20';
const STEPS = Array.from({ length: 40 }, (_, index) => `Step ${String(index + 1).padStart(2, '0')}`);
let product: E2eProduct;
let admin: Account;

test.beforeAll(async ({ browser }) => {
  const plan: PlanOfNames = {
    project: 'Long project',
    phases: [
      ['Chemistry', '2027-03-01', '2027-03-05'],
      ['Series', '2027-03-01', '2027-03-05'],
      ...STEPS.map((name) => [name, '2027-03-01', '2027-03-05'] as const),
    ],
  };
  ({ product, admin } = await startWithPlan(browser, plan, async (page, { product, made }) => {
    const { projectId, siteId } = made;
    const idOf = (name: string) => made.phaseIds.get(name);
    const commands = [
      { kind: 'phase.move', id: idOf('Series'), projectId, parentId: idOf('Chemistry') },
      ...STEPS.map((name) => ({ kind: 'phase.move', id: idOf(name), projectId, parentId: idOf('Series') })),
    ];
    expect((await page.request.post(`${product.url}/api/commands`, { data: { commands } })).ok()).toBe(true);
    await makePlan(page, product, { project: 'Other', phases: [['Alone', '2027-03-01', '2027-03-05']] }, siteId);
  }));
});
test.afterAll(() => product.stop());

const path = (page: Page) => page.getByRole('navigation', { name: 'Where the first row is' });
const scrollTo = (page: Page, top: number) =>
  page.locator('[data-part="scroller"]').evaluate((element, top) => {
    element.scrollTop = top;
  }, top);

for (const width of [1440, 390])
  test(`parents that are scrolled away stay readable over the names, and lead there, at ${String(width)} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    await openGantt(page, product, admin, VIEW);
    await expect(path(page)).toBeHidden();
    await scrollTo(page, 900);
    const steps = width === 390 ? ['Long project', 'Series'] : ['Long project', 'Chemistry', 'Series'];
    await expect(path(page).getByRole('button')).toHaveText(steps);
    await expectAccessible(page);
    await path(page).getByRole('button', { name: 'Series' }).click();
    await expect(nameCellOf(page, 'Series')).toBeFocused();
    await expect(rowOf(page, 'Series')).toBeInViewport();
    // The grid is one stop of the Tab key still, and arrows go on from there.
    await page.keyboard.press('ArrowDown');
    await expect(nameCellOf(page, 'Step 01')).toBeFocused();
    await scrollTo(page, 0);
    await expect(path(page)).toBeHidden();
  });

test('the bars lie over the rows while one scrolls far, and can be taken as soon as it rests', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 700 });
  await openGantt(page, product, admin, VIEW);
  await expect(barOf(page, 'Step 01')).toBeVisible();
  /** What the pointer finds in the middle of the bars in the frame after a jump. */
  const found = await page.locator('[data-part="scroller"]').evaluate(async (element) => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    const { left, top, width, height } = element.getBoundingClientRect();
    const parts: (string | undefined)[] = [];
    for (const scrollTop of [300, 600, 620]) {
      element.scrollTop = scrollTop;
      await nextFrame();
      const canvas = document.querySelector('[data-part="bodyCanvas"]');
      const table = document.elementFromPoint(left + 40, top + height / 2);
      parts.push(document.elementFromPoint(left + width - 200, top + height / 2) === canvas ? 'bars' : 'rows');
      parts.push(table?.closest('[data-row]') ? 'row' : table?.className);
    }
    return parts;
  });
  expect(found).toEqual(['bars', 'row', 'bars', 'row', 'bars', 'row']);
  const isOnTopAside = await page.locator('[data-part="scroller"]').evaluate(async (element) => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    element.scrollTop = 0;
    await nextFrame();
    element.scrollTop = 620;
    element.scrollLeft += 40;
    await nextFrame();
    return document.querySelector('[data-part="bodyCanvas"]')?.hasAttribute('data-on-top');
  });
  expect(isOnTopAside).toBe(false);
  await expect(page.locator('[data-part="bodyCanvas"][data-on-top]')).toHaveCount(0);
  const bar = barOf(page, 'Step 24');
  await bar.click();
  await expect(rowOf(page, 'Step 24')).toHaveAttribute('aria-selected', 'true');
});

test('the critical path is shown of one project, in the address too', async ({ page }) => {
  await openGantt(page, product, admin, VIEW);
  await scrollTo(page, 0);
  await page.getByRole('button', { name: 'Collapse all' }).click();
  await nameCellOf(page, 'Other').click();
  await page.keyboard.press('ArrowRight');
  await nameCellOf(page, 'Other').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Critical path of this project' }).click();
  await expect(announcer(page)).toHaveText('The critical path of Other is shown');
  await expect(page).toHaveURL(/critical=[0-9a-f-]{36}/);
  await expect(barOf(page, 'Alone')).toHaveAccessibleName(/critical/);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Critical path', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Expand all' }).click();
  await expect(barOf(page, 'Step 01')).not.toHaveAccessibleName(/critical/);
  await page.getByRole('button', { name: 'Critical path', exact: true }).click();
  await expect(page).not.toHaveURL(/critical=/);
  await page.getByRole('button', { name: 'Critical path', exact: true }).click();
  await expect(barOf(page, 'Step 01')).toHaveAccessibleName(/critical/);
});
