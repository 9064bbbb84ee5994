import { useEffect, useEffectEvent } from 'react';

export type PageKeys = {
  readonly openHelp: () => void;
  readonly focusSearch: () => void;
  readonly goToDate: () => void;
  readonly goToToday: () => void;
};

/** Keys that need no cell: they also work where nothing has the focus, or a button of the page. */
export function useGanttPageKeys({ openHelp, focusSearch, goToDate, goToToday }: PageKeys): void {
  const handle = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.repeat || event.isComposing || event.altKey || hasOwnKeys(event.target)) return;
    const isControlled = event.ctrlKey || event.metaKey;
    const run = isControlled ? { g: goToDate }[event.key.toLowerCase()] : { '?': openHelp, '/': focusSearch, Home: goToToday }[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => handle(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

/** Text is typed there, or what stands over the page takes the keys. */
function hasOwnKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest(
      'input, textarea, select, [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="radiogroup"]',
    ) !== null
  );
}
