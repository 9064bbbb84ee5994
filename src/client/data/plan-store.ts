import type { ListName } from '../../contract/socket.ts';
import type { RunOptions } from '../../planning/commands/run-commands.ts';
import { createPlan, type Plan } from '../../planning/plan.ts';
import type { Connection } from './connection-state.ts';
import { createPlanFeed, type ForeignChange } from './plan-feed.ts';
import type { PlanNotice, RunResult } from './plan-outcomes.ts';
import { createPlanSync } from './plan-sync.ts';
import type { PlanTransport } from './plan-transport.ts';
import { createRunChange, type RunChange } from './run-change.ts';
import { createSendQueue } from './send-queue.ts';
import { createSubmitChange } from './submit-change.ts';
import { createTakeBack, type TakeBack } from './take-back.ts';
import { createUndoHistory, type HistoryEntry, type UndoHistory } from './undo-history.ts';

export type { Connection } from './connection-state.ts';
export type { ForeignChange } from './plan-feed.ts';
export type { BlockedStep, PlanNotice, RunResult } from './plan-outcomes.ts';
export type { ReviewChange } from './run-change.ts';

/** A step on the person's own list. */
export type HistoryStep = { readonly label: string; readonly revision: number | undefined };

export type PlanStore = RunChange & {
  /** Server state plus own predictions. The same object is changed in place; `version` tells that it looks different since. */
  readonly plan: Plan;
  readonly version: number;
  readonly subscribe: (listener: () => void) => () => void;
  readonly undo: () => Promise<RunResult>;
  readonly redo: () => Promise<RunResult>;
  /** Takes back any change of the log, one's own or another's, or a blocked step in the way that was chosen. */
  readonly revert: TakeBack['revert'];
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
  const { transport, engineOptions = (): RunOptions => ({ doubleBooking: 'refuse' }) } = options;
  const sync = createPlanSync(initial);
  const history = createUndoHistory();
  const [changed, noticed] = [createListeners<void>(), createListeners<PlanNotice>()];
  const [publish, notify] = [changed.tell, noticed.tell];
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
  const submit = createSubmitChange({ queue, sync, history, feed, publish });
  const parts = { transport, sync, history, engineOptions, submit, publish, notify };
  const { step, revert } = createTakeBack({ ...parts, readSteps });
  void readSteps();

  return {
    get plan() {
      return sync.plan;
    },
    get version() {
      return sync.version;
    },
    subscribe: changed.add,
    ...createRunChange(parts),
    undo: () => step('undo'),
    redo: () => step('redo'),
    revert,
    get nextUndo() {
      return stepOf(history, history.undo.at(-1));
    },
    get nextRedo() {
      return stepOf(history, history.redo.at(-1));
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
    onNotice: noticed.add,
    reload: feed.reload,
    close() {
      queue.close();
      feed.close();
      changed.clear();
    },
  };
}

function stepOf(history: UndoHistory, entry: HistoryEntry | undefined): HistoryStep | undefined {
  return entry && { label: entry.label, revision: history.revisionOf(entry) };
}

function createListeners<Event>() {
  const listeners = new Set<(event: Event) => void>();
  return {
    tell: (event: Event): void => {
      for (const listener of listeners) listener(event);
    },
    add: (listener: (event: Event) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear: () => listeners.clear(),
  };
}
