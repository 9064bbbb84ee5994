import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, screen, waitFor } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { ViewControls } from '../../../data/view-state.ts';
import { ToastProvider } from '../../../ui/toast.tsx';
import { baselineKeys, useBaseline } from './use-baseline.ts';
import { useGoneBaseline } from './use-gone-baseline.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function answer(status: number, body: object): void {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body), { status })));
}

const kept = (name: string) => ({ id: 'b1', name, revision: 1, takenAt: '2027-01-04T08:00:00Z', takenByName: 'Ada', items: [] });

it('the compared baseline follows its name, and is let go of when it is gone or cannot be found', async () => {
  const client = new QueryClient();
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <ToastProvider>{children}</ToastProvider>
    </QueryClientProvider>
  );
  answer(200, kept('First'));
  const { result } = renderHook(
    () => {
      const [baselineId, setId] = useState<string | undefined>('b1');
      const controls: Pick<ViewControls, 'update'> & { readonly state: Pick<ViewControls['state'], 'baselineId'> } = {
        state: { baselineId },
        update: (change) => setId(change.baselineId),
      };
      // Nothing else of the view is asked for here.
      useGoneBaseline(controls as ViewControls);
      return { baselineId, setId, baseline: useBaseline(baselineId) };
    },
    { wrapper },
  );
  await waitFor(() => expect(result.current.baseline?.name).toBe('First'));
  answer(200, kept('Second'));
  await act(() => client.invalidateQueries({ queryKey: baselineKeys.list }));
  await waitFor(() => expect(result.current.baseline?.name).toBe('Second'));
  expect(screen.queryByText(/was deleted/)).toBeNull();

  answer(503, { code: 'unavailable', title: 'Try again in a moment.' });
  await act(() => client.invalidateQueries({ queryKey: baselineKeys.list }));
  expect(result.current.baselineId, 'a server that is away has deleted nothing').toBe('b1');
  answer(404, { code: 'not_found', title: 'Not found' });
  await act(() => client.invalidateQueries({ queryKey: baselineKeys.list }));
  await waitFor(() => expect(screen.getByText('The baseline Second was deleted')).toBeTruthy());
  expect([result.current.baselineId, result.current.baseline]).toEqual([undefined, undefined]);
  act(() => result.current.setId('b2'));
  await waitFor(() => expect(screen.getByText('The baseline is not there any more')).toBeTruthy());
  expect(result.current.baselineId).toBeUndefined();
});
