import type { ListName } from '../../contract/socket.ts';
import { createUuid } from '../../lib/uuid.ts';
import type { Command, CommandOutcome, Move } from '../../planning/commands/command.ts';
import { runCommands, type RunOptions } from '../../planning/commands/run-commands.ts';
import type { Patch } from '../../planning/model.ts';
import { createPlan, type Plan } from '../../planning/plan.ts';
import { ProblemError } from './api.ts';
import { createPlanFeed, type Connection, type ForeignChange } from './plan-feed.ts';
import type { PlanNotice, RunResult } from './plan-outcomes.ts';
import { createPlanSync } from './plan-sync.ts';
import type { ChangeAnswer, PlanTransport } from './plan-transport.ts';
import { createSendQueue } from './send-queue.ts';
import { createTakeBack, type TakeBack } from './take-back.ts';
import { createUndoHistory, type HistoryEntry } from './undo-history.ts';

export type { Connection, ForeignChange } from './plan-feed.ts';
export type { BlockedStep, PlanNotice, RunResult } from './plan-outcomes.ts';

/**
 * Asked of each change that the plan accepts, before it is made: undefined lets it pass at once, else it waits for the answer and
 * is then read against the plan as that is by then.
 */
export type ReviewChange = (moves: readonly Move[]) => Promise<boolean> | undefined;

/** A step on the person's own list. */
export type HistoryStep = { readonly label: string; readonly revision: number | undefined };

export type PlanStore = {
  /** Server state plus own predictions. The same object is changed in place; `version` tells that it looks different since. */
  readonly plan: Plan;
  readonly version: number;
  readonly subscribe: (listener: () => void) => () => void;
  /** Shows the change at once, sends it, and corrects it by the server's answer. `label` names it for undo ("Move Synthesis"). */
  readonly run: (commands: readonly Command[], options: { readonly label: string; readonly review?: ReviewChange }) => Promise<RunResult>;
  /** The outcome of commands on the plan as the user sees it; nothing is kept. */
  readonly preview: (commands: readonly Command[]) => CommandOutcome;
  readonly undo: () => Promise<RunResult>;
  readonly redo: () => Promise<RunResult>;
  /** Takes back any change of the log, one's own or another's, or a blocked step in the way that was chosen. */
  readonly revert: TakeBack['revert'];
  readonly undoLabel: string | undefined;
  readonly redoLabel: string | undefined;
  /** The step that `undo` would take back; its revision is unknown until the server has answered. */
  readonly nextUndo: HistoryStep | undefined;
  readonly nextRedo: HistoryStep | undefined;
  /** Own changes that the server has not answered yet. */
  readonly pendingCount: number;
  readonly connection: Connection;
  readonly lastForeignChange: ForeignChange | undefined;
  /** A key for a request that changes the plan beside this store, as an import does: what comes of it is this page's own change. */
  readonly claimKey: () => string;
  readonly onNotice: (listener: (notice: PlanNotice) => void) => () => void;
  /** Loads the plan afresh, as after a change of rights. */
  readonly reload: () => Promise<void>;
  readonly close: () => void;
};

export type PlanStoreOptions = {
  readonly transport: PlanTransport;
  /** Asked at each change: the settings that the engine needs. */
  readonly engineOptions?: () => RunOptions;
  readonly onRightsChanged?: () => void;
  /** A list beside the plan was changed; undefined: any may have been. */
  readonly onListChanged?: (list: ListName | undefined) => void;
  readonly retryPauseMs?: (attempt: number) => number;
  /** Changes wait for it when the session has ended; without it they are refused. */
  readonly waitForSession?: () => Promise<void>;
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
  const history = createUndoHistory();
  const listeners = new Set<() => void>();
  const noticeListeners = new Set<(notice: PlanNotice) => void>();

  const publish = (): void => {
    for (const listener of listeners) listener();
  };
  const notify = (notice: PlanNotice): void => {
    for (const listener of noticeListeners) listener(notice);
  };
  /** Own steps of before, and of other tabs where changes were missed. Without an answer there is less to undo. */
  const readSteps = async (): Promise<void> => {
    const answer = await transport.listSteps().catch(() => undefined);
    if (!answer) return;
    history.record(answer.items);
    publish();
  };
  const feed = createPlanFeed({
    transport,
    sync,
    publish,
    onChange: (change) => history.recordChange(change),
    onReloaded: () => {
      void readSteps();
      notify({ kind: 'reloaded' });
    },
    onRightsChanged: options.onRightsChanged,
    onListChanged: options.onListChanged,
  });
  const queue = createSendQueue({ ...options, onConnection: feed.reportSending });

  /** Sends in order; a refusal takes the prediction off. */
  const submit = async (key: string, send: () => Promise<ChangeAnswer>): Promise<RunResult> => {
    try {
      const answer = await queue.add(async () => {
        const answer = await send();
        // At once: the next in the queue may be the one that takes this very change back.
        history.recordChange({ ...answer.change, idempotencyKey: key });
        return answer;
      });
      feed.receive({ ...answer.change, idempotencyKey: key });
      publish();
      return { kind: 'done', revision: answer.change.revision, patches: answer.change.patches, moves: answer.moves };
    } catch (error) {
      sync.drop(key);
      history.forget(key);
      publish();
      if (!(error instanceof ProblemError)) throw error;
      return { kind: 'refused', code: error.problem.rule ?? error.code, message: error.message, problem: error };
    }
  };
  const preview = (commands: readonly Command[]): CommandOutcome => runCommands(sync.plan, commands, engineOptions());

  const run: PlanStore['run'] = async (commands, { label, review }) => {
    const outcome = preview(commands);
    if (outcome.kind === 'refused') {
      notify({ kind: 'refused', label, message: outcome.refusal.message });
      return { kind: 'refused', code: outcome.refusal.code, message: outcome.refusal.message };
    }
    const asked = review?.(outcome.moves);
    if (asked) return (await asked) ? run(commands, { label }) : { kind: 'nothing' };
    const key = createUuid();
    const predict = (plan: Plan): readonly Patch[] => {
      const outcome = runCommands(plan, commands, engineOptions());
      return outcome.kind === 'accepted' ? outcome.patches : [];
    };
    sync.predict({ key, predict });
    history.expect({ key, kind: 'do', label });
    publish();
    const result = await submit(key, () => transport.runCommands(key, commands, label));
    if (result.kind === 'refused') notify({ kind: 'refused', label, message: result.message });
    return result;
  };

  const { step, revert } = createTakeBack({ transport, sync, history, engineOptions, submit, readSteps, publish, notify });
  const stepOf = (entry: HistoryEntry | undefined): HistoryStep | undefined =>
    entry && { label: entry.label, revision: history.revisionOf(entry) };
  void readSteps();

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
    undo: () => step('undo'),
    redo: () => step('redo'),
    revert,
    get undoLabel() {
      return history.undo.at(-1)?.label;
    },
    get redoLabel() {
      return history.redo.at(-1)?.label;
    },
    get nextUndo() {
      return stepOf(history.undo.at(-1));
    },
    get nextRedo() {
      return stepOf(history.redo.at(-1));
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
    claimKey: feed.claimKey,
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
