import { createContext, useContext, useEffect } from 'react';

/** Something that the open page can do, offered by the command palette. */
export type PageAction = {
  readonly id: string;
  readonly label: string;
  /** What it would be done to. */
  readonly note?: string | undefined;
  readonly keys?: string | undefined;
  /** Why it cannot be done at present; said instead of doing it. */
  readonly lacks?: string | undefined;
  /** One of many of its kind: found by typing alone. */
  readonly isMinor?: boolean;
  readonly run: () => void;
};

/** The pages that are open tell here what they can do; asked only when somebody wants to know. */
export type PageActions = {
  readonly register: (list: () => readonly PageAction[]) => () => void;
  readonly list: () => readonly PageAction[];
};

export function createPageActions(): PageActions {
  const lists = new Set<() => readonly PageAction[]>();
  return {
    register(list) {
      lists.add(list);
      return () => void lists.delete(list);
    },
    list: () => [...lists].flatMap((list) => list()),
  };
}

export const PageActionsContext = createContext<PageActions | undefined>(undefined);

/** Offers actions as long as the page is open. They are made when they are asked for, from what the page is then. */
export function usePageActions(list: () => readonly PageAction[]): void {
  const actions = useContext(PageActionsContext);
  // The palette asks while it renders: it gets what the page last rendered with.
  useEffect(() => actions?.register(list), [actions, list]);
}
