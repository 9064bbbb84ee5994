import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Me } from '../../contract/access.ts';
import { meQuery } from '../data/session.ts';
import { ChangePasswordPage } from '../features/access/change-password-page.tsx';
import { SignInPage } from '../features/access/sign-in-page.tsx';

export function SignInRoute() {
  const enter = useEnter();
  return <SignInPage onSignedIn={enter} />;
}

export function ChangePasswordRoute() {
  const enter = useEnter();
  return <ChangePasswordPage onChanged={enter} />;
}

/** Goes where the person wanted to go in the first place. */
function useEnter(): (me: Me) => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { next } = useSearch({ strict: false });
  return async (me) => {
    queryClient.setQueryData(meQuery.queryKey, me);
    await navigate(me.mustChangePassword ? { to: '/change-password', search: next === undefined ? {} : { next } } : { href: next ?? '/' });
  };
}
