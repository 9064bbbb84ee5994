import { useMemo, useState } from 'react';

const STORAGE_KEY = 'milestone.gantt.collapsed';
const MAX_KEPT = 20_000;

export type Collapsed = {
  readonly ids: ReadonlySet<string>;
  readonly set: (id: string, isCollapsed: boolean) => void;
  readonly setAll: (ids: Iterable<string>) => void;
  /** Expands all of these. */
  readonly expand: (ids: readonly string[]) => void;
};

/** Which rows are closed, kept by the browser. The functions stay the same. */
export function useCollapsed(): Collapsed {
  const [ids, setIds] = useState<ReadonlySet<string>>(readStored);
  const changes = useMemo((): Omit<Collapsed, 'ids'> => {
    const keep = (change: (before: ReadonlySet<string>) => ReadonlySet<string>): void =>
      setIds((before) => {
        const next = change(before);
        if (next !== before) store(next);
        return next;
      });
    return {
      set: (id, isCollapsed) => keep((before) => new Set(isCollapsed ? [...before, id] : [...before].filter((other) => other !== id))),
      setAll: (all) => keep(() => new Set(all)),
      expand: (open) =>
        keep((before) => (open.some((id) => before.has(id)) ? new Set([...before].filter((id) => !open.includes(id))) : before)),
    };
  }, []);
  return useMemo(() => ({ ids, ...changes }), [ids, changes]);
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
