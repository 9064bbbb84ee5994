/**
 * A plan in memory: entities by id, with indexes for the questions that the engine and the views ask all the time. It is
 * mutable, and changes only through `applyPatches` (and, within one call and taken back before it ends, by the engine's own
 * transaction). Entities are never written to: a change replaces the object, so that views can compare by identity.
 */
import type { SiteCalendar } from './calendar/site-calendar.ts';
import { type GroupIndex, listGroup } from './group-index.ts';
import type {
  Assignment,
  AssignmentId,
  CompanyEvent,
  CompanyEventId,
  CustomColumn,
  CustomColumnId,
  CustomValue,
  CustomValueId,
  Dependency,
  DependencyId,
  Entities,
  EntityName,
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
  ReservationId,
  Site,
  SiteId,
  Staff,
  StaffId,
  TimeOff,
  TimeOffId,
} from './model.ts';
import { leavesBelow, type LinkEdge, type PhaseNode, type ProjectNode } from './phase-node.ts';
import type { OrderList } from './schedule/order-list.ts';

export type Plan = {
  readonly revision: number;
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly holidays: ReadonlyMap<HolidayId, Holiday>;
  readonly companyEvents: ReadonlyMap<CompanyEventId, CompanyEvent>;
  readonly staff: ReadonlyMap<StaffId, Staff>;
  readonly projects: ReadonlyMap<ProjectId, Project>;
  readonly phases: ReadonlyMap<PhaseId, Phase>;
  readonly dependencies: ReadonlyMap<DependencyId, Dependency>;
  readonly assignments: ReadonlyMap<AssignmentId, Assignment>;
  readonly equipment: ReadonlyMap<EquipmentId, Equipment>;
  readonly reservations: ReadonlyMap<ReservationId, Reservation>;
  readonly timeOff: ReadonlyMap<TimeOffId, TimeOff>;
  readonly customColumns: ReadonlyMap<CustomColumnId, CustomColumn>;
  readonly customValues: ReadonlyMap<CustomValueId, CustomValue>;
  /** The engine's own; nobody else reads or writes it. */
  readonly index: PlanIndex;
};

export type PlanIndex = {
  readonly nodes: Map<PhaseId, PhaseNode>;
  readonly projectNodes: Map<ProjectId, ProjectNode>;
  readonly edges: Map<DependencyId, LinkEdge>;
  /** Links of which an end is not in this plan, because its reader may not see it. */
  readonly dangling: Map<DependencyId, Dependency>;
  readonly assignmentsByOwner: GroupIndex;
  readonly assignmentsByStaff: GroupIndex;
  readonly reservationsByOwner: GroupIndex;
  readonly reservationsByEquipment: GroupIndex;
  readonly timeOffByStaff: GroupIndex;
  readonly holidaysBySite: GroupIndex;
  /** By column, then by project or phase. */
  readonly valuesByColumn: Map<CustomColumnId, Map<string, CustomValue>>;
  /** Built when first needed, then kept valid by every change. */
  order: OrderList | undefined;
  projectsByRank: readonly Project[] | undefined;
  columnsByRank: readonly CustomColumn[] | undefined;
  readonly calendars: Map<SiteId, SiteCalendar>;
  /** While a transaction runs: phases that it deleted, which its end brings back to their places in the order. */
  graveyard: Map<PhaseId, PhaseNode> | undefined;
};

/** Under which name a plan and a snapshot hold the entities of a kind. */
export const COLLECTIONS = {
  site: 'sites',
  holiday: 'holidays',
  companyEvent: 'companyEvents',
  staff: 'staff',
  project: 'projects',
  phase: 'phases',
  dependency: 'dependencies',
  assignment: 'assignments',
  equipment: 'equipment',
  reservation: 'reservations',
  timeOff: 'timeOff',
  customColumn: 'customColumns',
  customValue: 'customValues',
} as const satisfies Record<EntityName, keyof PlanSnapshot>;

export function findEntity<Name extends EntityName>(plan: Plan, entity: Name, id: string): Entities[Name] | undefined {
  // `COLLECTIONS` pairs each name with the map of its entities.
  return (plan[COLLECTIONS[entity]] as unknown as ReadonlyMap<string, Entities[Name]>).get(id);
}

/** All projects, by rank. */
export function listProjects(plan: Plan): readonly Project[] {
  plan.index.projectsByRank ??= Array.from(plan.projects.values()).sort(compareByRank);
  return plan.index.projectsByRank;
}

export function compareByRank(
  a: { readonly rank: string; readonly id: string },
  b: { readonly rank: string; readonly id: string },
): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** The phases directly below a phase, or the top phases of a project, by rank. */
export function childrenOf(plan: Plan, projectId: ProjectId, parentId: PhaseId | null): readonly Phase[] {
  const siblings = parentId === null ? plan.index.projectNodes.get(projectId)?.roots : plan.index.nodes.get(parentId)?.children;
  return siblings?.map((node) => node.phase) ?? [];
}

export function hasChildren(plan: Plan, phaseId: PhaseId): boolean {
  return (plan.index.nodes.get(phaseId)?.children.length ?? 0) > 0;
}

/** How many phases of a project are shown in its tree: those of which every phase above is open. */
export function countShown(plan: Plan, projectId: ProjectId, isOpen: (phaseId: PhaseId) => boolean): number {
  const count = (nodes: readonly PhaseNode[]): number => {
    let sum = nodes.length;
    for (const { children, phase } of nodes) if (children.length > 0 && isOpen(phase.id)) sum += count(children);
    return sum;
  };
  return count(plan.index.projectNodes.get(projectId)?.roots ?? []);
}

/** The links of which both ends are in the project. */
export function linksWithin(plan: Plan, projectId: ProjectId): readonly Dependency[] {
  const project = plan.index.projectNodes.get(projectId);
  const links: Dependency[] = [];
  const visit = (nodes: readonly PhaseNode[]): void => {
    for (const { outgoing, children } of nodes) {
      for (const edge of outgoing) if (edge.to.project === project) links.push(edge.dependency);
      visit(children);
    }
  };
  visit(project?.roots ?? []);
  return links;
}

/** The links between phases of different projects. */
export function linksAcrossProjects(plan: Plan): readonly Dependency[] {
  const links: Dependency[] = [];
  for (const { from, to, dependency } of plan.index.edges.values()) if (from.project !== to.project) links.push(dependency);
  return links;
}

/** Nearest first. */
export function ancestorsOf(plan: Plan, phaseId: PhaseId): readonly Phase[] {
  const ancestors: Phase[] = [];
  for (let node = plan.index.nodes.get(phaseId)?.parent; node; node = node.parent) ancestors.push(node.phase);
  return ancestors;
}

/** The leaves below a phase in tree order; a leaf itself. */
export function leavesOf(plan: Plan, phaseId: PhaseId): readonly Phase[] {
  const node = plan.index.nodes.get(phaseId);
  return node ? leavesBelow(node).map((leaf) => leaf.phase) : [];
}

/** Links whose successor is this very phase. */
export function predecessorLinksOf(plan: Plan, phaseId: PhaseId): readonly Dependency[] {
  return plan.index.nodes.get(phaseId)?.incoming.map((edge) => edge.dependency) ?? [];
}

/** Links whose predecessor is this very phase. */
export function successorLinksOf(plan: Plan, phaseId: PhaseId): readonly Dependency[] {
  return plan.index.nodes.get(phaseId)?.outgoing.map((edge) => edge.dependency) ?? [];
}

export function assignmentsOf(plan: Plan, owner: PhaseId | ProjectId): readonly Assignment[] {
  return listGroup(plan.index.assignmentsByOwner, owner, plan.assignments);
}

export function assignmentsOfStaff(plan: Plan, staffId: StaffId): readonly Assignment[] {
  return listGroup(plan.index.assignmentsByStaff, staffId, plan.assignments);
}

export function reservationsOf(plan: Plan, owner: PhaseId | ProjectId): readonly Reservation[] {
  return listGroup(plan.index.reservationsByOwner, owner, plan.reservations);
}

export function reservationsOfEquipment(plan: Plan, equipmentId: EquipmentId): readonly Reservation[] {
  return listGroup(plan.index.reservationsByEquipment, equipmentId, plan.reservations);
}

export function timeOffOf(plan: Plan, staffId: StaffId): readonly TimeOff[] {
  return listGroup(plan.index.timeOffByStaff, staffId, plan.timeOff);
}

export function holidaysOf(plan: Plan, siteId: SiteId): readonly Holiday[] {
  return listGroup(plan.index.holidaysBySite, siteId, plan.holidays);
}

/** All custom columns, by rank. */
export function listCustomColumns(plan: Plan): readonly CustomColumn[] {
  plan.index.columnsByRank ??= Array.from(plan.customColumns.values()).sort(compareByRank);
  return plan.index.columnsByRank;
}

/** The filled cell of a project or phase in a column. */
export function findCustomValue(plan: Plan, columnId: CustomColumnId, owner: PhaseId | ProjectId): CustomValue | undefined {
  return plan.index.valuesByColumn.get(columnId)?.get(owner);
}

/** The filled cells of a project or phase, in the order of the columns. */
export function customValuesOf(plan: Plan, owner: PhaseId | ProjectId): readonly CustomValue[] {
  if (plan.customValues.size === 0) return [];
  return listCustomColumns(plan).flatMap(({ id }) => findCustomValue(plan, id, owner) ?? []);
}

/** The filled cells of a column, in no promised order. */
export function customValuesIn(plan: Plan, columnId: CustomColumnId): readonly CustomValue[] {
  return Array.from(plan.index.valuesByColumn.get(columnId)?.values() ?? []);
}

/** The plan as plain lists, in no promised order. */
export function toSnapshot(plan: Plan): PlanSnapshot {
  return {
    revision: plan.revision,
    sites: Array.from(plan.sites.values()),
    holidays: Array.from(plan.holidays.values()),
    companyEvents: Array.from(plan.companyEvents.values()),
    staff: Array.from(plan.staff.values()),
    projects: Array.from(plan.projects.values()),
    phases: Array.from(plan.phases.values()),
    dependencies: Array.from(plan.dependencies.values()),
    assignments: Array.from(plan.assignments.values()),
    equipment: Array.from(plan.equipment.values()),
    reservations: Array.from(plan.reservations.values()),
    timeOff: Array.from(plan.timeOff.values()),
    customColumns: Array.from(plan.customColumns.values()),
    customValues: Array.from(plan.customValues.values()),
  };
}
