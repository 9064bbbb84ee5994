/** Resources to staff by e-mail, then by name; assignments of those who were found. */
import { emailKeyOf, nameKeyOf } from '../../lib/text-key.ts';
import type { StaffId } from '../../planning/model.ts';
import type { ForeignProject, ForeignResource } from '../foreign-project.ts';
import type { RemarkLog } from '../remarks.ts';
import { REMARKS } from './remark-texts.ts';

export type StaffCandidate = { readonly id: StaffId; readonly name: string; readonly email: string | null };

export type MatchedResource = {
  readonly name: string;
  readonly email: string | null;
  readonly staffId: StaffId | null;
  readonly assignments: number;
};

/** `taskUid` null: the whole project. */
export type MappedAssignment = { readonly staffId: StaffId; readonly taskUid: number; readonly allocationPercent: number };

export function mapPeople(
  project: ForeignProject,
  staff: readonly StaffCandidate[],
  log: RemarkLog,
): { readonly people: MatchedResource[]; readonly assignments: MappedAssignment[] } {
  const find = createMatcher(staff);
  const staffOf = new Map<number, StaffId>();
  const counts = new Map<number, number>();
  for (const { resourceUid } of project.assignments) counts.set(resourceUid, (counts.get(resourceUid) ?? 0) + 1);
  const people = project.resources.flatMap((resource) => {
    if (resource.kind !== 'work') {
      log.add(REMARKS.things, resource.name);
      return [];
    }
    const staffId = find(resource, log);
    if (staffId) staffOf.set(resource.uid, staffId);
    return [{ name: resource.name, email: resource.email, staffId, assignments: counts.get(resource.uid) ?? 0 }];
  });
  return { people, assignments: mapAssignments(project, staffOf, log) };
}

function mapAssignments(project: ForeignProject, staffOf: ReadonlyMap<number, StaffId>, log: RemarkLog): MappedAssignment[] {
  const seen = new Set<string>();
  return project.assignments.flatMap(({ taskUid, resourceUid, unitsPercent }) => {
    const staffId = staffOf.get(resourceUid);
    if (!staffId) return [];
    const key = `${taskUid} ${staffId}`;
    if (seen.has(key)) {
      log.add(REMARKS.assignmentDuplicate);
      return [];
    }
    seen.add(key);
    const allocationPercent = Math.min(100, Math.max(1, Math.round(unitsPercent)));
    if (Math.abs(allocationPercent - unitsPercent) > 0.5) log.add(REMARKS.unitsRaised, `${Math.round(unitsPercent)} %`);
    return [{ staffId, taskUid, allocationPercent }];
  });
}

function createMatcher(staff: readonly StaffCandidate[]): (resource: ForeignResource, log: RemarkLog) => StaffId | null {
  const byEmail = new Map(staff.flatMap((one) => (one.email ? [[emailKeyOf(one.email), one.id] as const] : [])));
  const byName = new Map<string, StaffId | 'several'>();
  for (const one of staff) byName.set(nameKey(one.name), byName.has(nameKey(one.name)) ? 'several' : one.id);
  return (resource, log) => {
    const byMail = resource.email ? byEmail.get(emailKeyOf(resource.email)) : undefined;
    if (byMail) return byMail;
    const found = byName.get(nameKey(resource.name));
    if (found === undefined) log.add(REMARKS.unmatched, resource.name);
    if (found === 'several') log.add(REMARKS.ambiguous, resource.name);
    return found === undefined || found === 'several' ? null : found;
  };
}

/** "Lovelace, Ada" compares like "Ada Lovelace". */
function nameKey(name: string): string {
  const [last, first, ...more] = name.split(',');
  const ordered = first !== undefined && more.length === 0 ? `${first} ${last ?? ''}` : name;
  return nameKeyOf(ordered);
}
