import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { PlanStoreContext } from '../../data/plan-context.ts';
import type { PlanNotice, PlanStore, RunResult } from '../../data/plan-store.ts';
import { makePhase, makePlan, makeProject, makeSite, phaseId } from '../../../../tests/support/small-plans.ts';
import { formatDayText } from '../../ui/format-day.ts';
import { ToastProvider } from '../../ui/toast.tsx';
import { dayOf } from '../../../lib/days.ts';
import { PlanNotices } from './plan-notices.tsx';

afterEach(cleanup);

/** Shows the messages of a store that says what it is told to. */
function show(more: Partial<Pick<PlanStore, 'plan' | 'redo' | 'undo'>> = {}) {
  let listener: (notice: PlanNotice) => void = () => undefined;
  const partial = {
    ...more,
    onNotice: (given: typeof listener) => {
      listener = given;
      return () => undefined;
    },
  };
  // Nothing else of the store is asked for here.
  const store = partial as PlanStore;
  render(
    <ToastProvider>
      <PlanStoreContext value={store}>
        <PlanNotices />
      </PlanStoreContext>
    </ToastProvider>,
  );
  return (notice: PlanNotice) => act(() => listener(notice));
}

it('a refusal tells days as people write them', () => {
  const notify = show();
  notify({ kind: 'refused', label: 'Move Coupling', message: '“HPLC 2” is taken from 2027-01-04 to 2027-01-05. 2027-99-99' });
  const written = [dayOf(2027, 1, 4), dayOf(2027, 1, 5)].map((day) => formatDayText(day));
  expect(screen.getByText(`“HPLC 2” is taken from ${written.join(' to ')}. 2027-99-99`)).toBeTruthy();
});

it('a step that goes back tells how many it moved and which, and offers the other way', () => {
  const names = ['Scouting', 'Synthesis', 'Analysis', 'Report', 'Review'];
  const plan = makePlan({
    sites: [makeSite('Basel')],
    projects: [makeProject('Alpha')],
    phases: names.map((name, at) => makePhase(name, at, at)),
  });
  const asked: string[] = [];
  const redo = (): Promise<RunResult> => {
    asked.push('redo');
    return Promise.resolve({ kind: 'nothing' });
  };
  const notify = show({ plan, redo });
  notify({ kind: 'undone', label: 'Move Scouting', movedIds: names.map(phaseId) });
  expect(screen.getByText('5 items moved: Scouting, Synthesis, Analysis and 2 more')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Redo' }));
  expect(asked).toEqual(['redo']);
  notify({ kind: 'redone', label: 'Move Report', movedIds: [phaseId('Report'), phaseId('Review')] });
  expect(screen.getByText('2 items moved: Report, Review')).toBeTruthy();
  notify({ kind: 'undone', label: 'Rename', movedIds: [phaseId('Report')] });
  expect(screen.queryByText(/moved/)).toBeNull();
});
