import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { dayOf } from '../../../lib/days.ts';
import { ProblemError } from '../../data/api.ts';
import { formatDayText } from '../../ui/format-day.ts';
import { ToastProvider } from '../../ui/toast.tsx';
import { useSave } from './use-save.ts';

afterEach(cleanup);

const readable = formatDayText(dayOf(2027, 1, 7));

function saveThatFails(failure: Error, showsOwnFaults: boolean) {
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={new QueryClient()}>
      <ToastProvider>{children}</ToastProvider>
    </QueryClientProvider>
  );
  const save = (): Promise<never> => Promise.reject(failure);
  return renderHook(() => useSave({ save, refresh: ['settings'], showsOwnFaults }), { wrapper }).result;
}

it('what is refused tells days as people write them, at the field, above the form and in a message', async () => {
  const message = 'Reservations overlap: “HPLC 2” on 2027-01-07.';
  const atField = new ProblemError({ code: 'refused', title: 'Refused', errors: [{ field: 'doubleBooking', message }] }, 409);
  const form = saveThatFails(atField, true);
  act(() => form.current.run(undefined));
  await waitFor(() => expect(form.current.faultOf('doubleBooking')).toBe(`Reservations overlap: “HPLC 2” on ${readable}.`));
  expect(form.current.faultOf('currency')).toBeUndefined();
  cleanup();

  const whole = new ProblemError({ code: 'refused', title: 'Refused', detail: message }, 409);
  const page = saveThatFails(whole, false);
  act(() => page.current.run(undefined));
  await waitFor(() => expect(page.current.formFault).toBe(`Reservations overlap: “HPLC 2” on ${readable}.`));
  expect(screen.getByText(`Reservations overlap: “HPLC 2” on ${readable}.`)).toBeTruthy();
});
