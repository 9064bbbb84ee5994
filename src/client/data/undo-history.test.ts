import { expect, it } from 'vitest';
import type { Change, OwnStep } from './plan-transport.ts';
import { createUndoHistory, type UndoHistory } from './undo-history.ts';

function stepOf(revision: number, kind: OwnStep['step']['kind'], revertsRevision: number | null = null): OwnStep {
  return { revision, at: '', revertsRevision, step: { kind, label: `Step ${String(revision)}` } };
}

function changeOf(step: OwnStep, idempotencyKey: string | null = null): Change {
  return { ...step, idempotencyKey, actorId: null, actorName: null, kinds: [], patches: [] };
}

const listsOf = ({ undo, redo }: UndoHistory) => [undo.map(({ revision }) => revision), redo.map(({ revision }) => revision)];

it('what can be undone and redone follows from the log, in whatever order it is heard', () => {
  const steps = [stepOf(1, 'do'), stepOf(3, 'do'), stepOf(4, 'undo', 3), stepOf(6, 'undo', 1), stepOf(7, 'redo', 6)];
  const [inOrder, backwards] = [createUndoHistory(), createUndoHistory()];
  inOrder.record(steps);
  for (const step of steps.toReversed()) backwards.recordChange(changeOf(step));
  for (const history of [inOrder, backwards]) expect(listsOf(history)).toEqual([[7], [4]]);
  inOrder.record([stepOf(9, 'do')]);
  expect(listsOf(inOrder), 'a new step clears what could be redone').toEqual([[7, 9], []]);
  inOrder.record([stepOf(10, 'drop', 7)]);
  expect(listsOf(inOrder), 'a dropped step is neither undone nor redone').toEqual([[9], []]);
});

it('what is on its way stands on the lists already, and keeps its place when the answer comes', () => {
  const history = createUndoHistory();
  history.record([stepOf(1, 'do')]);
  history.expect({ key: 'a', kind: 'do', label: 'A' });
  const [, pending] = history.undo;
  history.expect({ key: 'b', kind: 'undo', label: 'A', ...(pending && { target: pending }) });
  expect([history.undo.map(({ label }) => label), history.redo.map(({ label }) => label)]).toEqual([['Step 1'], ['A']]);
  history.recordChange(changeOf(stepOf(2, 'do'), 'a'));
  expect(pending && history.revisionOf(pending)).toBe(2);
  expect(listsOf(history)).toEqual([[1], [undefined]]);
  history.forget('b');
  expect(listsOf(history), 'a refused undo leaves its step where it was').toEqual([[1, 2], []]);
});
