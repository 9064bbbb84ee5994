import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { createUuid } from '../../src/lib/uuid.ts';
import { signIn } from './e2e-page.ts';
import { activateAdmin, choosePassword, startE2eProduct, type Account, type E2eProduct } from './e2e-server.ts';

/** A site with a project of phases for journeys in the Gantt; each phase as `[name, startOn, endOn]`, in order. */
export type PlanOfNames = {
  readonly project: string;
  readonly phases: readonly (readonly [name: string, startOn: string, endOn: string])[];
  /** Finish-to-start links by names. */
  readonly links?: readonly (readonly [from: string, to: string])[];
  readonly isWorkingDays?: boolean;
};

export type MadePlan = {
  readonly siteId: string;
  readonly projectId: string;
  readonly phaseIds: ReadonlyMap<string, string>;
};

/** Four phases, each in the week after the one before, and not linked. */
export const FOUR_WEEKS: PlanOfNames = {
  project: 'KX-204',
  phases: [
    ['Scouting', '2027-03-01', '2027-03-05'],
    ['Synthesis', '2027-03-08', '2027-03-12'],
    ['Analysis', '2027-03-15', '2027-03-19'],
    ['Report', '2027-03-22', '2027-03-26'],
  ],
};

export type ProductWithPlan = { readonly product: E2eProduct; readonly admin: Account; readonly made: MadePlan };

/**
 * A product of its own for the journeys of one file, with its administrator and a plan. `prepare` adds whatever else there is to
 * be, as the signed-in administrator of the page.
 */
export async function startWithPlan(
  browser: Browser,
  plan: PlanOfNames,
  prepare?: (page: Page, parts: ProductWithPlan) => Promise<void>,
): Promise<ProductWithPlan> {
  const product = await startE2eProduct();
  try {
    const admin = await activateAdmin(product);
    const page = await browser.newPage();
    await signIn(page, product.url, admin);
    const parts = { product, admin, made: await makePlan(page, product, plan) };
    await prepare?.(page, parts);
    await page.close();
    return parts;
  } catch (error) {
    await product.stop();
    throw error;
  }
}

const PROJECT_DAYS = { startOn: '2027-03-01', endOn: '2027-04-30' };

const siteCommand = (id: string) => ({ kind: 'site.set', id, fields: { name: 'Basel', timeZone: 'Europe/Zurich', weekendDays: [6, 7] } });

type PhaseOfNames = PlanOfNames['phases'][number];

const phaseCommand = (projectId: string, id: string | undefined, [name, startOn, endOn]: PhaseOfNames, fields = {}) => ({
  kind: 'phase.create',
  id,
  projectId,
  parentId: null,
  name,
  startOn,
  endOn,
  fields,
});

const linkCommand = (id: string, predecessorId: string | undefined, successorId: string | undefined) => ({
  kind: 'dependency.link',
  id,
  predecessorId,
  successorId,
  type: 'FS',
  lagDays: 0,
});

/** The commands that make such a plan, and the ids that they give. */
export function planOf(plan: PlanOfNames, siteId: string = createUuid()): MadePlan & { readonly commands: readonly unknown[] } {
  const projectId = createUuid();
  const phaseIds = new Map(plan.phases.map(([name]) => [name, createUuid()]));
  const fields = { workingDays: plan.isWorkingDays ?? true };
  const commands = [
    siteCommand(siteId),
    { kind: 'project.create', id: projectId, siteId, name: plan.project, ...PROJECT_DAYS, fields },
    ...plan.phases.map((phase) => phaseCommand(projectId, phaseIds.get(phase[0]), phase)),
    ...(plan.links ?? []).map(([from, to]) => linkCommand(createUuid(), phaseIds.get(from), phaseIds.get(to))),
  ];
  return { siteId, projectId, phaseIds, commands };
}

/** Creates such a plan as the signed-in person of the page. */
export async function makePlan(page: Page, product: E2eProduct, plan: PlanOfNames, siteId?: string): Promise<MadePlan> {
  const { commands, ...made } = planOf(plan, siteId);
  const answer = await page.request.post(`${product.url}/api/commands`, { data: { commands } });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  return made;
}

/** Scouting → Synthesis → Analysis → Nomination, a milestone, back to back; Report is linked to nothing, and nobody is assigned. */
export function nominationPlan() {
  const ids = {
    site: createUuid(),
    project: createUuid(),
    scouting: createUuid(),
    synthesis: createUuid(),
    analysis: createUuid(),
    nomination: createUuid(),
    report: createUuid(),
    /** From Synthesis to Analysis. */
    link: createUuid(),
  };
  const phase = (id: string, ...named: PhaseOfNames) => phaseCommand(ids.project, id, named);
  const commands = [
    siteCommand(ids.site),
    { kind: 'project.create', id: ids.project, siteId: ids.site, name: 'KX-204', ...PROJECT_DAYS, fields: { workingDays: true } },
    phase(ids.scouting, 'Scouting', '2027-03-01', '2027-03-05'),
    phase(ids.synthesis, 'Synthesis', '2027-03-08', '2027-03-12'),
    phase(ids.analysis, 'Analysis', '2027-03-15', '2027-03-19'),
    phaseCommand(ids.project, ids.nomination, ['Nomination', '2027-03-19', '2027-03-19'], { isMilestone: true }),
    phase(ids.report, 'Report', '2027-03-01', '2027-03-12'),
    linkCommand(createUuid(), ids.scouting, ids.synthesis),
    linkCommand(ids.link, ids.synthesis, ids.analysis),
    linkCommand(createUuid(), ids.analysis, ids.nomination),
  ];
  return { ids, commands };
}

export const barOf = (page: Page, name: string): Locator => page.getByRole('gridcell', { name: new RegExp(`^${name},`) });
export const rowOf = (page: Page, name: string): Locator => page.getByRole('row', { name: new RegExp(`^(Collapse |Expand )?${name}`) });
export const nameCellOf = (page: Page, name: string): Locator => rowOf(page, name).getByRole('gridcell').first();
export const announcer = (page: Page): Locator => page.getByRole('log', { name: 'Announcements' });

export async function expectDates(page: Page, name: string, dates: string): Promise<void> {
  await expect(barOf(page, name)).toHaveAccessibleName(new RegExp(`^${name}, (milestone, )?${dates}`));
}

export async function openGantt(page: Page, product: E2eProduct, admin: Account, address: string): Promise<void> {
  await signIn(page, product.url, admin);
  await page.goto(`${product.url}${address}`);
  await expect(page.getByRole('treegrid', { name: 'Plan' })).toBeVisible();
}

/** Somebody of the role `user`, who is assigned to phases and has a password of their own; made by the signed-in administrator. */
export async function makeReporter(page: Page, product: E2eProduct, siteId: string, phaseIds: readonly string[]): Promise<Account> {
  const email = 'ulla@example.org';
  const made = await page.request.post(`${product.url}/api/users`, { data: { name: 'Ulla', email, role: 'user', siteIds: [siteId] } });
  const { user, oneTimePassword } = (await made.json()) as { user: { id: string }; oneTimePassword: string };
  const commands = phaseIds.map((phaseId) => ({
    kind: 'assignment.set',
    id: createUuid(),
    fields: { staffId: user.id, phaseId, allocationPercent: 50 },
  }));
  const assigned = await page.request.post(`${product.url}/api/commands`, { data: { commands } });
  expect(assigned.status(), await assigned.text()).toBeLessThan(300);
  return choosePassword(product, { email, oneTimePassword });
}
