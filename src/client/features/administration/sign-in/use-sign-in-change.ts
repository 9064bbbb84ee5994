import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SignInSettings } from '../../../../contract/sso.ts';
import { call, type BodyOf } from '../../../data/call.ts';
import { signInSettingsQuery } from '../../../data/reference.ts';
import { signInOptionsQuery } from '../../../data/session.ts';
import { useToasts } from '../../../ui/toast.tsx';
import { SIGN_IN_EVENTS } from './sign-in-events.ts';

/** What to do with changed settings: shows them, and forgets what depends on them. */
export function useChangedSettings(): (settings: SignInSettings | undefined, done: string) => void {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  return (settings, done) => {
    if (settings) queryClient.setQueryData(signInSettingsQuery.queryKey, settings);
    else void queryClient.invalidateQueries({ queryKey: signInSettingsQuery.queryKey });
    void queryClient.invalidateQueries({ queryKey: [signInOptionsQuery(undefined).queryKey[0]] });
    void queryClient.invalidateQueries({ queryKey: SIGN_IN_EVENTS });
    toasts.show({ tone: 'success', text: done });
  };
}

/** Changes what does not belong to the provider: passwords, and the sites of new accounts. */
export function useSignInChange() {
  const changed = useChangedSettings();
  const toasts = useToasts();
  return useMutation({
    mutationFn: ({ body }: { readonly body: BodyOf<'updateSignInSettings'>; readonly done: string }) =>
      call('updateSignInSettings', { body }),
    onSuccess: (settings, { done }) => changed(settings, done),
    onError: (error) => toasts.show({ tone: 'error', text: 'Not saved', detail: error.message }),
  });
}
