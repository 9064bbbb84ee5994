import type { Patch } from '../../planning/model.ts';

/** One own change that can be undone (or redone). The revision is unknown until the server has answered. */
export type HistoryEntry = {
  readonly key: string;
  readonly label: string;
  revision: number | undefined;
  /** Known while the page lives; after a reload the server alone knows them. */
  patches: readonly Patch[] | undefined;
};

/** How many own changes can be taken back. */
export const MAX_HISTORY = 500;

export type UndoHistory = {
  readonly undo: readonly HistoryEntry[];
  readonly redo: readonly HistoryEntry[];
  /** A new change: nothing can be redone any more. */
  push(entry: HistoryEntry): void;
  pushUndone(entry: HistoryEntry): void;
  pushRedone(entry: HistoryEntry): void;
  takeUndo(): HistoryEntry | undefined;
  takeRedo(): HistoryEntry | undefined;
  remove(key: string): void;
  save(): void;
};

/** The list of own changes, kept in the browser tab across reloads. `name` tells workspace and person. */
export function createUndoHistory(storage: Storage | undefined, name: string): UndoHistory {
  const stored = load(storage, name);
  let undo = stored.undo;
  let redo = stored.redo;
  const save = (): void => {
    const keep = (entries: readonly HistoryEntry[]) =>
      entries.filter((entry) => entry.revision !== undefined).map(({ key, label, revision }) => ({ key, label, revision }));
    try {
      storage?.setItem(name, JSON.stringify({ undo: keep(undo), redo: keep(redo) }));
    } catch {
      // A full or forbidden storage only costs the memory across reloads.
    }
  };
  return {
    get undo() {
      return undo;
    },
    get redo() {
      return redo;
    },
    push(entry) {
      undo = [...undo, entry].slice(-MAX_HISTORY);
      redo = [];
      save();
    },
    pushUndone(entry) {
      redo = [...redo, entry].slice(-MAX_HISTORY);
      save();
    },
    pushRedone(entry) {
      undo = [...undo, entry].slice(-MAX_HISTORY);
      save();
    },
    takeUndo() {
      const entry = undo.at(-1);
      undo = undo.slice(0, -1);
      return entry;
    },
    takeRedo() {
      const entry = redo.at(-1);
      redo = redo.slice(0, -1);
      return entry;
    },
    remove(key) {
      undo = undo.filter((entry) => entry.key !== key);
      redo = redo.filter((entry) => entry.key !== key);
      save();
    },
    save,
  };
}

type Stored = { readonly undo: HistoryEntry[]; readonly redo: HistoryEntry[] };

function load(storage: Storage | undefined, name: string): Stored {
  try {
    const parsed: unknown = JSON.parse(storage?.getItem(name) ?? '{}');
    const lists = typeof parsed === 'object' && parsed !== null ? parsed : {};
    return { undo: entriesOf('undo' in lists ? lists.undo : []), redo: entriesOf('redo' in lists ? lists.redo : []) };
  } catch {
    return { undo: [], redo: [] };
  }
}

function entriesOf(value: unknown): HistoryEntry[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: Partial<HistoryEntry>) =>
    typeof item.key === 'string' && typeof item.label === 'string' && typeof item.revision === 'number'
      ? [{ key: item.key, label: item.label, revision: item.revision, patches: undefined }]
      : [],
  );
}
