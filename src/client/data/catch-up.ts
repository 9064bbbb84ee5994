import { ProblemError } from './api.ts';
import type { PlanSync } from './plan-sync.ts';
import type { Change, PlanTransport } from './plan-transport.ts';

/** Asks for the changes that have not come by themselves. */
export type CatchUp = {
  readonly now: () => void;
  /** After a moment: a revision that is missing is often only late. */
  readonly soon: () => void;
  readonly close: () => void;
};

export type CatchUpOptions = {
  readonly transport: PlanTransport;
  readonly sync: PlanSync;
  readonly receive: (change: Change) => void;
  /** Where the changes are no longer kept. */
  readonly reload: () => Promise<void>;
};

/** This long a missing revision may take before the list of changes is asked. */
const GAP_PAUSE_MS = 150;

export function createCatchUp({ transport, sync, receive, reload }: CatchUpOptions): CatchUp {
  let isClosed = false;
  let underWay: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const readChanges = async (): Promise<void> => {
    for (let before = -1; before < sync.plan.revision;) {
      if (isClosed) return;
      before = sync.plan.revision;
      const page = await transport.listChanges(before);
      for (const change of page.items) receive(change);
      if (sync.plan.revision >= page.revision) return;
    }
  };
  const now = (): void => {
    clearTimeout(timer);
    timer = undefined;
    underWay ??= readChanges()
      .catch((error: unknown) => {
        if (error instanceof ProblemError && error.code === 'changes_gone') return reload();
        if (error instanceof ProblemError) return undefined;
        throw error;
      })
      .finally(() => {
        underWay = undefined;
      });
  };
  return {
    now,
    soon() {
      timer ??= setTimeout(now, GAP_PAUSE_MS);
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
