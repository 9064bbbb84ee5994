/**
 * Random plans and command batches for property tests, as recipes of small numbers that fast-check can draw and shrink. A recipe
 * always yields a valid plan: whatever would close a circle or hang below a milestone is left out.
 */
import fc from 'fast-check';
import { BLANK_PHASE, BLANK_PROJECT } from '../../src/planning/blank-plan.ts';
import type { Command } from '../../src/planning/commands/command.ts';
import type {
  Assignment,
  Dependency,
  DependencyId,
  DependencyType,
  Equipment,
  Holiday,
  Phase,
  PhaseId,
  PlanSnapshot,
  Project,
  ProjectId,
  Reservation,
  Site,
  Staff,
} from '../../src/planning/model.ts';
import { worldHasCircle, worldOf, type World } from './oracle-world.ts';

type PhaseRecipe = readonly [project: number, parent: number, startOn: number, length: number, kind: number];
type LinkRecipe = readonly [from: number, to: number, type: number, lagDays: number];
type CommandRecipe = readonly [kind: number, a: number, b: number, c: number, d: number];

export type PlanRecipe = {
  readonly projects: readonly number[];
  readonly phases: readonly PhaseRecipe[];
  readonly links: readonly LinkRecipe[];
  readonly holidays: readonly (readonly [start: number, length: number])[];
  readonly bookings: readonly (readonly [phase: number, item: number])[];
  readonly batches: readonly (readonly CommandRecipe[])[];
  readonly mayDoubleBook: boolean;
};

/** 2026-01-05, a Monday. */
const BASE_DAY = 20_458;
const TYPES: readonly DependencyType[] = ['FS', 'FS', 'SS', 'FF', 'SF'];

const small = fc.nat({ max: 60 });
const phaseRecipe: fc.Arbitrary<PhaseRecipe> = fc.tuple(small, small, fc.nat({ max: 24 }), fc.nat({ max: 7 }), fc.nat({ max: 11 }));
const linkRecipe: fc.Arbitrary<LinkRecipe> = fc.tuple(small, small, fc.nat({ max: 4 }), fc.integer({ min: -4, max: 5 }));
const commandRecipe: fc.Arbitrary<CommandRecipe> = fc.tuple(fc.nat({ max: 39 }), small, small, small, fc.integer({ min: -9, max: 16 }));

/** Plans of one to three projects at two sites, up to 20 phases, and a few batches of commands for each. */
export const planRecipe: fc.Arbitrary<PlanRecipe> = fc.record({
  projects: fc.array(fc.nat({ max: 63 }), { minLength: 1, maxLength: 3 }),
  phases: fc.array(phaseRecipe, { minLength: 1, maxLength: 20, size: 'max' }),
  links: fc.array(linkRecipe, { maxLength: 18, size: 'max' }),
  holidays: fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 3 })), { maxLength: 4 }),
  bookings: fc.array(fc.tuple(small, small), { maxLength: 3 }),
  batches: fc.array(fc.array(commandRecipe, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6, size: 'max' }),
  mayDoubleBook: fc.boolean(),
});

/** The same recipes every time for one seed, for tests that cannot use fast-check's runner. */
export function samplePlanRecipes(count: number, seed: number): PlanRecipe[] {
  return fc.sample(planRecipe, { numRuns: count, seed });
}

/** An id of a kind, always the same for one number: ids are born here. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says which brand the id gets
function idOf<Id extends string>(kind: number, number: number): Id {
  return `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}` as Id;
}

const siteIds = [idOf<Site['id']>(1, 0), idOf<Site['id']>(1, 1)] as const;
const equipmentIds = [idOf<Equipment['id']>(2, 0), idOf<Equipment['id']>(2, 1)] as const;

export function snapshotOf(recipe: PlanRecipe): PlanSnapshot {
  const projects = recipe.projects.map(projectOf);
  const phases: Phase[] = [];
  for (const [index, phase] of recipe.phases.entries()) phases.push(phaseOf(phase, index, projects, phases));
  const snapshot: PlanSnapshot = {
    revision: 1,
    sites: siteIds.map((id, index) => ({
      id,
      name: `Site ${index}`,
      countryCode: null,
      regionCode: null,
      timeZone: 'UTC',
      weekendDays: index === 0 ? [6, 7] : [5],
    })),
    holidays: recipe.holidays.map(([start, length], index): Holiday => {
      const startOn = BASE_DAY + start;
      return { id: idOf(3, index), siteId: siteIds[index % 2] ?? siteIds[0], name: 'Off', kind: 'bank', startOn, endOn: startOn + length };
    }),
    companyEvents: [],
    staff: [staffMember()],
    projects: fitProjects(projects, phases),
    phases: fitParents(phases),
    dependencies: [],
    assignments: projects.map((project, index): Assignment => {
      const { id: projectId, startOn, endOn } = project;
      return { id: idOf(4, index), staffId: idOf(9, 0), projectId, phaseId: null, allocationPercent: 50, startOn, endOn };
    }),
    equipment: equipmentIds.map((id, index) => ({
      id,
      siteId: siteIds[0],
      name: `Instrument ${index}`,
      typeName: null,
      color: null,
      isActive: true,
      notes: null,
    })),
    reservations: [],
    timeOff: [],
    customColumns: [],
    customValues: [],
  };
  return { ...snapshot, dependencies: linksOf(recipe, snapshot), reservations: bookingsOf(recipe, snapshot) };
}

function staffMember(): Staff {
  const weeklyPattern = [100, 100, 100, 100, 100, 0, 0];
  return { id: idOf(9, 0), name: 'Ada', homeSiteId: siteIds[0], jobTitle: null, maxCapacityPercent: 100, weeklyPattern, isActive: true };
}

function projectOf(flags: number, index: number): Project {
  return {
    ...BLANK_PROJECT,
    id: idOf(5, index),
    siteId: siteIds[index % 2] ?? siteIds[0],
    rank: `V${index}V`,
    name: `Project ${index}`,
    startOn: BASE_DAY + (flags % 7),
    endOn: BASE_DAY + (flags % 7) + 9,
    hasFixedDates: (flags & 12) === 12,
    autoSchedule: (flags & 3) !== 3,
    workingDays: (flags & 16) !== 0,
    isArchived: (flags & 47) === 44,
  };
}

function phaseOf(recipe: PhaseRecipe, index: number, projects: readonly Project[], earlier: readonly Phase[]): Phase {
  const [projectNumber, parentNumber, start, length, kind] = recipe;
  const project = projects[projectNumber % projects.length];
  if (!project) throw new Error('a plan without a project');
  const candidates = earlier.filter((phase) => phase.projectId === project.id && !phase.isMilestone);
  const parent = candidates[parentNumber % (candidates.length + 2)];
  const startOn = BASE_DAY + start;
  const isMilestone = kind < 2;
  return {
    ...BLANK_PHASE,
    id: idOf(6, index),
    projectId: project.id,
    parentId: parent?.id ?? null,
    rank: `${String(index).padStart(3, '0')}V`,
    name: `Phase ${index}`,
    startOn,
    endOn: isMilestone ? startOn : startOn + length,
    isMilestone,
    milestoneEdge: kind === 0 ? 'start' : 'end',
  };
}

function fitParents(phases: readonly Phase[]): Phase[] {
  const fitted = new Map(phases.map((phase) => [phase.id, phase]));
  // Parents come before their children, so the last are fitted first.
  for (const { id } of phases.toReversed()) {
    const children = Array.from(fitted.values()).filter(({ parentId }) => parentId === id);
    const phase = fitted.get(id);
    if (!phase || children.length === 0) continue;
    const startOn = Math.min(...children.map((child) => child.startOn));
    const endOn = Math.max(...children.map((child) => child.endOn));
    fitted.set(id, { ...phase, startOn, endOn });
  }
  return Array.from(fitted.values());
}

function fitProjects(projects: readonly Project[], phases: readonly Phase[]): Project[] {
  const fitted = fitParents(phases);
  return projects.map((project) => {
    const own: { readonly startOn: number; readonly endOn: number }[] = fitted.filter(({ projectId }) => projectId === project.id);
    if (own.length === 0) return project;
    if (project.hasFixedDates) own.push(project);
    const startOn = Math.min(...own.map((one) => one.startOn));
    return { ...project, startOn, endOn: Math.max(...own.map((one) => one.endOn)) };
  });
}

function linksOf(recipe: PlanRecipe, snapshot: PlanSnapshot): Dependency[] {
  const world = worldOf(snapshot);
  for (const [index, [from, to, type, lagDays]] of recipe.links.entries()) {
    const predecessorId = snapshot.phases[from % snapshot.phases.length]?.id;
    const successorId = snapshot.phases[to % snapshot.phases.length]?.id;
    const isKnown = world.dependencies.some((one) => one.predecessorId === predecessorId && one.successorId === successorId);
    if (!predecessorId || !successorId || isKnown) continue;
    const before = world.dependencies;
    world.dependencies = [...before, { id: idOf(7, index), predecessorId, successorId, type: TYPES[type] ?? 'FS', lagDays }];
    if (isRelated(world, predecessorId, successorId) || worldHasCircle(world)) world.dependencies = before;
  }
  return world.dependencies;
}

function isRelated(world: World, a: PhaseId, b: PhaseId): boolean {
  const isAbove = (above: PhaseId, below: PhaseId): boolean => {
    const phase = world.phases.find(({ id }) => id === below);
    return phase !== undefined && (phase.id === above || (phase.parentId !== null && isAbove(above, phase.parentId)));
  };
  return isAbove(a, b) || isAbove(b, a);
}

function bookingsOf(recipe: PlanRecipe, { phases, projects }: PlanSnapshot): Reservation[] {
  const taken: Reservation[] = [];
  for (const [index, [phaseNumber, item]] of recipe.bookings.entries()) {
    const phase = phases[phaseNumber % phases.length];
    const project = projects[phaseNumber % projects.length];
    const equipmentId = equipmentIds[item % 2] ?? equipmentIds[0];
    if (!phase || !project) continue;
    const owner = index === 2 ? { projectId: project.id, phaseId: null } : { projectId: null, phaseId: phase.id };
    const { startOn, endOn } = index === 2 ? project : phase;
    taken.push({ id: idOf(8, index), equipmentId, kind: 'booking', ...owner, startOn, endOn, note: null });
  }
  const overlaps = (a: Reservation, b: Reservation) =>
    a !== b && a.equipmentId === b.equipmentId && a.startOn <= b.endOn && b.startOn <= a.endOn;
  return taken.filter((one, index) => !taken.slice(0, index).some((other) => overlaps(one, other)));
}

/** What a command recipe means on the present plan; `serial` makes the ids of created things. */
export function commandOf(recipe: CommandRecipe, world: World, serial: number): Command {
  const [kind, a, b, c, d] = recipe;
  const phases = Array.from(world.phases.values());
  const phase = phases[a % Math.max(1, phases.length)];
  const other = phases[b % Math.max(1, phases.length)];
  const project = world.projects[a % Math.max(1, world.projects.length)];
  if (!project || !phase || !other) {
    const projectId = project?.id ?? idOf<ProjectId>(5, 99);
    return {
      kind: 'phase.create',
      id: idOf(6, 1000 + serial),
      projectId,
      parentId: null,
      name: 'New',
      startOn: BASE_DAY,
      endOn: BASE_DAY + d,
    };
  }
  const startOn = phase.startOn + d;
  if (kind < 12) return { kind: 'phase.reschedule', id: phase.id, startOn, endOn: phase.isMilestone ? startOn : startOn + (c % 7) };
  if (kind < 15) return createCommand(recipe, world, serial);
  if (kind < 19) return linkCommand(recipe, phase.id, other.id, serial);
  if (kind < 22) return moveCommand(recipe, world, phase, other);
  if (kind < 23) return { kind: 'phase.delete', id: phase.id };
  if (kind < 26) return projectCommand(recipe, project);
  return rareCommand(recipe, world, { phase, project }, serial);
}

type Subject = { readonly phase: World['phases'][number]; readonly project: World['projects'][number] };

function rareCommand([kind, a, b, c, d]: CommandRecipe, world: World, { phase, project }: Subject, serial: number): Command {
  const link = world.dependencies[a % Math.max(1, world.dependencies.length)];
  if (kind < 29) {
    if (!link) return { kind: 'dependency.unlink', id: idOf(7, 9999) };
    if (c % 3 === 0) return { kind: 'dependency.unlink', id: link.id };
    const type = TYPES[b % TYPES.length] ?? 'FS';
    return c % 3 === 1
      ? { kind: 'dependency.update', id: link.id, lagDays: d }
      : { kind: 'dependency.update', id: link.id, type, lagDays: d };
  }
  if (kind < 31) return { kind: 'schedule.resolve', id: project.id };
  if (kind < 34) return updateMilestone(phase, b, c);
  if (kind < 35) return { kind: 'progress.set', id: phase.id, completionPercent: c };
  if (kind < 37) return bookingCommand([kind, a, b, c, d], world, phase.id, serial);
  if (kind < 38) {
    const days = { startOn: BASE_DAY + b, endOn: BASE_DAY + b + (c % 3) };
    const siteId = siteIds[a % 2] ?? siteIds[0];
    return { kind: 'holiday.set', id: idOf(3, 1000 + serial), fields: { siteId, name: 'Closed', kind: 'custom', ...days } };
  }
  if (kind < 39) return updateProject(project, b, c);
  return c === 0 ? { kind: 'project.delete', id: project.id } : { kind: 'progress.set', id: phase.id, completionPercent: null };
}

function createCommand([, a, b, c, d]: CommandRecipe, world: World, serial: number): Command {
  const project = world.projects[a % world.projects.length];
  const parents = world.phases.filter(({ projectId }) => projectId === project?.id);
  const parent = parents[b % (parents.length + 1)];
  const startOn = BASE_DAY + 5 + d;
  const isMilestone = c % 9 === 0;
  return {
    kind: 'phase.create',
    id: idOf<PhaseId>(6, 1000 + serial),
    projectId: project?.id ?? idOf<ProjectId>(5, 99),
    parentId: parent?.id ?? null,
    ...(c % 4 === 1 ? { afterId: null } : {}),
    name: `New ${serial}`,
    startOn,
    endOn: isMilestone ? startOn : startOn + (c % 6) - (c > 57 ? 9 : 0),
    completionPercent: c % 5 === 0 ? 40 : null,
    ...(isMilestone ? { fields: { isMilestone: true, milestoneEdge: c % 2 === 0 ? 'start' : 'end' } } : {}),
  };
}

function linkCommand([, , , c, d]: CommandRecipe, from: PhaseId, to: PhaseId, serial: number): Command {
  const type = TYPES[c % TYPES.length] ?? 'FS';
  return {
    kind: 'dependency.link',
    id: idOf<DependencyId>(7, 1000 + serial),
    predecessorId: from,
    successorId: to,
    type,
    lagDays: (d % 5) + 0,
  };
}

function moveCommand([, , , c]: CommandRecipe, world: World, phase: World['phases'][number], other: World['phases'][number]): Command {
  const siblings = world.order.get(other.id) ?? [];
  const afterId = c % 3 === 0 ? { afterId: (siblings[c % Math.max(1, siblings.length)] ?? null) as PhaseId | null } : {};
  const parentId = c % 4 === 3 ? null : other.id;
  return { kind: 'phase.move', id: phase.id, projectId: other.projectId, parentId, ...(parentId === null ? {} : afterId) };
}

function projectCommand([, , b, c, d]: CommandRecipe, project: World['projects'][number]): Command {
  const startOn = c % 5 === 0 ? project.startOn : project.startOn + d;
  return { kind: 'project.reschedule', id: project.id, startOn, endOn: startOn + (b % 30) };
}

function updateMilestone(phase: World['phases'][number], b: number, c: number): Command {
  const milestoneEdge = b % 2 === 0 ? ('start' as const) : ('end' as const);
  return {
    kind: 'phase.update',
    id: phase.id,
    fields: c % 2 === 0 ? { isMilestone: b % 3 !== 0, milestoneEdge } : { name: `Named ${b}`, milestoneEdge },
  };
}

function bookingCommand([, a, b, c]: CommandRecipe, world: World, phaseId: PhaseId, serial: number): Command {
  const booking = world.reservations[a % Math.max(1, world.reservations.length)];
  if (booking && c % 3 === 0) return { kind: 'booking.remove', id: booking.id };
  const equipmentId = equipmentIds[b % 2] ?? equipmentIds[0];
  return { kind: 'booking.set', id: idOf(8, 1000 + serial), fields: { equipmentId, phaseId } };
}

function updateProject(project: World['projects'][number], b: number, c: number): Command {
  const isOn = b % 2 === 0;
  const fields = [{ autoSchedule: isOn }, { workingDays: isOn }, { hasFixedDates: isOn }, { isArchived: isOn && b % 4 === 0 }][c % 4] ?? {};
  return { kind: 'project.update', id: project.id, fields };
}
