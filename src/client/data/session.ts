import { queryOptions } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Me } from '../../contract/access.ts';
import { roleHas, type Right } from '../../contract/roles.ts';
import { call } from './call.ts';

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => (await call('findMe')).me,
  staleTime: 60_000,
});

/** The ways into this workspace, and the failure that the address names, in words. */
export function signInOptionsQuery(failure: string | undefined) {
  return queryOptions({
    queryKey: ['sign-in-options', failure ?? null],
    queryFn: () => call('getSignInOptions', { query: { failure } }),
    staleTime: 10_000,
  });
}

export const MeContext = createContext<Me | undefined>(undefined);

/** The signed-in person. Throws outside the signed-in part of the application. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe is used where nobody is signed in');
  return me;
}

/** Whether the signed-in person holds a right (at their own sites; the server decides in each case). */
export function useHasRight(right: Right): boolean {
  return roleHas(useMe().role, right);
}
