import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { PlanStoreContext } from '../../data/plan-context.ts';
import type { PlanNotice, PlanStore } from '../../data/plan-store.ts';
import { formatDayText } from '../../ui/format-day.ts';
import { ToastProvider } from '../../ui/toast.tsx';
import { dayOf } from '../../../lib/days.ts';
import { PlanNotices } from './plan-notices.tsx';

afterEach(cleanup);

it('a refusal tells days as people write them', () => {
  let notify: (notice: PlanNotice) => void = () => undefined;
  const partial: Pick<PlanStore, 'onNotice'> = {
    onNotice: (listener) => {
      notify = listener;
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
  act(() => notify({ kind: 'refused', label: 'Move Coupling', message: '“HPLC 2” is taken from 2027-01-04 to 2027-01-05. 2027-99-99' }));
  const written = [dayOf(2027, 1, 4), dayOf(2027, 1, 5)].map((day) => formatDayText(day));
  expect(screen.getByText(`“HPLC 2” is taken from ${written.join(' to ')}. 2027-99-99`)).toBeTruthy();
});
