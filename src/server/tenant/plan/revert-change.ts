import { fromWire } from '../../../contract/days-wire.ts';
import { roleHas } from '../../../contract/roles.ts';
import type { Command, Move } from '../../../planning/commands/command.ts';
import { revertPatches, type OnConflict } from '../../../planning/commands/revert.ts';
import { customValueIdOf } from '../../../planning/custom-value-id.ts';
import type { Patch } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { Database } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { commitProposal, type ChangeResult, type Proposal } from './change-plan.ts';
import type { Step } from './change-record.ts';
import { findRecord, type KeptChange, type LockedPlan } from './change-store.ts';
import type { SightChange } from './mask.ts';
import { commandRules } from './plan-policy.ts';
import { isSeen, problemOfConflicts, problemOfRevertRefusal, type Revert } from './revert-problems.ts';
import { levelOf, type Reader } from './sight.ts';

export type RevertRequest = {
  readonly revision: number;
  readonly onConflict: 'refuse' | 'keep' | 'overwrite' | 'drop';
  /** The revision up to which the caller knows the conflicts that are to be kept or overwritten. */
  readonly seenRevision?: number | undefined;
};

/** Undoes one revision by the inverse of its patches, as a new revision. Undoing an undo is a redo. */
export function revertChangeOf(
  context: TenantContext,
  actor: Reader & { readonly name: string },
  request: RevertRequest,
  idempotencyKey?: string,
): Promise<ChangeResult> {
  const propose = async (transaction: Database, plan: Plan, locked: LockedPlan): Promise<Proposal> => {
    const record = await findRecord(transaction, request.revision);
    if (!record || !isVisible(actor, record)) throw notFound();
    requirePermission(actor, record);
    return decideRevert({ transaction, plan, actor, record, locked }, request);
  };
  const { revision, onConflict } = request;
  return commitProposal(context, actor, propose, { idempotencyKey, requestBody: ['change.revert', revision, onConflict] });
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
      throw new ProblemError('forbidden', { errors: [{ field: 'revision', message: 'your role does not allow this' }] });
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
  return (record.commands as readonly Command[]).map((command) => ({ kind: command.kind, id: idNamedBy(command) }));
}

/** Filling a cell names its column in `id`, but what it sets is the value. */
function idNamedBy(command: Command): string {
  const owner = command.kind === 'customValue.set' ? (command.phaseId ?? command.projectId) : undefined;
  return command.kind === 'customValue.set' && owner ? customValueIdOf(command.id, owner) : command.id;
}

function sightsById(record: KeptChange): Map<string, SightChange[]> {
  const byId = new Map<string, SightChange[]>();
  for (const change of record.sights) for (const id of change.ids) byId.set(id, [...(byId.get(id) ?? []), change]);
  return byId;
}

async function decideRevert(revert: Revert, { onConflict, seenRevision = Infinity }: RevertRequest): Promise<Proposal> {
  const { plan, locked, record, actor } = revert;
  const proposal = (patches: readonly Patch[], moves: readonly Move[]): Proposal => {
    const step = stepOf(actor, record, patches.length === 0);
    return { kind: 'patches', patches, moves, revertsRevision: record.revision, step };
  };
  if (onConflict === 'drop') return proposal([], []);
  // The log holds patches with days as text; the engine wants them as numbers.
  const patches = fromWire(record.patches) as readonly Patch[];
  const refusing = revertPatches(plan, patches, locked);
  if (refusing.kind === 'conflicts') {
    const { problem, lastRevision } = await problemOfConflicts(revert, refusing.conflicts);
    if (onConflict === 'refuse' || lastRevision > seenRevision) throw problem;
  }
  const outcome = refusing.kind === 'conflicts' ? revertPatches(plan, patches, locked, decisionOf(revert, onConflict)) : refusing;
  switch (outcome.kind) {
    case 'accepted':
      return proposal(outcome.patches, outcome.moves);
    case 'refused':
      throw await problemOfRevertRefusal(revert, outcome.refusal);
    case 'conflicts':
      throw new Error('conflicts are only told where they refuse');
  }
}

/** What somebody may not see in full is not overwritten. */
function decisionOf(revert: Revert, onConflict: 'refuse' | 'keep' | 'overwrite'): OnConflict {
  if (onConflict !== 'overwrite') return onConflict;
  requireOverwriting(revert);
  return (conflict) => (isSeen(revert, conflict) ? 'overwrite' : 'keep');
}

/** One's own reports and absences may be put back by their author; everything else of others by those who could set it. */
function requireOverwriting({ actor, record }: Revert): void {
  const isOwn = (kind: string) => ownKinds.has(kind) && record.actorId === actor.userId;
  const lacks = namedBy(record).some(({ kind }) => !isOwn(kind) && !roleHas(actor.role, rightOf(kind)));
  if (lacks) throw new ProblemError('forbidden', { errors: [{ field: 'onConflict', message: 'your role does not allow this' }] });
}

const ownKinds: ReadonlySet<string> = new Set(['progress.set', 'timeOff.set', 'timeOff.remove'] satisfies Command['kind'][]);

/** Undoing one's own change or one's own redo is an undo; undoing one's own undo is a redo; taking back another's change is a new step. */
function stepOf(actor: Reader, { actorId, step }: KeptChange, isEmpty: boolean): Step | null {
  const label = step?.label ?? 'Change';
  if (actorId !== actor.userId) return isEmpty ? null : { kind: 'do', label: `Undo of “${label}”`.slice(0, 300) };
  if (isEmpty) return { kind: 'drop', label };
  return { kind: step?.kind === 'undo' ? 'redo' : 'undo', label };
}
