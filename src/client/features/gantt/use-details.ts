import { useState } from 'react';
import type { ViewControls } from '../../data/view-state.ts';

/** Opens the details of an item, and in them the chain of rules that places it. */
export function useDetails({ update }: ViewControls) {
  const [asked, setAsked] = useState({ id: '', count: 0 });
  const open = (id: string): void => {
    setAsked(({ count }) => ({ id: '', count }));
    update({ selectedId: id, isDrawerOpen: true, panel: undefined }, { isStep: true });
  };
  const explain = (id: string): void => {
    open(id);
    setAsked(({ count }) => ({ id, count: count + 1 }));
  };
  /** Grows with each time that the reasons of this item are asked for. */
  const askedWhyCountOf = (id: string): number => (asked.id === id ? asked.count : 0);
  return { open, explain, askedWhyCountOf };
}
