import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useContext } from 'react';
import { ProblemError, request } from '../../data/api.ts';
import { PlanStoreContext } from '../../data/plan-context.ts';
import { meQuery } from '../../data/session.ts';
import { useToasts } from '../../ui/toast.tsx';

/** Ends the session, forgets everything that was loaded, and leads to the sign-in page. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const toasts = useToasts();
  const store = useContext(PlanStoreContext);
  return async () => {
    try {
      await request('signOut');
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'not_signed_in') {
        toasts.show({ tone: 'error', text: 'You are still signed in', detail: error instanceof Error ? error.message : undefined });
        return;
      }
    }
    queryClient.setQueryData(meQuery.queryKey, null);
    await navigate({ to: '/sign-in' });
    store?.close();
    queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== meQuery.queryKey[0] });
  };
}
