import { currentBasePath } from '../../data/base-path.ts';
import { ProblemError } from '../../data/api.ts';
import { call } from '../../data/call.ts';
import { leaveSession } from '../session-hold.ts';
import { useToasts } from '../../ui/toast.tsx';

/** Ends the session and leaves the page, so that nothing that was loaded stays in memory. The page that follows offers to sign out at the provider too. */
export function useSignOut(): () => Promise<void> {
  const toasts = useToasts();
  return async () => {
    let isAtProvider = false;
    // The socket may say goodbye before the answer is there.
    leaveSession(true);
    try {
      isAtProvider = (await call('signOut')).providerSignOutPath !== null;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'not_signed_in') {
        leaveSession(false);
        toasts.show({ tone: 'error', text: 'You are still signed in', detail: error instanceof Error ? error.message : undefined });
        return;
      }
    }
    window.location.assign(`${currentBasePath()}/sign-in${isAtProvider ? '?signedOut=provider' : ''}`);
  };
}
