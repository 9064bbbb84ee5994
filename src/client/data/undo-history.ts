import type { Patch } from '../../planning/model.ts';
import type { Change, OwnStep } from './plan-transport.ts';

/** One own change that can be undone, or one own undo that can be redone. */
export type HistoryEntry = {
  /** The key of the request that made it; those of before have a name made of their revision. */
  readonly key: string;
  readonly label: string;
  /** Unknown until the server has answered. */
  readonly revision: number | undefined;
};

/** How many own changes can be taken back. */
const MAX_HISTORY = 500;

/** Something that was asked of the server and is shown as if it had happened already. */
type Expected = { readonly key: string; readonly kind: 'do' | 'undo' | 'redo'; readonly label: string; readonly target?: HistoryEntry };

type Lists = { readonly undo: readonly HistoryEntry[]; readonly redo: readonly HistoryEntry[] };

/**
 * What one person can undo and redo, in every browser and tab the same: it follows from the person's own steps in the change log,
 * in whatever order they are heard of, with what this page has asked for and not been answered yet on top.
 */
export type UndoHistory = Lists & {
  /** Steps of the log: those of before when the page opens, and each own change as it arrives. */
  record(steps: readonly OwnStep[]): void;
  /** An own change with its patches, so that taking it back can be shown at once. */
  recordChange(change: Change): void;
  expect(expected: Expected): void;
  /** The server refused it. */
  forget(key: string): void;
  /** The revision of a request that was answered, and what it changed as far as this page knows. */
  revisionOf(entry: HistoryEntry): number | undefined;
  patchesOf(entry: HistoryEntry): readonly Patch[] | undefined;
};

export function createUndoHistory(): UndoHistory {
  let steps: readonly OwnStep[] = [];
  let expected: readonly Expected[] = [];
  let lists: Lists | undefined;
  const revisions = new Map<string, number>();
  const patches = new Map<number, readonly Patch[]>();
  const keyOf = (revision: number): string => `revision ${String(revision)}`;

  const record = (more: readonly OwnStep[]): void => {
    const byRevision = new Map([...steps, ...more].map((step) => [step.revision, step]));
    steps = [...byRevision.values()].sort((a, b) => a.revision - b.revision).slice(-2 * MAX_HISTORY);
    lists = undefined;
  };
  const current = (): Lists => {
    lists ??= listEntries(
      steps.map(({ revision, revertsRevision, step }) => ({
        kind: step.kind,
        target: revertsRevision === null ? undefined : keyOf(revertsRevision),
        entry: { key: keyOf(revision), label: step.label, revision },
      })),
      expected.map(({ key, kind, label, target }) => {
        const revision = target?.revision ?? (target && revisions.get(target.key));
        const targetKey = revision === undefined ? target?.key : keyOf(revision);
        return { kind, target: targetKey, entry: { key, label, revision: undefined } };
      }),
    );
    return lists;
  };
  const revisionOf = (entry: HistoryEntry): number | undefined => entry.revision ?? revisions.get(entry.key);

  return {
    get undo() {
      return current().undo;
    },
    get redo() {
      return current().redo;
    },
    record,
    recordChange({ revision, at, revertsRevision, step, idempotencyKey, patches: changed }) {
      if (idempotencyKey !== null && expected.some(({ key }) => key === idempotencyKey)) {
        revisions.set(idempotencyKey, revision);
        expected = expected.filter(({ key }) => key !== idempotencyKey);
        lists = undefined;
      }
      if (!step) return;
      patches.set(revision, changed);
      const [oldest] = patches.keys();
      if (patches.size > MAX_HISTORY && oldest !== undefined) patches.delete(oldest);
      record([{ revision, at, revertsRevision, step }]);
    },
    expect(one) {
      expected = [...expected, one];
      lists = undefined;
    },
    forget(key) {
      expected = expected.filter((one) => one.key !== key);
      lists = undefined;
    },
    revisionOf,
    patchesOf(entry) {
      const revision = revisionOf(entry);
      return revision === undefined ? undefined : patches.get(revision);
    },
  };
}

type Turn = { readonly kind: OwnStep['step']['kind']; readonly target: string | undefined; readonly entry: HistoryEntry };

/** An undo takes its step off one list and puts itself on the other; a new step clears what could be redone. */
function listEntries(...turns: readonly (readonly Turn[])[]): Lists {
  const undo: HistoryEntry[] = [];
  const redo: HistoryEntry[] = [];
  const takeOff = (list: HistoryEntry[], key: string | undefined): void => {
    // Nearly always the last one.
    const at = list.findLastIndex((entry) => entry.key === key);
    if (at >= 0) list.splice(at, 1);
  };
  for (const { kind, target, entry } of turns.flat()) {
    takeOff(undo, target);
    takeOff(redo, target);
    if (kind === 'do') redo.length = 0;
    if (kind === 'undo') redo.push(entry);
    else if (kind !== 'drop') undo.push(entry);
  }
  return { undo: undo.slice(-MAX_HISTORY), redo: redo.slice(-MAX_HISTORY) };
}
