import { createHash } from 'node:crypto';
import { toWire } from '../../../contract/days-wire.ts';
import type { Command, CommandOutcome, Move } from '../../../planning/commands/command.ts';
import { runCommands } from '../../../planning/commands/run-commands.ts';
import type { Patch, StaffId } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import { inTransaction, type Database } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext, TenantLimits } from '../../platform/tenant-context.ts';
import { requireNoConflicts } from './base-conflicts.ts';
import { maskChange, type ChangeRecord, type Step, type WireChange, type WireMove } from './change-record.ts';
import { batchPath, problemOfPolicy, problemOfRefusal, type FieldPath } from './change-problems.ts';
import { findRecord, findReplay, lockPlan, MirrorMismatch, saveChange, type KeptChange, type LockedPlan } from './change-store.ts';
import { draftOf } from './draft.ts';
import { exclusiveColumn } from './exclusive-reservations.ts';
import { maskMoves } from './mask-moves.ts';
import { writeStatements } from './patch-store.ts';
import { requireRoom } from './plan-limits.ts';
import { mirrorOf, type PlanMirror } from './plan-mirror.ts';
import { findForbidden } from './plan-policy.ts';
import type { Reader } from './sight.ts';
import { sightsOfChange } from './sights-of-change.ts';
import { wordsOf } from './step-words.ts';

/** Who changes the plan. `null` stands for the product itself (first start, command line): everything is allowed and seen. */
export type PlanActor = (Reader & { readonly name: string }) | null;

export type ChangeOptions<Answer = undefined> = {
  /** The caller's key of the request: repeated within 24 hours, the first answer is given again. */
  readonly idempotencyKey?: string | undefined;
  /** What the key stands for; absent: the commands. Needed where commands are made from the plan. */
  readonly requestBody?: unknown;
  /** The revision that the caller saw: a field set by others since refuses the batch. */
  readonly baseRevision?: number | undefined;
  /** What the author calls it in the list of own steps; absent: told by the kinds of the commands. */
  readonly label?: string | undefined;
  /** More work in the same transaction, after the plan is written, such as the account row of a user. Such changes cannot be undone. */
  readonly alongside?: ((transaction: Database, plan: Plan) => Promise<void>) | undefined;
  /** Where a command's field stands in what the caller sent. */
  readonly fieldPath?: FieldPath | undefined;
  /** Reads what the caller wants to know from the plan as it stands after the commit, and from the change as the actor sees it. */
  readonly answer?: ((plan: Plan, change: WireChange) => Answer) | undefined;
};

export type ChangeResult<Answer = undefined> = {
  /** As the actor may see it, with days as text. */
  readonly change: WireChange;
  readonly moves: readonly WireMove[];
  readonly answer: Answer;
};

/** What a change does: commands of a caller, or the patches of an undo. */
export type Proposal =
  | { readonly kind: 'commands'; readonly commands: readonly Command[] }
  | {
      readonly kind: 'patches';
      readonly patches: readonly Patch[];
      readonly moves: readonly Move[];
      readonly revertsRevision: number;
      readonly step: Step | null;
    };
type Propose = (transaction: Database, plan: Plan, locked: LockedPlan) => Promise<Proposal> | Proposal;

/**
 * The only way to write plan data: one transaction that locks the revision, judges, computes, saves and logs; all or nothing.
 * Refusals are thrown as problems. `commands` may be made from the plan under the lock.
 */
export function changePlan<Answer = undefined>(
  context: TenantContext,
  actor: PlanActor,
  commands: readonly Command[] | ((plan: Plan) => readonly Command[]),
  options: ChangeOptions<Answer> = {},
): Promise<ChangeResult<Answer>> {
  const propose: Propose = (_transaction, plan) => ({
    kind: 'commands',
    commands: typeof commands === 'function' ? commands(plan) : commands,
  });
  const requestBody = options.requestBody ?? (typeof commands === 'function' ? undefined : [commands, options.baseRevision ?? null]);
  return commitProposal(context, actor, propose, { ...options, requestBody });
}

/** As `changePlan`, for whatever is proposed under the lock. */
export async function commitProposal<Answer>(
  context: TenantContext,
  actor: PlanActor,
  propose: Propose,
  options: ChangeOptions<Answer>,
): Promise<ChangeResult<Answer>> {
  const mirror = mirrorOf(context);
  return mirror.inTurn(async () => {
    const committed = await commitOrReload(context, mirror, (transaction) =>
      commit(transaction, { mirror, actor, propose, options, limits: context.limits }),
    );
    if (committed.patches !== undefined) {
      mirror.advance(committed.patches, committed.record.revision);
      context.changes.publish(committed.record.revision);
    }
    const result = told(actor, committed);
    // Without `answer` the type parameter is undefined.
    return { ...result, answer: options.answer?.(committed.plan, result.change) as Answer };
  });
}

/** `patches` are undefined where an earlier answer was given again. */
type Outcome = {
  readonly plan: Plan;
  readonly patches: readonly Patch[] | undefined;
  readonly record: ChangeRecord;
  readonly moves: readonly WireMove[];
};

/** A mirror that does not fit the database (somebody wrote to it by hand) is read anew once. */
async function commitOrReload(
  context: TenantContext,
  mirror: PlanMirror,
  work: (transaction: Database) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await inTransaction(context.database, work);
  } catch (error) {
    if (!(error instanceof MirrorMismatch)) throw error;
    mirror.drop();
    return inTransaction(context.database, work);
  }
}

type Attempt = {
  readonly mirror: PlanMirror;
  readonly actor: PlanActor;
  readonly propose: Propose;
  readonly options: ChangeOptions<unknown>;
  readonly limits: TenantLimits;
};

async function commit(transaction: Database, { mirror, actor, propose, options, limits }: Attempt): Promise<Outcome> {
  const locked = await lockPlan(transaction);
  const plan = await mirror.bringTo(transaction, locked.revision);
  const request = requestOf(actor, options);
  const replayed = request && actor && (await findAnswered(transaction, actor, request));
  if (replayed) return { patches: undefined, record: replayed, moves: replayed.moves, plan };
  const proposal = await propose(transaction, plan, locked);
  if (proposal.kind === 'commands') await judge(transaction, plan, { actor, commands: proposal.commands, options });
  const { patches, moves } = decide(plan, locked, proposal, { actor, options });
  const draft = draftOf(plan, patches);
  requireRoom(limits, plan, draft);
  const sights = sightsOfChange(plan, draft);
  const revision = locked.revision + 1;
  const kinds = proposal.kind === 'commands' ? [...new Set(proposal.commands.map((command) => command.kind))] : ['change.revert'];
  const change = {
    revision,
    actor: actor && { id: actor.userId, name: actor.name },
    kinds,
    commands: proposal.kind === 'commands' ? wireList(proposal.commands) : [{ kind: 'change.revert', revision: proposal.revertsRevision }],
    patches: wireList(patches),
    moves: wireList(moves),
    sights: wireList(sights),
    revertsRevision: proposal.kind === 'patches' ? proposal.revertsRevision : null,
    isRevertible: !options.alongside,
    step: stepOf(proposal, patches, options),
    request: actor && request,
  };
  const at = await saveChange(transaction, change, writeStatements(draft, exclusiveColumn(plan, draft, locked.doubleBooking)));
  await options.alongside?.(transaction, plan);
  const record: ChangeRecord = {
    revision,
    at,
    actorId: change.actor?.id ?? null,
    actorName: change.actor?.name ?? null,
    kinds,
    // `toWire` changes days to text and nothing else.
    patches: change.patches as readonly Patch[],
    sights: change.sights as ChangeRecord['sights'],
    revertsRevision: change.revertsRevision,
    idempotencyKey: request?.key ?? null,
    step: change.step,
  };
  return { patches, record, moves: change.moves as readonly WireMove[], plan };
}

function stepOf(proposal: Proposal, patches: readonly Patch[], { alongside, label }: ChangeOptions<unknown>): Step | null {
  if (proposal.kind === 'patches') return proposal.step;
  return alongside || patches.length === 0 ? null : { kind: 'do', label: label ?? wordsOf(proposal.commands) };
}

function wireList(list: readonly unknown[]): readonly unknown[] {
  return list.map(toWire);
}

type Question = { readonly actor: PlanActor; readonly options: ChangeOptions<unknown> };

/** Permission first, then what others changed since the caller looked. */
async function judge(
  transaction: Database,
  plan: Plan,
  { actor, commands, options }: Question & { readonly commands: readonly Command[] },
): Promise<void> {
  const refusal = actor && findForbidden(plan, actor, commands);
  if (refusal) throw problemOfPolicy(refusal, options.fieldPath ?? batchPath);
  if (options.baseRevision !== undefined) await requireNoConflicts(transaction, plan, { commands, actor }, options.baseRevision);
}

function decide(
  plan: Plan,
  locked: LockedPlan,
  proposal: Proposal,
  { actor, options }: Question,
): { patches: readonly Patch[]; moves: readonly Move[] } {
  if (proposal.kind === 'patches') return proposal;
  const outcome: CommandOutcome = runCommands(plan, proposal.commands, { doubleBooking: locked.doubleBooking });
  if (outcome.kind === 'refused') throw problemOfRefusal(plan, actor, outcome.refusal, options.fieldPath ?? batchPath);
  return outcome;
}

type RequestKey = { readonly key: string; readonly bodyHash: Buffer };

function requestOf(actor: PlanActor, options: ChangeOptions<unknown>): RequestKey | null {
  if (!actor || options.idempotencyKey === undefined) return null;
  const bodyHash = createHash('sha256')
    .update(JSON.stringify(options.requestBody) ?? '')
    .digest();
  return { key: options.idempotencyKey, bodyHash };
}

async function findAnswered(
  transaction: Database,
  actor: { readonly userId: StaffId },
  request: RequestKey,
): Promise<KeptChange | undefined> {
  const replay = await findReplay(transaction, actor.userId, request.key);
  if (!replay) return undefined;
  if (!replay.bodyHash.equals(request.bodyHash)) {
    const message = 'was used for another request within the last 24 hours; use a new key';
    throw new ProblemError('invalid_input', { detail: `The Idempotency-Key ${message}.`, errors: [{ field: 'Idempotency-Key', message }] });
  }
  return findRecord(transaction, replay.revision);
}

/** The answer to the actor: everything for the product itself, else masked like for any reader. */
function told(actor: PlanActor, { plan, record, moves }: Outcome): Pick<ChangeResult, 'change' | 'moves'> {
  if (actor) return { change: maskChange(actor, record), moves: maskMoves(plan, actor, moves) };
  const { sights: _sights, ...change } = record;
  return { change: { ...change, kinds: [...change.kinds], patches: [...change.patches] }, moves };
}
