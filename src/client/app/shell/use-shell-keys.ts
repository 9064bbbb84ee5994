import { useContext, useEffect, useEffectEvent } from 'react';
import { tinykeys } from 'tinykeys';
import { PlanStoreContext } from '../../data/plan-context.ts';

export type ShellKeys = { readonly onPalette: () => void; readonly onSidebar: () => void };

/** Keys that work on every screen: palette, undo, redo, sidebar. In a text field they keep their usual meaning. */
export function useShellKeys({ onPalette, onSidebar }: ShellKeys): void {
  const store = useContext(PlanStoreContext);
  const openPalette = useEffectEvent(onPalette);
  const toggleSidebar = useEffectEvent(onSidebar);
  useEffect(() => {
    const unlessTyping = (run: () => void) => (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || isInDialog(event.target)) return;
      event.preventDefault();
      run();
    };
    const undo = unlessTyping(() => void store?.undo());
    const redo = unlessTyping(() => void store?.redo());
    const keys = {
      '$mod+k': (event: KeyboardEvent) => {
        event.preventDefault();
        if (!isInDialog(event.target)) openPalette();
      },
      '$mod+z': undo,
      '$mod+Shift+z': redo,
      '$mod+y': redo,
      '[': unlessTyping(() => toggleSidebar()),
    };
    // Each key says for itself what it means in a field; a switch is one, too.
    return tinykeys(window, keys, { ignore: (event) => event.repeat || event.isComposing });
  }, [store]);
}

/** Whatever stands over the page has its own keys; the plan behind it does not change unseen. */
function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"], [role="alertdialog"]') !== null;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isText = target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return isText || target instanceof HTMLTextAreaElement || target.isContentEditable;
}
