import { useQueryClient } from '@tanstack/react-query';
import { useLoaderData, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import type { Me } from '../../contract/access.ts';
import { forgetOthers } from './forget-session.ts';
import { call } from '../data/call.ts';
import { meQuery } from '../data/session.ts';
import { ChangePasswordPage } from '../features/access/change-password-page.tsx';
import { WorkspaceSignInPage } from '../features/access/workspace-sign-in-page.tsx';

export function SignInRoute() {
  const enter = useEnter();
  const navigate = useNavigate();
  const { next, failure: code, reference, signedOut } = useSearch({ from: '/sign-in' });
  const options = useLoaderData({ from: '/sign-in' });
  return (
    <WorkspaceSignInPage
      options={options}
      failure={code === undefined ? undefined : { code, reference }}
      wasAtProvider={signedOut === 'provider'}
      next={next}
      onSignedIn={enter}
      onStartAgain={() => void navigate({ to: '/sign-in', search: next === undefined ? {} : { next } })}
    />
  );
}

export function ChangePasswordRoute() {
  const enter = useEnter();
  return <ChangePasswordPage change={(body) => call('changePassword', { body })} onChanged={enter} />;
}

/** Goes where the person wanted to go in the first place. */
function useEnter(): (me: Me) => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const { next } = useSearch({ strict: false });
  return async (me) => {
    forgetOthers(queryClient, me);
    queryClient.setQueryData(meQuery.queryKey, me);
    if (me.mustChangePassword) await navigate({ to: '/change-password', search: next === undefined ? {} : { next } });
    else router.history.replace(next ?? '/');
  };
}
