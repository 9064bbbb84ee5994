import { useCallback, useEffect, useRef, type RefObject } from 'react';

/** Long enough to look at what a press has done before the next one. */
const SETTLED_AFTER_MS = 1200;

/**
 * A series of presses is settled when the next one is long in coming, or when something else is pressed. `restart` tells of a press;
 * `settle` comes once for each series.
 */
export function useSettling(rootRef: RefObject<HTMLElement | null>, settle: () => void) {
  const latestRef = useRef(settle);
  useEffect(() => {
    latestRef.current = settle;
  });
  const timerRef = useRef<ReturnType<typeof setTimeout>>(undefined);
  const end = useCallback((): void => {
    if (timerRef.current === undefined) return;
    clearTimeout(timerRef.current);
    timerRef.current = undefined;
    latestRef.current();
  }, []);
  const restart = (): void => {
    clearTimeout(timerRef.current);
    timerRef.current = setTimeout(end, SETTLED_AFTER_MS);
  };
  useEffect(() => {
    const endElsewhere = ({ target }: Event): void => {
      if (!(target instanceof Node && rootRef.current?.contains(target))) end();
    };
    // Before whatever is pressed hears of it.
    document.addEventListener('pointerdown', endElsewhere, true);
    return () => {
      document.removeEventListener('pointerdown', endElsewhere, true);
      end();
    };
  }, [rootRef, end]);
  return { restart };
}
