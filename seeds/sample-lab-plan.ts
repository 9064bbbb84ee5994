import { weekdayOf, type Day } from '../src/lib/days.ts';
import { createUuid } from '../src/lib/uuid.ts';
import type { Command, PhaseFields } from '../src/planning/commands/command.ts';
import type {
  AssignmentId,
  DependencyId,
  Equipment,
  PhaseId,
  ProjectId,
  SiteId,
  StaffId,
  TimeOffId,
  ReservationId,
} from '../src/planning/model.ts';
import { createSampleColumns, type SampleColumns } from './sample-lab-columns.ts';
import { projects, type SampleProject, type SampleSite, type Step } from './sample-lab-projects.ts';
import type { SampleUser } from './sample-lab-people.ts';

type Lab = {
  readonly today: Day;
  readonly monday: Day;
  readonly siteIds: Readonly<Record<SampleSite, SiteId>>;
  readonly users: readonly SampleUser[];
  readonly equipment: readonly Equipment[];
};
type Span = { readonly startOn: Day; readonly endOn: Day };
type Placed = Span & { readonly id: PhaseId };

/** What is known while the plan is laid out: who was asked last for a job, and when each instrument is taken. */
type Layout = {
  readonly lab: Lab;
  readonly commands: Command[];
  readonly columns: SampleColumns;
  readonly asked: Map<string, number>;
  readonly taken: Map<string, Span[]>;
};
type Owner = { readonly project: SampleProject; readonly projectId: ProjectId };

export function createLabCommands(lab: Lab): Command[] {
  const columns = createSampleColumns();
  const layout: Layout = { lab, commands: [...columns.commands], columns, asked: new Map(), taken: new Map() };
  for (const project of projects) addProject(layout, project);
  addMaintenance(layout);
  addTimeOff(layout);
  return layout.commands;
}

function addProject(layout: Layout, project: SampleProject): void {
  const { lab, commands } = layout;
  const startOn = lab.monday + project.startsIn;
  // The casts are where ids of the seed are born.
  const projectId = createUuid() as ProjectId;
  const manager = pickStaff(layout, project.site, 'Project manager');
  commands.push({
    kind: 'project.create',
    id: projectId,
    siteId: lab.siteIds[project.site],
    name: project.name,
    startOn,
    endOn: startOn,
    fields: {
      color: project.color,
      customer: project.customer,
      isConfirmed: project.isConfirmed,
      workingDays: project.workingDays,
      managerId: manager,
      volume: project.volume,
      currency: project.volume === null ? null : 'EUR',
      autoSchedule: true,
    },
  });
  commands.push(...layout.columns.valuesOfProject(projectId));
  const end = addSerial(layout, { project, projectId }, project.steps, null, startOn);
  commands.push({
    kind: 'assignment.set',
    id: createUuid() as AssignmentId,
    fields: { staffId: manager, projectId, phaseId: null, allocationPercent: 15, startOn, endOn: end },
  });
}

/** Lays the steps one after the other, each linked finish-to-start to the one before; returns the last day. */
function addSerial(layout: Layout, owner: Owner, steps: readonly Step[], parentId: PhaseId | null, startOn: Day): Day {
  let before: Placed | undefined;
  for (const step of steps) {
    const earliest = before === undefined ? startOn : before.endOn + 1;
    const placed = addStep(layout, owner, step, parentId, step.kind === 'milestone' ? earliest - 1 : toWorkingDay(earliest));
    if (before) {
      layout.commands.push({
        kind: 'dependency.link',
        id: createUuid() as DependencyId,
        predecessorId: before.id,
        successorId: placed.id,
        type: 'FS',
        lagDays: 0,
      });
    }
    before = placed;
  }
  return before?.endOn ?? startOn;
}

/** Parts side by side; each one after the first starts two days after the start of the one before it. */
function addParallel(layout: Layout, owner: Owner, steps: readonly Step[], parentId: PhaseId, startOn: Day): Day {
  let before: Placed | undefined;
  let endOn = startOn;
  for (const step of steps) {
    const placed = addStep(layout, owner, step, parentId, before === undefined ? startOn : addWorkingDays(before.startOn, 2));
    if (before) {
      layout.commands.push({
        kind: 'dependency.link',
        id: createUuid() as DependencyId,
        predecessorId: before.id,
        successorId: placed.id,
        type: 'SS',
        lagDays: 2,
      });
    }
    endOn = Math.max(endOn, placed.endOn);
    before = placed;
  }
  return endOn;
}

function addStep(layout: Layout, owner: Owner, step: Step, parentId: PhaseId | null, startOn: Day): Placed {
  const id = createUuid() as PhaseId;
  const create = (endOn: Day, completionPercent: number | null, fields: PhaseFields) =>
    layout.commands.push({
      kind: 'phase.create',
      id,
      projectId: owner.projectId,
      parentId,
      name: step.name,
      startOn,
      endOn,
      completionPercent,
      fields,
    });
  switch (step.kind) {
    case 'milestone': {
      create(startOn, startOn < layout.lab.today ? 100 : null, {
        isMilestone: true,
        milestoneEdge: 'end',
        status: startOn < layout.lab.today ? 'done' : 'todo',
      });
      return { id, startOn, endOn: startOn };
    }
    case 'task': {
      const endOn = addWorkingDays(startOn, step.days - 1);
      const percent = progressAt(layout.lab.today, { startOn, endOn });
      create(endOn, percent, { status: percent === 100 ? 'done' : percent === null ? 'todo' : 'inProgress' });
      layout.commands.push(...layout.columns.valuesOfTask(id, step.instrument !== undefined));
      addPeople(layout, owner.project.site, step.job, id);
      if (step.instrument !== undefined) addBooking(layout, step.instrument, id, { startOn, endOn });
      return { id, startOn, endOn };
    }
    case 'group': {
      create(startOn, null, {});
      const add = step.order === 'serial' ? addSerial : addParallel;
      return { id, startOn, endOn: add(layout, owner, step.parts, id, startOn) };
    }
  }
}

function addPeople(layout: Layout, site: SampleSite, job: string, phaseId: PhaseId): void {
  const staffId = pickStaff(layout, site, job);
  const turn = layout.asked.get('share') ?? 0;
  layout.asked.set('share', turn + 1);
  layout.commands.push({
    kind: 'assignment.set',
    id: createUuid() as AssignmentId,
    fields: { staffId, projectId: null, phaseId, allocationPercent: 40 + (turn % 5) * 10, startOn: null, endOn: null },
  });
}

/** The next person of the site with that job, in turn; who has nobody for it asks the whole site. */
function pickStaff(layout: Layout, site: SampleSite, job: string): StaffId {
  const atSite = layout.lab.users.filter((user) => user.homeSiteId === layout.lab.siteIds[site]);
  const able = atSite.filter((user) => user.jobTitle === job);
  const candidates = able.length > 0 ? able : atSite;
  const key = `${site}/${job}`;
  const turn = layout.asked.get(key) ?? 0;
  layout.asked.set(key, turn + 1);
  const picked = candidates[turn % candidates.length];
  if (!picked) throw new Error(`nobody works in ${site}`);
  return picked.id;
}

/** Books the instrument along with the phase, unless somebody has it then: the sample starts without a clash. */
function addBooking(layout: Layout, instrument: string, phaseId: PhaseId, span: Span): void {
  const equipment = layout.lab.equipment.find((item) => item.name === instrument);
  if (!equipment || !reserve(layout, equipment, span)) return;
  layout.commands.push({
    kind: 'booking.set',
    id: createUuid() as ReservationId,
    fields: { equipmentId: equipment.id, projectId: null, phaseId, ...span, note: null },
  });
}

function addMaintenance(layout: Layout): void {
  for (const [index, equipment] of layout.lab.equipment.entries()) {
    const startOn = layout.lab.monday + 21 + (index % 4) * 14;
    const span = { startOn, endOn: startOn + 1 };
    if (!reserve(layout, equipment, span)) continue;
    layout.commands.push({
      kind: 'block.set',
      id: createUuid() as ReservationId,
      fields: { equipmentId: equipment.id, ...span, note: 'Maintenance by the manufacturer' },
    });
  }
}

function reserve(layout: Layout, equipment: Equipment, span: Span): boolean {
  const taken = layout.taken.get(equipment.id) ?? [];
  if (taken.some((other) => other.startOn <= span.endOn && span.startOn <= other.endOn)) return false;
  layout.taken.set(equipment.id, [...taken, span]);
  return true;
}

function addTimeOff(layout: Layout): void {
  for (const [index, user] of layout.lab.users.entries()) {
    if (index % 3 !== 0) continue;
    const startOn = layout.lab.monday + ((index * 5) % 12) * 7;
    const isCourse = index % 9 === 0;
    layout.commands.push({
      kind: 'timeOff.set',
      id: createUuid() as TimeOffId,
      fields: {
        staffId: user.id,
        kind: isCourse ? 'training' : 'vacation',
        startOn,
        endOn: startOn + (isCourse ? 1 : 4),
        dayPart: 'full',
        recurrence: null,
        exceptionsOn: [],
        note: null,
      },
    });
  }
  const parent = layout.lab.users.find((user) => user.name === 'Manon Petit');
  if (!parent) return;
  layout.commands.push({
    kind: 'timeOff.set',
    id: createUuid() as TimeOffId,
    fields: {
      staffId: parent.id,
      kind: 'parental',
      startOn: layout.lab.monday,
      endOn: null,
      dayPart: 'afternoon',
      recurrence: { weekdays: [3], everyWeeks: 2 },
      exceptionsOn: [],
      note: null,
    },
  });
}

/** Done when it ended before today, in proportion (steps of 5 %) while it runs, nothing before. */
function progressAt(today: Day, span: Span): number | null {
  if (span.endOn < today) return 100;
  if (span.startOn >= today) return null;
  const share = (today - span.startOn) / (span.endOn - span.startOn + 1);
  return Math.max(5, Math.round(share * 18) * 5);
}

function isWeekend(day: Day): boolean {
  return weekdayOf(day) > 5;
}

function toWorkingDay(day: Day): Day {
  let result = day;
  while (isWeekend(result)) result += 1;
  return result;
}

function addWorkingDays(day: Day, count: number): Day {
  let result = day;
  for (let left = count; left > 0; left -= 1) result = toWorkingDay(result + 1);
  return result;
}
