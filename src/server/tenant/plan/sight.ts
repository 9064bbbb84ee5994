/**
 * Who sees what of a plan. A sight is what decides it for one entity at one moment, in a form that can be kept in the change
 * log: any revision can later be masked for any reader without the plan that it was made on. `plan-query.ts` says the same
 * in SQL; a property test holds both equal.
 */
import { roleHas, type Role } from '../../../contract/roles.ts';
import type {
  Assignment,
  CompanyEvent,
  CustomValue,
  Dependency,
  Entities,
  EntityName,
  Equipment,
  Holiday,
  PhaseId,
  Phase,
  Project,
  ProjectId,
  Reservation,
  SiteId,
  Staff,
  StaffId,
  TimeOff,
} from '../../../planning/model.ts';

/** The person for whom something is read; `'all'` sites for administrators. */
export type Reader = { readonly userId: StaffId; readonly role: Role; readonly siteIds: readonly SiteId[] | 'all' };

export type Sight = {
  /** All of these sites must be in the reader's scope. */
  readonly sites: readonly SiteId[];
  /** And this person must be seen: of the reader's sites, or the reader. */
  readonly person?: { readonly id: StaffId; readonly siteId: SiteId | null };
  /** Without this site in scope, only the masked form is seen. */
  readonly detailSite?: SiteId;
};

export type SightLevel = 'none' | 'masked' | 'full';

/** How a reader sees an entity; no sight stands for an entity that is not there. */
export function levelOf(reader: Reader, entity: EntityName, sight: Sight | null): SightLevel {
  if (!sight || !sight.sites.every((id) => isInScope(reader, id)) || (sight.person && !seesPerson(reader, sight.person))) return 'none';
  if (sight.detailSite !== undefined && !isInScope(reader, sight.detailSite)) return 'masked';
  const isTimeOffOfOther = entity === 'timeOff' && sight.person?.id !== reader.userId;
  return isTimeOffOfOther && !roleHas(reader.role, 'staff.manage') ? 'masked' : 'full';
}

export function isInScope(reader: Reader, siteId: SiteId): boolean {
  return reader.siteIds === 'all' || reader.siteIds.includes(siteId);
}

function seesPerson(reader: Reader, person: { readonly id: StaffId; readonly siteId: SiteId | null }): boolean {
  if (reader.siteIds === 'all' || person.id === reader.userId) return true;
  return person.siteId !== null && reader.siteIds.includes(person.siteId);
}

/** Looks entities up at one moment: before or after a change. */
export type PlanLookup = <Name extends EntityName>(entity: Name, id: string) => Entities[Name] | undefined;

/** The sight of an entity that is there. */
export function sightOf<Name extends EntityName>(lookup: PlanLookup, entity: Name, row: Entities[Name]): Sight {
  return sights[entity](lookup, row);
}

const sights: { readonly [Name in EntityName]: (lookup: PlanLookup, row: Entities[Name]) => Sight } = {
  site: () => ({ sites: [] }),
  holiday: ofSite,
  companyEvent: ofSite,
  equipment: ofSite,
  staff: (lookup, staff: Staff) => ({ sites: [], person: { id: staff.id, siteId: staff.homeSiteId } }),
  // An archived project of a foreign site is not even a masked bar.
  project: (_lookup, project: Project) => ({ sites: project.isArchived ? [project.siteId] : [], detailSite: project.siteId }),
  phase: (lookup, phase: Phase) => ({ sites: siteOfProject(lookup, phase.projectId) }),
  dependency: (lookup, link: Dependency) => {
    const sites = [...siteOfPhase(lookup, link.predecessorId), ...siteOfPhase(lookup, link.successorId)];
    return { sites: [...new Set(sites)].sort() };
  },
  assignment: (lookup, assignment: Assignment) => ({ sites: siteOfOwner(lookup, assignment), ...personOf(lookup, assignment.staffId) }),
  reservation: (lookup, reservation: Reservation) => {
    const [detailSite] = siteOfOwner(lookup, reservation);
    return { sites: [lookup('equipment', reservation.equipmentId)?.siteId ?? NOWHERE], ...(detailSite !== undefined && { detailSite }) };
  },
  // The columns are everybody's; what is in a cell is seen with its project.
  customColumn: () => ({ sites: [] }),
  customValue: (lookup, value: CustomValue) => ({ sites: siteOfOwner(lookup, value) }),
  timeOff: (lookup, timeOff: TimeOff) => ({ sites: [], ...personOf(lookup, timeOff.staffId) }),
};

/** The site of something whose owner is not there: in nobody's scope, so that a fault hides rather than shows. */
const NOWHERE = 'nowhere' as SiteId;

function ofSite(_lookup: PlanLookup, row: Holiday | CompanyEvent | Equipment): Sight {
  return { sites: [row.siteId] };
}

function personOf(lookup: PlanLookup, id: StaffId): { readonly person: { readonly id: StaffId; readonly siteId: SiteId | null } } {
  return { person: { id, siteId: lookup('staff', id)?.homeSiteId ?? null } };
}

function siteOfProject(lookup: PlanLookup, id: ProjectId): SiteId[] {
  return [lookup('project', id)?.siteId ?? NOWHERE];
}

function siteOfPhase(lookup: PlanLookup, id: PhaseId): SiteId[] {
  const phase = lookup('phase', id);
  return phase ? siteOfProject(lookup, phase.projectId) : [NOWHERE];
}

/** The site of the project that an assignment, booking or value belongs to, directly or by its phase; none for a block. */
function siteOfOwner(lookup: PlanLookup, row: { readonly projectId: ProjectId | null; readonly phaseId: PhaseId | null }): SiteId[] {
  if (row.projectId !== null) return siteOfProject(lookup, row.projectId);
  return row.phaseId === null ? [] : siteOfPhase(lookup, row.phaseId);
}
