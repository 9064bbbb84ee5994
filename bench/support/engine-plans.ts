import type {
  Assignment,
  AssignmentId,
  Dependency,
  DependencyId,
  DependencyType,
  Phase,
  PhaseId,
  PlanSnapshot,
  Project,
  ProjectId,
  Site,
  SiteId,
  Staff,
  StaffId,
  TimeOff,
  TimeOffId,
} from '../../src/planning/model.ts';
import { dayOf } from '../../src/lib/days.ts';
import { BLANK_PROJECT, EMPTY_PLAN } from '../../src/planning/blank-plan.ts';
import { runCommands } from '../../src/planning/commands/run-commands.ts';
import { applyPatches } from '../../src/planning/patches.ts';
import { createPlan, type Plan } from '../../src/planning/plan.ts';
import { seededRandom } from '../../seeds/seeded-random.ts';

export const FIRST_MONDAY = dayOf(2026, 1, 5);

const PROJECTS = 100;
const TYPES: readonly DependencyType[] = ['FS', 'FS', 'FS', 'SS', 'FF', 'SF'];

/** Ids that are the same in every run; they are born here. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says which brand the id gets
function idOf<Id extends string>(kind: number, index: number): Id {
  return `01900000-0000-7${String(kind).padStart(3, '0')}-8000-${String(index).padStart(12, '0')}` as Id;
}

const site: Site = {
  id: idOf<SiteId>(1, 0),
  name: 'Basel',
  countryCode: null,
  regionCode: null,
  timeZone: 'Europe/Zurich',
  weekendDays: [6, 7],
};

function emptySnapshot(): PlanSnapshot {
  const holidays = Array.from({ length: 40 }, (_, index) => ({
    id: idOf<PlanSnapshot['holidays'][number]['id']>(2, index),
    siteId: site.id,
    name: 'Holiday',
    kind: 'bank' as const,
    startOn: FIRST_MONDAY + index * 37,
    endOn: FIRST_MONDAY + index * 37 + (index % 9 === 0 ? 4 : 0),
  }));
  return { ...EMPTY_PLAN, revision: 1, sites: [site], holidays };
}

function projectOf(index: number): Project {
  return {
    id: idOf<ProjectId>(3, index),
    siteId: site.id,
    rank: `V${String(index).padStart(3, '0')}V`,
    name: `Project ${index}`,
    startOn: FIRST_MONDAY,
    endOn: FIRST_MONDAY,
    ...BLANK_PROJECT,
    workingDays: index % 2 === 0,
    isConfirmed: index % 5 !== 0,
  };
}

/** Four levels: of each project's phases the first is the root, each ninth below it a group, each third below that a subgroup. */
function phaseOf(index: number, phasesPerProject: number, random: () => number): Phase {
  const project = Math.floor(index / phasesPerProject);
  const place = index % phasesPerProject;
  const first = index - place;
  const group = place - (place % 9);
  const subgroup = place - (place % 3);
  let parent: number | null = first + subgroup;
  if (place === 0) parent = null;
  else if (place % 9 === 0) parent = first;
  else if (place % 3 === 0) parent = first + group;
  const startOn = FIRST_MONDAY + project * 3 + Math.floor(place * 1.5 + random() * 10);
  const isMilestone = place % 3 === 2 && random() < 0.15;
  return {
    id: idOf<PhaseId>(4, index),
    projectId: idOf<ProjectId>(3, project),
    parentId: parent === null ? null : idOf<PhaseId>(4, parent),
    rank: `V${String(place).padStart(4, '0')}V`,
    name: `Phase ${place}`,
    startOn,
    endOn: isMilestone ? startOn : startOn + Math.floor(random() * 9),
    isMilestone,
    milestoneEdge: 'end',
    completionPercent: Math.floor(random() * 101),
    status: 'todo',
    color: null,
    notes: null,
  };
}

/** A schedule that keeps all its links, made by the engine's own commands from random dates. */
export function createBenchPlan(phaseCount: number, linkCount: number): Plan {
  const random = seededRandom(42);
  const phasesPerProject = phaseCount / PROJECTS;
  const phases = Array.from({ length: phaseCount }, (_, index) => phaseOf(index, phasesPerProject, random));
  const parents = new Set(phases.map(({ parentId }) => parentId));
  const tidy = phases.map((phase) => (parents.has(phase.id) ? { ...phase, isMilestone: false, completionPercent: null } : phase));
  const projects = Array.from({ length: PROJECTS }, (_, index) => projectOf(index));
  const plan = createPlan({ ...emptySnapshot(), projects, phases: tidy });
  link(plan, tidy, linkCount, random);
  const outcome = runCommands(
    plan,
    projects.map(({ id }) => ({ kind: 'schedule.resolve', id }) as const),
    { doubleBooking: 'allow' },
  );
  if (outcome.kind === 'refused') throw new Error(outcome.refusal.message);
  applyPatches(plan, outcome.patches);
  return plan;
}

/** Links lead to a later phase, mostly a near one of the same project; those that the engine refuses are drawn again. */
function link(plan: Plan, phases: readonly Phase[], count: number, random: () => number): void {
  const programmeOf = (index: number) => Math.floor((index * PROJECTS) / phases.length / 5);
  for (let serial = 0; plan.dependencies.size < count; serial += 1) {
    const to = 1 + Math.floor(random() * (phases.length - 1));
    const isFar = random() < 0.01;
    const from = Math.max(0, to - 1 - Math.floor(random() * (isFar ? 400 : 12)));
    const [predecessor, successor] = [phases[from], phases[to]];
    const isOther = predecessor?.projectId !== successor?.projectId;
    if (!predecessor || !successor || isOther !== isFar || programmeOf(from) !== programmeOf(to)) continue;
    const dependency: Dependency = {
      id: idOf<DependencyId>(5, serial),
      predecessorId: predecessor.id,
      successorId: successor.id,
      type: TYPES[Math.floor(random() * TYPES.length)] ?? 'FS',
      lagDays: Math.floor(random() * 4) - 1,
    };
    const outcome = runCommands(plan, [{ kind: 'dependency.link', ...dependency }], { doubleBooking: 'allow' });
    if (outcome.kind === 'accepted') applyPatches(plan, outcome.patches);
  }
}

/** People with five assignments each over the days, some tentative, and time off. */
export function createStaffPlan(people: number, days: number): Plan {
  const random = seededRandom(7);
  const projects = Array.from({ length: PROJECTS }, (_, index) => projectOf(index));
  const staff = Array.from({ length: people }, (_, index): Staff => {
    const weeklyPattern = index % 4 === 0 ? [100, 100, 50, 100, 0, 0, 0] : [100, 100, 100, 100, 100, 0, 0];
    const id = idOf<StaffId>(6, index);
    return { id, name: `Person ${index}`, homeSiteId: site.id, jobTitle: null, maxCapacityPercent: 100, weeklyPattern, isActive: true };
  });
  const assignments = Array.from({ length: people * 5 }, (_, index): Assignment => {
    const startOn = FIRST_MONDAY + Math.floor(random() * days);
    return {
      id: idOf<AssignmentId>(7, index),
      staffId: idOf<StaffId>(6, index % people),
      projectId: idOf<ProjectId>(3, index % PROJECTS),
      phaseId: null,
      allocationPercent: 5 * (1 + Math.floor(random() * 20)),
      startOn,
      endOn: startOn + 10 + Math.floor(random() * 200),
    };
  });
  const timeOff = staff.flatMap(({ id: staffId }, index): TimeOff[] => {
    const startOn = FIRST_MONDAY + Math.floor(random() * days);
    const id = idOf<TimeOffId>(8, index);
    const common = { id, staffId, startOn, exceptionsOn: [], note: null };
    return index % 3 === 0
      ? [{ ...common, kind: 'other', endOn: null, dayPart: 'morning', recurrence: { weekdays: [3], everyWeeks: 2 } }]
      : [{ ...common, kind: 'vacation', endOn: startOn + 14, dayPart: 'full', recurrence: null }];
  });
  return createPlan({ ...emptySnapshot(), projects, staff, assignments, timeOff });
}
