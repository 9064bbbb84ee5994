/** Why a change is not taken back, field by field: what stands there now, who set it, in which revision. */
import type { FieldRef, Refusal } from '../../../planning/commands/command.ts';
import type { RevertConflict } from '../../../planning/commands/revert.ts';
import { findEntity, type Plan } from '../../../planning/plan.ts';
import type { Database } from '../../platform/database/database.ts';
import { ProblemError, type ProblemDetails } from '../../platform/http/problem-error.ts';
import { problemOfRefusal } from './change-problems.ts';
import { listPatchesOf, type KeptChange, type LockedPlan, type PatchSince } from './change-store.ts';
import { lookupIn } from './draft.ts';
import { levelOf, sightOf, type Reader } from './sight.ts';
import { wireValue } from './wire-value.ts';

/** A change that is to be taken back, under the lock. */
export type Revert = {
  readonly transaction: Database;
  readonly plan: Plan;
  readonly actor: Reader;
  readonly record: KeptChange;
  readonly locked: LockedPlan;
};

type WireConflict = NonNullable<ProblemDetails['conflicts']>[number];

/** How many conflicts are told one by one. */
const MAX_TOLD = 200;

/** Mine is the value that the change had set; theirs is what stands there now, with who set it last. */
export async function problemOfConflicts(
  revert: Revert,
  conflicts: readonly RevertConflict[],
): Promise<{ readonly problem: ProblemError; readonly lastRevision: number }> {
  const since = await patchesSince(revert, conflicts);
  const found = conflicts.map((conflict): { conflict: RevertConflict; last: PatchSince | undefined } => ({
    conflict,
    last: lastOf(since, conflict),
  }));
  const lastRevision = Math.max(0, ...found.map(({ last }) => last?.revision ?? 0));
  const told = found.filter(({ conflict }) => isSeen(revert, conflict));
  const problem = new ProblemError('conflict', {
    detail: sentenceOf(told.map(({ last }) => last)),
    errors: [{ field: 'revision', message: 'somebody changed this since' }],
    conflicts: told.slice(0, MAX_TOLD).map(({ conflict: { entity, id, field, expected, actual }, last }) => ({
      ...whoOf(last),
      entity,
      id,
      field,
      mine: wireValue(field, expected),
      theirs: wireValue(field, actual),
    })),
  });
  return { problem, lastRevision };
}

/** A refusal of the engine, with the changes since that stand in the way. */
export async function problemOfRevertRefusal(revert: Revert, refusal: Refusal): Promise<ProblemError> {
  const { plan, actor } = revert;
  const plain = problemOfRefusal(plan, actor, refusal, () => 'revision');
  const causes = (refusal.causes ?? []).filter((cause) => isSeen(revert, cause));
  const since = await patchesSince(revert, causes);
  const conflicts = causes.flatMap((cause): WireConflict[] => {
    const last = lastOf(since, cause);
    if (!last) return [];
    const { entity, id, field } = cause;
    return [{ ...whoOf(last), entity, id, field: last.field === 'id' ? 'id' : field, mine: last.from, theirs: last.to }];
  });
  return new ProblemError(plain.code, { ...plain.details, conflicts: conflicts.slice(0, MAX_TOLD) });
}

function patchesSince({ transaction, record }: Revert, fields: readonly FieldRef[]): Promise<readonly PatchSince[]> {
  const ids = [...new Set(fields.map(({ id }) => id))];
  return ids.length === 0 ? Promise.resolve([]) : listPatchesOf(transaction, ids, { since: record.revision });
}

function lastOf(since: readonly PatchSince[], { id, field }: FieldRef): PatchSince | undefined {
  const last = since.findLast((patch) => patch.id === id && (patch.field === field || patch.field === 'id'));
  // A field that came with the thing itself is told as its creation.
  const birth = since.find((patch) => patch.id === id && patch.revision === last?.revision && patch.field === 'id');
  return birth ?? last;
}

function whoOf(last: PatchSince | undefined): Pick<WireConflict, 'revision' | 'actorName'> {
  return { revision: last?.revision ?? 0, actorName: last?.actorName ?? null };
}

/** Whether the actor sees the thing in full. One that is gone is told to those who knew it: its id alone, and who deleted it. */
export function isSeen({ plan, actor }: Revert, { entity, id }: FieldRef): boolean {
  const row = findEntity(plan, entity, id);
  return row === undefined || levelOf(actor, entity, sightOf(lookupIn(plan), entity, row)) === 'full';
}

function sentenceOf(changes: readonly (PatchSince | undefined)[]): string {
  const names = [...new Set(changes.map((last) => last?.actorName ?? 'Somebody'))];
  if (names.length === 0) return 'Something that you may not see has been changed since.';
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} others`] : names;
  const who = shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}` : (shown[0] ?? '');
  return `${who} changed this since. Compare the values and decide.`;
}
