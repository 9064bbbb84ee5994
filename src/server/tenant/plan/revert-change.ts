import { fromWire } from '../../../contract/days-wire.ts';
import { roleHas } from '../../../contract/roles.ts';
import type { Command } from '../../../planning/commands/command.ts';
import { revertPatches, type RevertConflict, type RevertOutcome } from '../../../planning/commands/revert.ts';
import type { Patch } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { Database } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { commitProposal, type ChangeResult, type Proposal } from './change-plan.ts';
import { problemOfRefusal } from './change-problems.ts';
import { findRecord, listPatchesOf, type KeptChange, type LockedPlan, type PatchSince } from './change-store.ts';
import type { SightChange } from './mask.ts';
import { commandRules } from './plan-policy.ts';
import { levelOf, type Reader } from './sight.ts';
import { wireValue } from './wire-value.ts';

/** Undoes one revision by the inverse of its patches, as a new revision. Undoing an undo is a redo. */
export function revertChangeOf(
  context: TenantContext,
  actor: Reader & { readonly name: string },
  revision: number,
  idempotencyKey?: string,
): Promise<ChangeResult> {
  const propose = async (transaction: Database, plan: Plan, { doubleBooking }: LockedPlan): Promise<Proposal> => {
    const record = await findRecord(transaction, revision);
    if (!record || !isVisible(actor, record)) throw notFound();
    requirePermission(actor, record);
    // The log holds patches with days as text; the engine wants them as numbers.
    const patches = fromWire(record.patches) as readonly Patch[];
    return decideRevert({ transaction, plan, actor, record }, revertPatches(plan, patches, { doubleBooking }));
  };
  return commitProposal(context, actor, propose, { idempotencyKey, requestBody: ['change.revert', revision] });
}

function notFound(): ProblemError {
  return new ProblemError('not_found', { errors: [{ field: 'revision', message: 'there is no such change, or you may not see it' }] });
}

/** Somebody sees a change that touches something they see in full; others must not learn more than that it happened. */
function isVisible(actor: Reader, record: KeptChange): boolean {
  return record.actorId === actor.userId || record.sights.some((change) => levelsOf(actor, change).includes('full'));
}

function levelsOf(actor: Reader, { entity, before, after }: SightChange) {
  return [before, after].flatMap((sight) => (sight ? [levelOf(actor, entity, sight)] : []));
}

/**
 * Undo asks for the same permission as the change: what its commands named must be seen in full, before and after, and the
 * role must hold their rights. The author of a change may undo it as long as they see what it named.
 */
function requirePermission(actor: Reader, record: KeptChange): void {
  if (!record.isRevertible)
    throw new ProblemError('refused', { detail: 'Changes of user accounts cannot be undone. Change the account again instead.' });
  const sights = sightsById(record);
  const isAuthor = record.actorId === actor.userId;
  for (const { kind, id } of namedBy(record)) {
    const levels = (sights.get(id) ?? []).flatMap((change) => levelsOf(actor, change));
    if (levels.some((level) => level !== 'full')) throw notFound();
    if (!isAuthor && !roleHas(actor.role, rightOf(kind)))
      throw new ProblemError('forbidden', revisionError('your role does not allow this'));
  }
}

function rightOf(kind: string) {
  // Kinds of an undo are none of a command; undoing an undo needs what changes to plans need.
  return commandRules[kind as Command['kind']]?.right ?? 'plan.write';
}

/** What the commands named; an undo named everything that it patched. */
function namedBy(record: KeptChange): readonly { readonly kind: string; readonly id: string }[] {
  if (record.revertsRevision !== null) return record.patches.map(({ id }) => ({ kind: 'change.revert', id }));
  // The log holds the commands as they passed the contract's schema.
  return (record.commands as readonly Command[]).map(({ kind, id }) => ({ kind, id }));
}

function sightsById(record: KeptChange): Map<string, SightChange[]> {
  const byId = new Map<string, SightChange[]>();
  for (const change of record.sights) for (const id of change.ids) byId.set(id, [...(byId.get(id) ?? []), change]);
  return byId;
}

type Revert = {
  readonly transaction: Database;
  readonly plan: Plan;
  readonly actor: Reader;
  readonly record: KeptChange;
};

async function decideRevert({ transaction, plan, actor, record }: Revert, outcome: RevertOutcome): Promise<Proposal> {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'patches', patches: outcome.patches, moves: outcome.moves, revertsRevision: record.revision };
    case 'refused':
      throw problemOfRefusal(plan, actor, outcome.refusal, () => 'revision');
    case 'conflicts': {
      const ids = [...new Set(outcome.conflicts.map(({ id }) => id))];
      const since = await listPatchesOf(transaction, ids, { since: record.revision });
      throw new ProblemError('conflict', {
        ...revisionError('somebody changed this since'),
        conflicts: conflictsOf(outcome.conflicts, since),
      });
    }
  }
}

/** Mine is the value that the change had set; theirs is what stands there now, with who set it last. */
function conflictsOf(conflicts: readonly RevertConflict[], since: readonly PatchSince[]) {
  return conflicts.map(({ entity, id, field, expected, actual }) => {
    const last = since.findLast((patch) => patch.id === id && (patch.field === field || patch.field === 'id'));
    return {
      entity,
      id,
      field,
      mine: wireValue(field, expected),
      theirs: wireValue(field, actual),
      revision: last?.revision ?? 0,
      actorName: last?.actorName ?? null,
    };
  });
}

function revisionError(message: string) {
  return { errors: [{ field: 'revision', message }] };
}
