import { ProblemError } from './api.ts';
import type { PlanFeed } from './plan-feed.ts';
import type { RunResult } from './plan-outcomes.ts';
import type { PlanSync } from './plan-sync.ts';
import type { ChangeAnswer } from './plan-transport.ts';
import type { SendQueue } from './send-queue.ts';
import type { UndoHistory } from './undo-history.ts';

/** Sends in order; a refusal takes the prediction off. */
export type SubmitChange = (key: string, send: () => Promise<ChangeAnswer>) => Promise<RunResult>;

export type SubmitChangeOptions = {
  readonly queue: SendQueue;
  readonly sync: PlanSync;
  readonly history: UndoHistory;
  readonly feed: PlanFeed;
  readonly publish: () => void;
};

export function createSubmitChange({ queue, sync, history, feed, publish }: SubmitChangeOptions): SubmitChange {
  return async (key, send) => {
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
}
