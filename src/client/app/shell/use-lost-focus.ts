import { useEffect } from 'react';

/** Dialogs give the focus back by themselves, a moment after they are gone. */
const PATIENCE_MS = 300;

/**
 * What has the focus may vanish under it: a message that is closed, a bar that has done its work. Then the plan's own place gets
 * the focus, or the page where there is no plan, so that keys go on where one is and no screen reader starts at the top.
 */
export function useLostFocus(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = ({ target, relatedTarget }: FocusEvent): void => {
      if (relatedTarget !== null || !(target instanceof HTMLElement)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const isLost = !target.isConnected && document.activeElement === document.body && document.hasFocus();
        if (isLost) homeOfFocus()?.focus({ preventScroll: true });
      }, PATIENCE_MS);
    };
    document.addEventListener('focusout', watch);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('focusout', watch);
    };
  }, []);
}

/** Undefined while something else keeps the focus to itself. */
function homeOfFocus(): HTMLElement | undefined {
  const home = document.querySelector<HTMLElement>('#content [role="treegrid"] [tabindex="0"]') ?? document.getElementById('content');
  return home === null || home.closest('[inert], [aria-hidden="true"]') ? undefined : home;
}
