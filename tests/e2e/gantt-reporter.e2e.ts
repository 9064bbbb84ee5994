import { expect, type Locator, type Page } from '@playwright/test';
import { announcer, barOf, expectDates, makeReporter, openGantt, startWithPlan, type PlanOfNames } from '../support/e2e-gantt.ts';
import { expectAccessible, test } from '../support/e2e-page.ts';
import type { Account, E2eProduct } from '../support/e2e-server.ts';

test.describe.configure({ mode: 'serial' });

const VIEW = '/gantt?from=2027-02-26&cell=20';
const DAY_PX = 20;
let product: E2eProduct;
let reporter: Account;

test.beforeAll(async ({ browser }) => {
  const plan: PlanOfNames = {
    project: 'KX-204',
    phases: [
      ['Scouting', '2027-03-01', '2027-03-05'],
      ['Synthesis', '2027-03-08', '2027-03-12'],
    ],
  };
  ({ product } = await startWithPlan(browser, plan, async (page, { product, made }) => {
    reporter = await makeReporter(page, product, made.siteId, [made.phaseIds.get('Synthesis') ?? '']);
  }));
});
test.afterAll(() => product.stop());

type Place = { readonly x: number; readonly y: number };

/** A place of a bar, in pixels from its start and its middle. */
async function at(page: Page, name: string, dx: number, dy = 0): Promise<Place> {
  const box = await barOf(page, name).boundingBox();
  if (!box) throw new Error('not on screen');
  return { x: box.x + dx, y: box.y + box.height / 2 + dy };
}

async function take(page: Page, from: Place, dx: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + dx / 3, from.y, { steps: 2 });
  await page.mouse.move(from.x + dx, from.y, { steps: 4 });
}

const words = (page: Page, text: string | RegExp): Locator => page.locator('[data-part="overlay"]').getByText(text);
const WHERE = '8 to 12 March 2027, 5 working days';

test('whom a phase is assigned to pulls its progress, and nothing else of it or of others', async ({ page }) => {
  await openGantt(page, product, reporter, VIEW);
  await take(page, await at(page, 'Synthesis', 1, 9), 3 * DAY_PX);
  await expect(words(page, '0 % → 60 % done')).toBeVisible();
  await page.mouse.up();
  await expectDates(page, 'Synthesis', `${WHERE}, 60 percent done`);
  await page.getByRole('button', { name: 'Undo: Set progress of Synthesis' }).click();
  await expectDates(page, 'Synthesis', `${WHERE}, 0 percent done`);

  const refusal = 'You may report the progress of Synthesis, not change the rest';
  for (const grip of [50, 98]) {
    await take(page, await at(page, 'Synthesis', grip), DAY_PX);
    await expect(words(page, refusal)).toBeVisible();
    await page.mouse.up();
    await expect(announcer(page)).toHaveText(refusal);
  }
  // There is no handle of progress: what lies there is the bar.
  await take(page, await at(page, 'Scouting', 2, 9), 3 * DAY_PX);
  await expect(words(page, 'You may look at Scouting, not change it')).toBeVisible();
  await page.mouse.up();
  await expectDates(page, 'Synthesis', `${WHERE}, 0 percent done`);
  await expectDates(page, 'Scouting', '1 to 5 March 2027, 5 working days, 0 percent done');
});

test('the keys tell how far a phase is, as one step, and say why they do no more', async ({ page }) => {
  await openGantt(page, product, reporter, VIEW);
  await barOf(page, 'Synthesis').focus();
  await page.keyboard.down('Alt');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowUp');
  await expect(words(page, '0 % → 15 % done')).toBeVisible();
  await expect(announcer(page)).toHaveText('Synthesis, 15 percent done');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.up('Alt');
  await expectDates(page, 'Synthesis', `${WHERE}, 10 percent done`);
  await expect(words(page, '10 % done')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expectDates(page, 'Synthesis', `${WHERE}, 0 percent done`);
  // What was done is read out when the server has it.
  await expect(page.getByText('Undone: Set progress of Synthesis')).toBeVisible();

  const refusals = [
    ['Synthesis', 'Alt+ArrowRight', 'You may report the progress of Synthesis, not change the rest'],
    ['Scouting', 'Alt+ArrowUp', 'You may look at Scouting, not change it'],
    ['Synthesis', 'Alt+Shift+ArrowRight', 'You may report the progress of Synthesis, not change the rest'],
  ] as const;
  for (const [name, keys, reason] of refusals) {
    await barOf(page, name).focus();
    await page.keyboard.press(keys);
    await expect(announcer(page)).toHaveText(reason);
    await expect(words(page, reason), 'there is time to read it').toBeVisible();
  }
  await expect(words(page, refusals[2][2])).toBeHidden();
  await expectDates(page, 'Synthesis', `${WHERE}, 0 percent done`);
  await expectDates(page, 'Scouting', '1 to 5 March 2027, 5 working days, 0 percent done');
  await expectAccessible(page);
});
