import { useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useEffect } from 'react';
import type { Me } from '../../../contract/access.ts';
import { currentBasePath } from '../../data/base-path.ts';
import { call } from '../../data/call.ts';
import { meQuery, signInOptionsQuery } from '../../data/session.ts';
import { CredentialsForm } from '../../features/access/credentials-form.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './sign-in-again.module.css';

/** Over a page whose session has ended: what was typed there is kept, and changes that were made are saved after the sign-in. */
export function SignInAgain({ me }: { readonly me: Me }) {
  const queryClient = useQueryClient();
  const { data: options, isPending } = useQuery(signInOptionsQuery(undefined));
  const signedIn = (next: Me): void => {
    queryClient.setQueryData(meQuery.queryKey, next);
  };
  useAnswerOfOtherTab();
  // The ways in are known before anything asks for the focus.
  if (isPending) return null;
  return (
    <Dialog title="Sign in again" isOpen isAlert isOpaque size="small">
      <div className={styles.body}>
        <p>
          Your session has ended. Sign in as {me.name} to go on where you were: what you typed is kept, changes that wait are saved then.
        </p>
        {options?.sso ? (
          <LinkButton href={`${options.sso.startPath}?next=${encodeURIComponent('/account')}`} opensTab tone="primary" size="large" isWide>
            <KeyRound aria-hidden />
            Sign in with {options.sso.label} in a new tab
          </LinkButton>
        ) : null}
        {options?.hasPasswords === false ? null : (
          <CredentialsForm
            email={me.email}
            submit={({ email, secret }) => call('signIn', { body: { email, password: secret } })}
            onSignedIn={signedIn}
            secretLabel={`Password of ${me.email}`}
            tone={options?.sso ? 'neutral' : 'primary'}
          />
        )}
        <a className={styles.other} href={`${currentBasePath()}/sign-in`}>
          Leave this page and sign in another way
        </a>
      </div>
    </Dialog>
  );
}

/** Somebody who comes back from another tab may have signed in there. */
function useAnswerOfOtherTab(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const ask = (): void => void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    window.addEventListener('focus', ask);
    return () => window.removeEventListener('focus', ask);
  }, [queryClient]);
}
