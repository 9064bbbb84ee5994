import { fromWire } from '../../../contract/days-wire.ts';
import type { Command } from '../../../planning/commands/command.ts';
import { fieldsSetBy, findConflicts } from '../../../planning/commands/conflicts.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { Database } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { listPatchesOf, type PatchSince } from './change-store.ts';
import { wireValue } from './wire-value.ts';

/** How far back a caller may have looked; older ones load the plan again. */
const MAX_REVISIONS_BACK = 10_000;

/** Refuses commands that set a field which somebody else changed after the revision that the caller saw: theirs and mine, field by field. */
export async function requireNoConflicts(
  transaction: Database,
  plan: Plan,
  { commands, actor }: { readonly commands: readonly Command[]; readonly actor: { readonly userId: string } | null },
  baseRevision: number,
): Promise<void> {
  if (baseRevision > plan.revision || baseRevision < plan.revision - MAX_REVISIONS_BACK) throw new ProblemError('changes_gone');
  if (baseRevision === plan.revision) return;
  const ids = [...new Set(fieldsSetBy(plan, commands).map(({ id }) => id))];
  const since = (await listPatchesOf(transaction, ids, { since: baseRevision, exceptActor: actor?.userId })).map(patchOf);
  const conflicts = findConflicts(plan, commands, since);
  if (conflicts.length === 0) return;
  throw new ProblemError('conflict', {
    errors: [{ field: 'baseRevision', message: 'somebody changed these fields since' }],
    conflicts: conflicts.map((conflict) => ({
      ...conflict,
      mine: wireValue(conflict.field, conflict.mine),
      theirs: wireValue(conflict.field, conflict.theirs),
    })),
  });
}

/** The log holds days as text; the engine wants them as numbers. */
function patchOf(patch: PatchSince): PatchSince {
  return fromWire(patch) as PatchSince;
}
