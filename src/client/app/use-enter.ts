import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import type { Me } from '../../contract/access.ts';
import { meQuery } from '../data/session.ts';
import { forgetOthers } from './forget-session.ts';

/** Goes where the person wanted to go in the first place. */
export function useEnter(): (me: Me) => Promise<void> {
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
