import { useLayoutEffect } from 'react';

export type TypedAheadProps = {
  /** What the palette's text becomes of what it is. */
  readonly onType: (change: (text: string) => string) => void;
  readonly onClose: () => void;
};

/**
 * From the keys that ask for the palette until its field has the focus: what is typed is meant for it and not for what had the focus
 * before, where the first letter would begin to change a cell. Escape gives the palette up.
 */
export function TypedAhead({ onType, onClose }: TypedAheadProps) {
  useLayoutEffect(() => {
    const hold = (event: KeyboardEvent): void => {
      const { ctrlKey, metaKey, key } = event;
      if (ctrlKey || metaKey || document.activeElement?.closest('[role="dialog"]')) return;
      event.preventDefault();
      event.stopPropagation();
      if (key === 'Escape') onClose();
      else if (key === 'Backspace') onType((text) => text.slice(0, -1));
      else if (key.length === 1) onType((text) => text + key);
    };
    window.addEventListener('keydown', hold, true);
    return () => window.removeEventListener('keydown', hold, true);
  }, [onType, onClose]);
  return null;
}
