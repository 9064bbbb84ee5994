import { useState } from 'react';

const KEY = 'milestone.sidebar';

/** Whether the sidebar shows names or icons alone; this browser remembers it. */
export function useSidebar(): { readonly isOpen: boolean; readonly toggle: () => void } {
  const [isOpen, setOpen] = useState(() => readStored() !== 'collapsed');
  const toggle = (): void => {
    setOpen(!isOpen);
    try {
      localStorage.setItem(KEY, isOpen ? 'collapsed' : 'open');
    } catch {
      // Without storage the choice holds until the page is left.
    }
  };
  return { isOpen, toggle };
}

function readStored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
