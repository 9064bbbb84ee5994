/** Small plans for tests of single rules: entities by name, days counted from a Monday. */
import { BLANK_PHASE, BLANK_PROJECT, EMPTY_PLAN } from '../../src/planning/blank-plan.ts';
import type { Command, CommandOutcome, Refusal } from '../../src/planning/commands/command.ts';
import { runCommands } from '../../src/planning/commands/run-commands.ts';
import type {
  Dependency,
  DependencyId,
  DependencyType,
  Equipment,
  EquipmentId,
  Holiday,
  HolidayId,
  Phase,
  PhaseId,
  PlanSnapshot,
  Project,
  ProjectId,
  Reservation,
  Site,
  SiteId,
  Staff,
  StaffId,
} from '../../src/planning/model.ts';
import { applyPatches } from '../../src/planning/patches.ts';
import { createPlan, type Plan } from '../../src/planning/plan.ts';

/** 2026-01-05. */
export const MONDAY = 20_458;

/** Names serve as ids in these plans: ids are born here. */
export const siteId = (name: string) => name as SiteId;
export const projectId = (name: string) => name as ProjectId;
export const phaseId = (name: string) => name as PhaseId;
export const linkId = (name: string) => name as DependencyId;
export const staffId = (name: string) => name as StaffId;
export const equipmentId = (name: string) => name as EquipmentId;

export function makeSite(name: string, more: Partial<Site> = {}): Site {
  return { id: siteId(name), name, countryCode: null, regionCode: null, timeZone: 'UTC', weekendDays: [6, 7], ...more };
}

export function makeHoliday(startOn: number, endOn = startOn): Holiday {
  return { id: `holiday ${startOn}` as HolidayId, siteId: siteId('Basel'), name: 'Holiday', kind: 'bank', startOn, endOn };
}

export function makeProject(name: string, more: Partial<Project> = {}): Project {
  return {
    id: projectId(name),
    siteId: siteId('Basel'),
    rank: name,
    name,
    startOn: MONDAY,
    endOn: MONDAY,
    ...BLANK_PROJECT,
    ...more,
  };
}

/** A phase of the project Alpha from one day to another, both counted from the Monday. */
export function makePhase(name: string, from: number, to: number, more: Partial<Phase> = {}): Phase {
  return {
    id: phaseId(name),
    projectId: projectId('Alpha'),
    parentId: null,
    rank: name,
    name,
    startOn: MONDAY + from,
    endOn: MONDAY + to,
    ...BLANK_PHASE,
    ...more,
  };
}

export function makeLink(from: string, to: string, type: DependencyType = 'FS', lagDays = 0): Dependency {
  return { id: linkId(`${from} to ${to}`), predecessorId: phaseId(from), successorId: phaseId(to), type, lagDays };
}

export function makeStaff(name: string, more: Partial<Staff> = {}): Staff {
  const weeklyPattern = [100, 100, 100, 100, 100, 0, 0];
  return {
    id: staffId(name),
    name,
    homeSiteId: siteId('Basel'),
    jobTitle: null,
    maxCapacityPercent: 100,
    weeklyPattern,
    isActive: true,
    ...more,
  };
}

export function makeEquipment(name: string): Equipment {
  return { id: equipmentId(name), siteId: siteId('Basel'), name, typeName: null, color: null, isActive: true, notes: null };
}

export function makeBooking(name: string, item: string, phase: Phase): Reservation {
  const { startOn, endOn } = phase;
  return {
    id: name as Reservation['id'],
    equipmentId: equipmentId(item),
    kind: 'booking',
    projectId: null,
    phaseId: phase.id,
    startOn,
    endOn,
    note: null,
  };
}

/** A plan with the site Basel and, unless given, one project Alpha that spans its phases. */
export function makePlan(parts: Partial<PlanSnapshot>): Plan {
  const phases = parts.phases ?? [];
  const projects = (parts.projects ?? [makeProject('Alpha')]).map((project) => {
    const own = phases.filter((phase) => phase.projectId === project.id);
    if (own.length === 0 || project.hasFixedDates) return project;
    const startOn = Math.min(...own.map((phase) => phase.startOn));
    return { ...project, startOn, endOn: Math.max(...own.map((phase) => phase.endOn)) };
  });
  return createPlan({
    ...EMPTY_PLAN,
    revision: 1,
    sites: [makeSite('Basel')],
    ...parts,
    projects,
  });
}

/** What the commands do; a refusal is an error of the test. */
export function accept(plan: Plan, ...commands: readonly Command[]): Extract<CommandOutcome, { readonly kind: 'accepted' }> {
  const outcome = runCommands(plan, commands, { doubleBooking: 'refuse' });
  if (outcome.kind === 'refused') throw new Error(outcome.refusal.message);
  return outcome;
}

/** Runs the commands for good and answers with the moves. */
export function change(plan: Plan, ...commands: readonly Command[]) {
  const { patches, moves } = accept(plan, ...commands);
  applyPatches(plan, patches);
  return moves;
}

/** Why the commands are refused; their acceptance is an error of the test. */
export function refusalOf(plan: Plan, ...commands: readonly Command[]): Refusal {
  const outcome = runCommands(plan, commands, { doubleBooking: 'refuse' });
  if (outcome.kind === 'accepted') throw new Error('the commands were accepted');
  return outcome.refusal;
}

/** First and last day of a phase, counted from the Monday. */
export function daysOf(plan: Plan, name: string): readonly [number, number] {
  const phase = plan.phases.get(phaseId(name));
  if (!phase) throw new Error(`no phase ${name}`);
  return [phase.startOn - MONDAY, phase.endOn - MONDAY];
}

export function reschedule(name: string, from: number, to: number): Command {
  return { kind: 'phase.reschedule', id: phaseId(name), startOn: MONDAY + from, endOn: MONDAY + to };
}
