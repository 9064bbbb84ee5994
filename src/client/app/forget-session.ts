import type { QueryClient } from '@tanstack/react-query';
import type { Me } from '../../contract/access.ts';
import type { PlanStore } from '../data/plan-store.ts';
import { meQuery } from '../data/session.ts';

/** Forgets what was loaded for anybody else than the person who has just signed in. */
export function forgetOthers(queryClient: QueryClient, me: Me): void {
  const kept: readonly unknown[] = [meQuery.queryKey[0], 'plan-store'];
  queryClient.removeQueries({ predicate: (query) => !kept.includes(query.queryKey[0]) });
  for (const [key, store] of queryClient.getQueriesData<PlanStore>({ queryKey: ['plan-store'] })) {
    if (key[1] === me.id) continue;
    store?.close();
    queryClient.removeQueries({ queryKey: key });
  }
}
