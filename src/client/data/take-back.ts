import { createUuid } from '../../lib/uuid.ts';
import { revertPatches } from '../../planning/commands/revert.ts';
import type { RunOptions } from '../../planning/commands/run-commands.ts';
import type { Move } from '../../planning/commands/command.ts';
import type { Patch, PhaseId, ProjectId } from '../../planning/model.ts';
import { childrenOf, hasChildren, type Plan } from '../../planning/plan.ts';
import { ProblemError } from './api.ts';
import type { BlockedStep, PlanNotice, RunResult } from './plan-outcomes.ts';
import type { PlanSync } from './plan-sync.ts';
import type { PlanTransport, RevertChoice } from './plan-transport.ts';
import type { SubmitChange } from './submit-change.ts';
import type { HistoryEntry, UndoHistory } from './undo-history.ts';

/** Taking changes back: the person's own steps in order, and any change of the log. */
export type TakeBack = {
  readonly step: (direction: 'undo' | 'redo') => Promise<RunResult>;
  readonly revert: (step: Pick<BlockedStep, 'revision' | 'label'> & Partial<BlockedStep>, choice?: RevertChoice) => Promise<RunResult>;
};

export type TakeBackOptions = {
  readonly transport: PlanTransport;
  readonly sync: PlanSync;
  readonly history: UndoHistory;
  readonly engineOptions: () => RunOptions;
  readonly submit: SubmitChange;
  /** Asks the server for the person's steps again. */
  readonly readSteps: () => Promise<void>;
  readonly publish: () => void;
  readonly notify: (notice: PlanNotice) => void;
};

type TakingBack = { readonly direction: 'undo' | 'redo'; readonly target: HistoryEntry; readonly isOwn: boolean };

export function createTakeBack(options: TakeBackOptions): TakeBack {
  const { transport, sync, history, engineOptions, submit, readSteps, publish } = options;
  const isSame = (a: HistoryEntry, b: HistoryEntry): boolean => a.key === b.key || history.revisionOf(a) === history.revisionOf(b);

  const takeBack = async (taking: TakingBack, choice: RevertChoice): Promise<RunResult> => {
    const { direction, target, isOwn } = taking;
    const key = createUuid();
    const predict = (plan: Plan): readonly Patch[] => {
      if (choice.onConflict === 'drop') return [];
      const outcome = revertPatches(
        plan,
        history.patchesOf(target) ?? sync.patchesOf(target.key) ?? [],
        engineOptions(),
        choice.onConflict,
      );
      return outcome.kind === 'accepted' ? outcome.patches : [];
    };
    sync.predict({ key, predict });
    history.expect({ key, kind: isOwn ? direction : 'do', label: target.label, target });
    publish();
    const result = await submit(key, () => {
      // Earlier entries of the queue are done by now, so the revision is known unless that change itself was refused.
      const revision = history.revisionOf(target);
      if (revision === undefined)
        throw new ProblemError({ code: 'refused', title: 'That change was not accepted in the first place.' }, 409);
      return transport.revert(key, revision, choice);
    });
    if (result.kind === 'refused' && isOwn) {
      // Another tab of the same person may have been faster.
      await readSteps();
      if (![...history.undo, ...history.redo].some((entry) => isSame(entry, target))) return { kind: 'nothing' };
    }
    tell(options, taking, result);
    return result;
  };

  return {
    step(direction) {
      const target = history[direction].at(-1);
      return target ? takeBack({ direction, target, isOwn: true }, { onConflict: 'refuse' }) : Promise.resolve({ kind: 'nothing' });
    },
    revert({ revision, label, direction, isOwn }, choice = { onConflict: 'refuse' }) {
      const isListed = (entry: HistoryEntry): boolean => history.revisionOf(entry) === revision;
      const [undone, redone] = [history.undo.find(isListed), history.redo.find(isListed)];
      const target = undone ?? redone ?? { key: `revision ${String(revision)}`, label, revision };
      const listed = redone ? 'redo' : 'undo';
      return takeBack({ direction: direction ?? listed, target, isOwn: isOwn ?? (undone ?? redone) !== undefined }, choice);
    },
  };
}

function tell(options: TakeBackOptions, { direction, target, isOwn }: TakingBack, result: RunResult): void {
  const { history, notify } = options;
  const { label } = target;
  const revision = history.revisionOf(target);
  if (result.kind === 'done' && result.patches.length === 0) notify({ kind: 'dropped', label });
  else if (result.kind === 'done') {
    const movedIds = movedOf(options.sync.plan, result.moves);
    notify({ kind: direction === 'undo' ? 'undone' : 'redone', label, movedIds });
  } else if (result.kind === 'refused' && result.problem?.problem.conflicts && revision !== undefined)
    notify({ kind: 'blocked', step: { direction, label, revision, isOwn, ways: waysOf(options, target), problem: result.problem } });
  else if (result.kind === 'refused')
    notify({ kind: 'refused', label: `${direction === 'undo' ? 'Undo' : 'Redo'}: ${label}`, message: result.message });
}

/** What a person sees move: parents and projects follow from what is in them. */
function movedOf(plan: Plan, moves: readonly Move[]): Move['id'][] {
  // Ids of moves are those of phases or projects: what is not found holds nothing.
  const holdsOthers = ({ id }: Move): boolean => hasChildren(plan, id as PhaseId) || childrenOf(plan, id as ProjectId, null).length > 0;
  return moves
    .filter((move) => !holdsOthers(move))
    .toSorted((a, b) => a.to.startOn - b.to.startOn)
    .map(({ id }) => id);
}

/** Both, where this page does not know what the step changed. */
function waysOf({ history, sync, engineOptions }: TakeBackOptions, target: HistoryEntry): BlockedStep['ways'] {
  const patches = history.patchesOf(target);
  return (['keep', 'overwrite'] as const).filter((way) => {
    const outcome = patches && revertPatches(sync.plan, patches, engineOptions(), way);
    return !outcome || (outcome.kind === 'accepted' && outcome.patches.length > 0);
  });
}
