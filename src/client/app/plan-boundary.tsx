import { queryOptions, useQuery } from '@tanstack/react-query';
import { createContext, useContext, type ReactNode } from 'react';
import type { Me } from '../../contract/access.ts';
import { listNames } from '../../contract/socket.ts';
import { PlanStoreContext } from '../data/plan-context.ts';
import { openPlanStore, type PlanStore } from '../data/plan-store.ts';
import { createHttpTransport } from '../data/plan-transport.ts';
import { settingsQuery } from '../data/reference.ts';
import { meQuery } from '../data/session.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorState } from './error-page.tsx';
import { waitForSession } from './session-hold.ts';

/** The open plan of a person: one per page, kept while other screens are shown. */
function planStoreQuery(me: Me) {
  return queryOptions({
    queryKey: ['plan-store', me.id],
    queryFn: async ({ client }): Promise<PlanStore> => {
      const settings = client.ensureQueryData(settingsQuery);
      const store = await openPlanStore({
        transport: createHttpTransport(),
        engineOptions: () => ({ doubleBooking: client.getQueryData(settingsQuery.queryKey)?.doubleBooking ?? 'refuse' }),
        waitForSession,
        onListChanged: (list) => {
          // With a list whatever is shown of one of its entries.
          for (const name of list === undefined ? listNames : [list]) void client.invalidateQueries({ queryKey: [name] });
        },
        onRightsChanged: () => void client.invalidateQueries({ queryKey: meQuery.queryKey }),
      });
      await settings;
      return store;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
}

const PlanErrorContext = createContext<Error | null>(null);

/** Provides the plan to shell and views; `usePlanStore` works only inside a PlanBoundary, where it is loaded for sure. */
export function PlanProvider({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  const { data, error } = useQuery(planStoreQuery(me));
  return (
    <PlanErrorContext value={error}>
      <PlanStoreContext value={data}>{children}</PlanStoreContext>
    </PlanErrorContext>
  );
}

/** Shows its children once the plan is there, until then a skeleton, and the reason where it cannot be loaded. */
export function PlanBoundary({ children }: { readonly children: ReactNode }) {
  const store = useContext(PlanStoreContext);
  const error = useContext(PlanErrorContext);
  if (store) return children;
  return error ? <ErrorState error={error} /> : <Skeleton rows={14} label="Loading the plan…" />;
}
