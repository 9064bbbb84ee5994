import { useCallback, useMemo, useRef, useState } from 'react';
import type { Action } from '../gantt-actions.ts';

export type Reviews = {
  /** The action that waits for an answer. */
  readonly action: Action | undefined;
  /** Tells one question from the next. */
  readonly count: number;
  /** Shows what an action would do to others; resolves to whether it is to be done. One that waited before is given up. */
  readonly ask: (action: Action) => Promise<boolean>;
  readonly answer: (isWanted: boolean) => void;
};

/** The one place where actions with many consequences wait for a person, whatever asked for them. */
export function useReview(): Reviews {
  const [{ action, count }, setAsked] = useState<{ readonly action: Action | undefined; readonly count: number }>({
    action: undefined,
    count: 0,
  });
  const waitingRef = useRef<(isWanted: boolean) => void>(undefined);
  const answer = useCallback((isWanted: boolean): void => {
    const waiting = waitingRef.current;
    waitingRef.current = undefined;
    setAsked((before) => ({ ...before, action: undefined }));
    waiting?.(isWanted);
  }, []);
  const ask = useCallback(
    (next: Action): Promise<boolean> => {
      answer(false);
      setAsked((before) => ({ action: next, count: before.count + 1 }));
      return new Promise((resolve) => {
        waitingRef.current = resolve;
      });
    },
    [answer],
  );
  return useMemo(() => ({ action, count, ask, answer }), [action, count, ask, answer]);
}
