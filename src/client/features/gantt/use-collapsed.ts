import { useCallback, useState } from 'react';

const STORAGE_KEY = 'milestone.gantt.collapsed';
const MAX_KEPT = 20_000;

export type Collapsed = {
  readonly ids: ReadonlySet<string>;
  readonly set: (id: string, isCollapsed: boolean) => void;
  readonly setAll: (ids: Iterable<string>) => void;
  /** Expands all of these. */
  readonly expand: (ids: readonly string[]) => void;
};

/** Which rows are closed, kept by the browser. */
export function useCollapsed(): Collapsed {
  const [ids, setIds] = useState<ReadonlySet<string>>(readStored);
  const keep = useCallback((change: (before: ReadonlySet<string>) => ReadonlySet<string>) => {
    setIds((before) => {
      const next = change(before);
      if (next !== before) store(next);
      return next;
    });
  }, []);
  return {
    ids,
    set: (id, isCollapsed) =>
      keep((before) => {
        const next = new Set(before);
        if (isCollapsed) next.add(id);
        else next.delete(id);
        return next;
      }),
    setAll: (all) => keep(() => new Set(all)),
    expand: (open) =>
      keep((before) => (open.some((id) => before.has(id)) ? new Set([...before].filter((id) => !open.includes(id))) : before)),
  };
}

function readStored(): ReadonlySet<string> {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(STORAGE_KEY) ?? '[]');
    return new Set(Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : []);
  } catch {
    return new Set();
  }
}

function store(ids: ReadonlySet<string>): void {
  try {
    window.localStorage.setItem(STORAGE_KEY, JSON.stringify([...ids].slice(-MAX_KEPT)));
  } catch {
    // A browser that keeps nothing forgets which rows were closed, no more.
  }
}
