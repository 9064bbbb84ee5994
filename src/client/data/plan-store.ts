import { createUuid } from '../../lib/uuid.ts';
import type { Command, CommandOutcome, Move } from '../../planning/commands/command.ts';
import { revertPatches } from '../../planning/commands/revert.ts';
import { runCommands, type RunOptions } from '../../planning/commands/run-commands.ts';
import type { Patch } from '../../planning/model.ts';
import { createPlan, type Plan } from '../../planning/plan.ts';
import { ProblemError } from './api.ts';
import { createPlanFeed, type Connection, type ForeignChange } from './plan-feed.ts';
import { createPlanSync } from './plan-sync.ts';
import type { ChangeAnswer, PlanTransport } from './plan-transport.ts';
import { createSendQueue } from './send-queue.ts';
import { createUndoHistory, type HistoryEntry } from './undo-history.ts';

export type { Connection, ForeignChange } from './plan-feed.ts';

/** What became of a change. `message` is a sentence for the user. */
export type RunResult =
  | { readonly kind: 'done'; readonly revision: number; readonly patches: readonly Patch[]; readonly moves: readonly Move[] }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly problem?: ProblemError }
  /** There was nothing to undo or redo. */
  | { readonly kind: 'nothing' };

/** What the user should be told, in one place: the shell shows it as a toast. */
export type PlanNotice =
  | { readonly kind: 'refused'; readonly label: string; readonly message: string }
  | { readonly kind: 'undone' | 'redone'; readonly label: string }
  | { readonly kind: 'reloaded' };

export type PlanStore = {
  /** Server state plus own predictions. The same object is changed in place; `version` tells that it looks different since. */
  readonly plan: Plan;
  readonly version: number;
  readonly subscribe: (listener: () => void) => () => void;
  /** Shows the change at once, sends it, and corrects it by the server's answer. `label` names it for undo ("Move Synthesis"). */
  readonly run: (commands: readonly Command[], options: { readonly label: string }) => Promise<RunResult>;
  /** The outcome of commands on the plan as the user sees it; nothing is kept. */
  readonly preview: (commands: readonly Command[]) => CommandOutcome;
  readonly undo: () => Promise<RunResult>;
  readonly redo: () => Promise<RunResult>;
  readonly undoLabel: string | undefined;
  readonly redoLabel: string | undefined;
  /** Own changes that the server has not answered yet. */
  readonly pendingCount: number;
  readonly connection: Connection;
  readonly lastForeignChange: ForeignChange | undefined;
  readonly onNotice: (listener: (notice: PlanNotice) => void) => () => void;
  /** Loads the plan afresh, as after a change of rights. */
  readonly reload: () => Promise<void>;
  readonly close: () => void;
};

export type PlanStoreOptions = {
  readonly transport: PlanTransport;
  /** Where the undo list is kept, and under which name (workspace and person). */
  readonly history?: { readonly storage: Storage | undefined; readonly name: string };
  /** Asked at each change: the settings that the engine needs. */
  readonly engineOptions?: () => RunOptions;
  readonly onRightsChanged?: () => void;
  readonly retryPauseMs?: (attempt: number) => number;
};

/** Loads the plan and keeps it: own changes at once, everybody else's as they are committed. Rejects with a ProblemError. */
export async function openPlanStore(options: PlanStoreOptions): Promise<PlanStore> {
  const snapshot = await options.transport.loadPlan();
  return createPlanStore(createPlan(snapshot), options);
}

function createPlanStore(initial: Plan, options: PlanStoreOptions): PlanStore {
  const { transport } = options;
  const engineOptions = options.engineOptions ?? ((): RunOptions => ({ doubleBooking: 'refuse' }));
  const sync = createPlanSync(initial);
  const history = createUndoHistory(options.history?.storage, options.history?.name ?? 'milestone.undo');
  const listeners = new Set<() => void>();
  const noticeListeners = new Set<(notice: PlanNotice) => void>();

  const publish = (): void => {
    for (const listener of listeners) listener();
  };
  const notify = (notice: PlanNotice): void => {
    for (const listener of noticeListeners) listener(notice);
  };
  const feed = createPlanFeed({
    transport,
    sync,
    publish,
    onReloaded: () => notify({ kind: 'reloaded' }),
    onRightsChanged: options.onRightsChanged,
  });
  const queue = createSendQueue({ onConnection: feed.reportSending, retryPauseMs: options.retryPauseMs });

  /** Sends in order; a refusal takes the prediction off. */
  const submit = async (entry: HistoryEntry, label: string, send: () => Promise<ChangeAnswer>): Promise<RunResult> => {
    try {
      const answer = await queue.add(async () => {
        const answer = await send();
        // At once: the next in the queue may be the one that takes this very change back.
        if (answer.change.patches.length > 0) Object.assign(entry, { revision: answer.change.revision, patches: answer.change.patches });
        return answer;
      });
      feed.receive({ ...answer.change, idempotencyKey: entry.key });
      if (entry.revision === undefined) history.remove(entry.key);
      else history.save();
      publish();
      return { kind: 'done', revision: answer.change.revision, patches: answer.change.patches, moves: answer.moves };
    } catch (error) {
      sync.drop(entry.key);
      history.remove(entry.key);
      publish();
      if (!(error instanceof ProblemError)) throw error;
      notify({ kind: 'refused', label, message: error.message });
      return { kind: 'refused', code: error.problem.rule ?? error.code, message: error.message, problem: error };
    }
  };
  const preview = (commands: readonly Command[]): CommandOutcome => runCommands(sync.plan, commands, engineOptions());

  const run: PlanStore['run'] = async (commands, { label }) => {
    const outcome = preview(commands);
    if (outcome.kind === 'refused') {
      notify({ kind: 'refused', label, message: outcome.refusal.message });
      return { kind: 'refused', code: outcome.refusal.code, message: outcome.refusal.message };
    }
    const key = createUuid();
    const predict = (plan: Plan): readonly Patch[] => {
      const outcome = runCommands(plan, commands, engineOptions());
      return outcome.kind === 'accepted' ? outcome.patches : [];
    };
    const entry: HistoryEntry = { key, label, revision: undefined, patches: undefined };
    entry.patches = sync.predict({ key, predict });
    history.push(entry);
    publish();
    return submit(entry, label, () => transport.runCommands(key, commands));
  };

  const takeBack = async (direction: 'undo' | 'redo'): Promise<RunResult> => {
    const taken = direction === 'undo' ? history.takeUndo() : history.takeRedo();
    if (!taken) return { kind: 'nothing' };
    const key = createUuid();
    const predict = (plan: Plan): readonly Patch[] => {
      const outcome = revertPatches(plan, taken.patches ?? [], engineOptions());
      return outcome.kind === 'accepted' ? outcome.patches : [];
    };
    const entry: HistoryEntry = { key, label: taken.label, revision: undefined, patches: undefined };
    entry.patches = sync.predict({ key, predict });
    if (direction === 'undo') history.pushUndone(entry);
    else history.pushRedone(entry);
    publish();
    const result = await submit(entry, `${direction === 'undo' ? 'Undo' : 'Redo'}: ${taken.label}`, () => {
      // Earlier entries of the queue are done by now, so the revision is known unless that change itself was refused.
      if (taken.revision === undefined) throw new ProblemError({ code: 'refused', title: 'That change was not accepted in the first place.' }, 409);
      return transport.revert(key, taken.revision);
    });
    if (result.kind === 'done') notify({ kind: direction === 'undo' ? 'undone' : 'redone', label: taken.label });
    return result;
  };

  return {
    get plan() {
      return sync.plan;
    },
    get version() {
      return sync.version;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run,
    preview,
    undo: () => takeBack('undo'),
    redo: () => takeBack('redo'),
    get undoLabel() {
      return history.undo.at(-1)?.label;
    },
    get redoLabel() {
      return history.redo.at(-1)?.label;
    },
    get pendingCount() {
      return sync.pendingKeys.length;
    },
    get connection() {
      return feed.connection;
    },
    get lastForeignChange() {
      return feed.lastForeignChange;
    },
    onNotice(listener) {
      noticeListeners.add(listener);
      return () => noticeListeners.delete(listener);
    },
    reload: feed.reload,
    close() {
      queue.close();
      feed.close();
      listeners.clear();
    },
  };
}
