import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { settingsQuery } from '../../data/reference.ts';
import { ViewStateContext, type ViewCommand, type ViewControls, type ViewState, type VisibleDays } from '../../data/view-state.ts';
import { DEFAULT_MODE, parseViewSearch, savedStateOf, viewSearchOf, viewStateOf, withSavedView } from '../view-search.ts';

/** Keeps the view's state in the address and passes requests (today, reveal) from header and palette to the view. */
export function ViewProvider({ children }: { readonly children: ReactNode }) {
  const raw = useSearch({ strict: false });
  const navigate = useNavigate();
  const usualMode = useQuery(settingsQuery).data?.defaultView ?? DEFAULT_MODE;
  const state = useMemo(() => viewStateOf(parseViewSearch(raw), usualMode), [raw, usualMode]);
  const [visibleDays, setVisibleDays] = useState<VisibleDays>();
  const listeners = useRef(new Set<(command: ViewCommand) => void>());
  const unheard = useRef<ViewCommand>(undefined);

  const update = useCallback(
    (change: Partial<ViewState>, options?: { readonly isStep?: boolean }): void => {
      void navigate({
        to: '.',
        search: (before: Record<string, unknown>) =>
          viewSearchOf({ ...viewStateOf(parseViewSearch(before), usualMode), ...change }, usualMode),
        replace: options?.isStep !== true,
      });
    },
    [navigate, usualMode],
  );
  const openView = useCallback(
    (view: Parameters<ViewControls['openView']>[0]): void => {
      void navigate({
        to: '.',
        search: (before: Record<string, unknown>) =>
          viewSearchOf(withSavedView(viewStateOf(parseViewSearch(before), usualMode), view, usualMode), usualMode),
      });
    },
    [navigate, usualMode],
  );
  const savedState = useMemo(() => savedStateOf(state, usualMode), [state, usualMode]);
  const reportVisibleDays = useCallback((days: VisibleDays): void => {
    setVisibleDays((before) => (before?.from === days.from && before.to === days.to ? before : days));
  }, []);
  const onCommand = useCallback((listener: (command: ViewCommand) => void) => {
    listeners.current.add(listener);
    const waiting = unheard.current;
    unheard.current = undefined;
    if (waiting) listener(waiting);
    return () => void listeners.current.delete(listener);
  }, []);
  const send = useCallback((command: ViewCommand): void => {
    // A view that is only about to open hears it as soon as it listens.
    if (listeners.current.size === 0) unheard.current = command;
    for (const listener of listeners.current) listener(command);
  }, []);

  const controls = useMemo(
    (): ViewControls => ({ state, usualMode, update, savedState, openView, visibleDays, reportVisibleDays, onCommand, send }),
    [state, usualMode, update, savedState, openView, visibleDays, reportVisibleDays, onCommand, send],
  );
  return <ViewStateContext value={controls}>{children}</ViewStateContext>;
}
