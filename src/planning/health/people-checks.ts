/** Whether there is somebody for the work, and whether they have the time. */
import type { Day } from '../../lib/days.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import type { Assignment, AssignmentId, Phase, Project, StaffId } from '../model.ts';
import type { PhaseNode } from '../phase-node.ts';
import { ancestorsOf, assignmentsOf, assignmentsOfStaff, type Plan } from '../plan-index.ts';
import { loadStateOf, type Workload, workloadsOf } from '../workload/workload.ts';
import type { Checked, Finding, Fix, HealthScope } from './finding.ts';
import { isDone } from './progress-checks.ts';

const USUAL_PERCENT = 50;
const LEAST_PERCENT = 10;
/** How far ahead people are looked at. */
const HORIZON_DAYS = 365;
const MAX_ASKED = 8;

/** Work to come that nobody is assigned to: not to it, nor to what contains it. Who could do it is worked out when it is asked for. */
export function checkUnassigned(checked: Checked): Finding[] {
  const { plan, project, leaves, today } = checked;
  if (assignmentsOf(plan, project.id).length > 0) return [];
  let team: readonly StaffId[] | undefined;
  return leaves.flatMap((leaf) => {
    const { phase } = leaf;
    if (phase.isMilestone || isDone(phase) || phase.endOn < today) return [];
    const owners = [phase.id, ...ancestorsOf(plan, phase.id).map((ancestor) => ancestor.id)];
    if (owners.some((owner) => assignmentsOf(plan, owner).length > 0)) return [];
    let fixes: readonly Fix[] | undefined;
    const propose = (): readonly Fix[] => proposeAssignment(checked, leaf, (team ??= listTeam(checked)));
    return [
      {
        check: 'unassigned',
        projectId: project.id,
        itemId: phase.id,
        get fixes() {
          return (fixes ??= propose());
        },
      } satisfies Finding,
    ];
  });
}

/** Who works in the project, and its manager. */
function listTeam({ plan, project, leaves }: Checked): readonly StaffId[] {
  const team = new Set<StaffId>(leaves.flatMap((leaf) => assignmentsOf(plan, leaf.phase.id).map(({ staffId }) => staffId)));
  if (project.managerId !== null) team.add(project.managerId);
  return Array.from(team);
}

/** Of the people who work nearby and in the project, the one with the most time during the phase. */
function proposeAssignment({ plan, createId }: Checked, { phase, parent, project }: PhaseNode, team: readonly StaffId[]): readonly Fix[] {
  const near = (parent?.children ?? project.roots).flatMap((node) => assignmentsOf(plan, node.phase.id).map(({ staffId }) => staffId));
  const asked = Array.from(new Set([...near, ...team]))
    .filter((id) => plan.staff.get(id)?.isActive === true)
    .slice(0, MAX_ASKED);
  let best: { readonly staffId: StaffId; readonly free: number } | undefined;
  for (const workload of workloadsOf(plan, asked, phase.startOn, phase.endOn)) {
    const free = leastFreeOf(workload);
    if (free >= LEAST_PERCENT && (!best || free > best.free)) best = { staffId: workload.staffId, free };
  }
  if (!best) return [];
  const percent = Math.min(USUAL_PERCENT, Math.floor(best.free / 5) * 5);
  const fields = { staffId: best.staffId, phaseId: phase.id, projectId: null, allocationPercent: percent, startOn: null, endOn: null };
  // A new assignment's id is born here.
  const id = createId() as AssignmentId;
  return [{ kind: 'assign', staffId: best.staffId, amount: percent, commands: [{ kind: 'assignment.set', id, fields }] }];
}

/** What a person can still give on the fullest of their working days; 0 when they work on none of them. */
function leastFreeOf({ capacity, load, tentative }: Workload): number {
  let least = Infinity;
  for (let index = 0; index < capacity.length; index += 1) {
    const able = capacity[index] ?? 0;
    if (able > 0) least = Math.min(least, able - (load[index] ?? 0) - (tentative[index] ?? 0));
  }
  return least === Infinity ? 0 : least;
}

/** Days to come on which people are asked for more than they can give, or while they are away, as one finding per stretch. */
export function checkPeople(plan: Plan, { projects, todayAt }: HealthScope): Finding[] {
  const projectIds = new Set<string>(projects.map((project) => project.id));
  const today = Math.min(...projects.map((project) => todayAt(project.siteId)));
  const busy = Array.from(plan.staff.values()).filter(
    (staff) =>
      staff.isActive && assignmentsOfStaff(plan, staff.id).some((assignment) => projectIds.has(workOf(plan, assignment)?.project.id ?? '')),
  );
  return workloadsOf(
    plan,
    busy.map((staff) => staff.id),
    today,
    today + HORIZON_DAYS,
  ).flatMap((workload) => listStretches(workload).flatMap((stretch) => describeStretch(plan, projectIds, workload.staffId, stretch) ?? []));
}

type Stretch = { readonly check: 'overload' | 'absence'; readonly from: Day; readonly to: Day; readonly excess: number };

/** Neighbouring days of the same kind, over weekends and other days on which nothing is asked. */
function listStretches({ from, capacity, load }: Workload): Stretch[] {
  const stretches: Stretch[] = [];
  let open: Stretch | undefined;
  for (let index = 0; index < capacity.length; index += 1) {
    const [able, asked] = [capacity[index] ?? 0, load[index] ?? 0];
    const state = loadStateOf(able, asked);
    if (state === 'off') continue;
    const check = state === 'over' ? 'overload' : state === 'clash' ? 'absence' : undefined;
    const day = from + index;
    if (open && open.check === check) open = { ...open, to: day, excess: Math.max(open.excess, asked - able) };
    else {
      if (open) stretches.push(open);
      open = check && { check, from: day, to: day, excess: asked - able };
    }
  }
  if (open) stretches.push(open);
  return stretches;
}

type Work = { readonly project: Project; readonly phase: Phase | undefined; readonly startOn: Day; readonly endOn: Day };

function workOf(plan: Plan, { phaseId, projectId, startOn, endOn }: Assignment): Work | undefined {
  const phase = phaseId === null ? undefined : plan.phases.get(phaseId);
  const owner = phase?.projectId ?? projectId;
  const project = owner === null ? undefined : plan.projects.get(owner);
  return (
    project && { project, phase, startOn: phase?.startOn ?? startOn ?? project.startOn, endOn: phase?.endOn ?? endOn ?? project.endOn }
  );
}

/** Told of the work that begins last during the stretch, which is the one to give way; undefined when that is none of the checked projects. */
function describeStretch(plan: Plan, projectIds: ReadonlySet<string>, staffId: StaffId, stretch: Stretch): Finding | undefined {
  const { check, from, to, excess } = stretch;
  const asking = assignmentsOfStaff(plan, staffId)
    .flatMap((assignment) => {
      const work = workOf(plan, assignment);
      const counts = work && work.project.isConfirmed && !work.project.isArchived && work.startOn <= to && work.endOn >= from;
      return counts && projectIds.has(work.project.id) ? [{ assignment, work }] : [];
    })
    .sort((a, b) => b.work.startOn - a.work.startOn || (a.assignment.id < b.assignment.id ? -1 : 1));
  const [last] = asking;
  if (!last) return undefined;
  const fixes = check === 'overload' ? reduceFixes(asking, excess) : moveAfterFixes(plan, last.work, to);
  const itemId = last.work.phase?.id ?? last.work.project.id;
  return { check, projectId: last.work.project.id, itemId, staffId, from, to, percent: Math.round(excess), fixes };
}

/** The latest work whose share can be made smaller by what is too much. */
function reduceFixes(asking: readonly { readonly assignment: Assignment; readonly work: Work }[], excess: number): Fix[] {
  const taken = Math.ceil(excess);
  const giving = asking.find(({ assignment }) => assignment.allocationPercent - taken >= LEAST_PERCENT);
  if (!giving) return [];
  const { id, allocationPercent, staffId } = giving.assignment;
  const amount = allocationPercent - taken;
  const phaseId = giving.work.phase?.id;
  return [
    {
      kind: 'reduce',
      amount,
      staffId,
      ...(phaseId === undefined ? {} : { phaseId }),
      commands: [{ kind: 'assignment.set', id, fields: { allocationPercent: amount } }],
    },
  ];
}

/** Work that has not begun moves behind the absence. */
function moveAfterFixes(plan: Plan, { phase, project }: Work, awayTo: Day): Fix[] {
  if (!phase || phase.status !== 'todo' || (phase.completionPercent ?? 0) > 0) return [];
  const on = calendarOf(plan, project.siteId).nextWorkingDay(awayTo + 1);
  return [
    { kind: 'move', on, commands: [{ kind: 'phase.reschedule', id: phase.id, startOn: on, endOn: on + phase.endOn - phase.startOn }] },
  ];
}
