import { useLayoutEffect } from 'react';

/** What was typed for the palette before it was there. */
export type TypedText = { text: string };

/**
 * While the palette is being fetched: keys are meant for it and not for what has the focus, where the first letter would begin to
 * change a cell. Escape gives the palette up.
 */
export function TypedAhead({ typed, onClose }: { readonly typed: TypedText; readonly onClose: () => void }) {
  useLayoutEffect(() => {
    const hold = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') onClose();
      else if (event.key === 'Backspace') typed.text = typed.text.slice(0, -1);
      else if (event.key.length === 1) typed.text += event.key;
    };
    window.addEventListener('keydown', hold, true);
    return () => window.removeEventListener('keydown', hold, true);
  }, [typed, onClose]);
  return null;
}
