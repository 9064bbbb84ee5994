import { currentBasePath } from '../../data/base-path.ts';
import { ProblemError, request } from '../../data/api.ts';
import { useToasts } from '../../ui/toast.tsx';

/** Ends the session and leaves the page, so that nothing that was loaded stays in memory. */
export function useSignOut(): () => Promise<void> {
  const toasts = useToasts();
  return async () => {
    try {
      await request('signOut');
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'not_signed_in') {
        toasts.show({ tone: 'error', text: 'You are still signed in', detail: error instanceof Error ? error.message : undefined });
        return;
      }
    }
    window.location.assign(`${currentBasePath()}/sign-in`);
  };
}
