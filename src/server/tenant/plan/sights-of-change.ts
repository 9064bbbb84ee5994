/** Who may see what of a change, before and after it: computed once, at the commit, and kept with the change. */
import type { EntityName, PhaseId } from '../../../planning/model.ts';
import {
  assignmentsOf,
  assignmentsOfStaff,
  customValuesOf,
  type Plan,
  predecessorLinksOf,
  reservationsOf,
  reservationsOfEquipment,
  successorLinksOf,
  timeOffOf,
} from '../../../planning/plan.ts';
import type { Draft } from './draft.ts';
import type { Row, SightChange } from './mask.ts';
import { sightOf, type PlanLookup, type Sight } from './sight.ts';

type Named = { readonly entity: EntityName; readonly id: string };

/** Covers every entity that the patches name, and every other one whose sight changes with them (the phases of a project that moves to another site). */
export function sightsOfChange(plan: Plan, draft: Draft): SightChange[] {
  const seen = new Set<string>();
  const groups = new Map<string, Group>();
  for (const touched of draft.touched) {
    addOnce(seen, groups, draft, touched);
    for (const dependent of dependentsOf(plan, draft, touched)) if (changesSight(draft, dependent)) addOnce(seen, groups, draft, dependent);
  }
  return [...groups.values()];
}

type Group = {
  readonly entity: EntityName;
  readonly before: Sight | null;
  readonly after: Sight | null;
  readonly ids: string[];
  readonly rows?: { before: Row; after: Row }[];
};

function addOnce(seen: Set<string>, groups: Map<string, Group>, draft: Draft, { entity, id }: Named): void {
  const key = `${entity} ${id}`;
  if (seen.has(key)) return;
  seen.add(key);
  const [before, after] = [sightAt(draft.before, entity, id), sightAt(draft.after, entity, id)];
  if (!before && !after) return;
  const [beforeText, afterText] = [JSON.stringify(before), JSON.stringify(after)];
  const keepsRows = before !== null && after !== null && beforeText !== afterText;
  const groupKey = `${entity} ${beforeText} ${afterText}`;
  const group = groups.get(groupKey) ?? { entity, before, after, ids: [], ...(keepsRows && { rows: [] }) };
  groups.set(groupKey, group);
  group.ids.push(id);
  group.rows?.push({ before: { ...draft.before(entity, id) }, after: { ...draft.after(entity, id) } });
}

function sightAt(lookup: PlanLookup, entity: EntityName, id: string): Sight | null {
  const row = lookup(entity, id);
  return row ? sightOf(lookup, entity, row) : null;
}

function changesSight(draft: Draft, { entity, id }: Named): boolean {
  return JSON.stringify(sightAt(draft.before, entity, id)) !== JSON.stringify(sightAt(draft.after, entity, id));
}

/** Entities whose sight hangs on this one, where a field that decides sights was patched. They are those of the plan before. */
function* dependentsOf(plan: Plan, draft: Draft, { entity, id }: Named): Generator<Named> {
  if (entity === 'project') {
    const [before, after] = [draft.before('project', id), draft.after('project', id)];
    if (before && after && before.siteId !== after.siteId) yield* dependentsOfProject(plan, before.id);
  } else if (entity === 'phase') {
    const [before, after] = [draft.before('phase', id), draft.after('phase', id)];
    if (before && after && before.projectId !== after.projectId) yield* dependentsOfPhase(plan, before.id);
  } else if (entity === 'staff') {
    const [before, after] = [draft.before('staff', id), draft.after('staff', id)];
    if (before && after && before.homeSiteId !== after.homeSiteId) {
      yield* named('assignment', assignmentsOfStaff(plan, before.id));
      yield* named('timeOff', timeOffOf(plan, before.id));
    }
  } else if (entity === 'equipment') {
    const [before, after] = [draft.before('equipment', id), draft.after('equipment', id)];
    if (before && after && before.siteId !== after.siteId) yield* named('reservation', reservationsOfEquipment(plan, before.id));
  }
}

function* dependentsOfProject(plan: Plan, id: Parameters<typeof assignmentsOf>[1]): Generator<Named> {
  yield* named('assignment', assignmentsOf(plan, id));
  yield* named('reservation', reservationsOf(plan, id));
  yield* named('customValue', customValuesOf(plan, id));
  for (const phase of plan.phases.values()) {
    if (phase.projectId !== id) continue;
    yield { entity: 'phase', id: phase.id };
    yield* dependentsOfPhase(plan, phase.id);
  }
}

function* dependentsOfPhase(plan: Plan, id: PhaseId): Generator<Named> {
  yield* named('dependency', predecessorLinksOf(plan, id));
  yield* named('dependency', successorLinksOf(plan, id));
  yield* named('assignment', assignmentsOf(plan, id));
  yield* named('reservation', reservationsOf(plan, id));
  yield* named('customValue', customValuesOf(plan, id));
}

function* named(entity: EntityName, rows: Iterable<{ readonly id: string }>): Generator<Named> {
  for (const row of rows) yield { entity, id: row.id };
}
