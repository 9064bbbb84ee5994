import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OperatorMe } from '../../../contract/admin/operators.ts';
import { adminCall } from '../../data/admin-call.ts';
import { ProblemError, setSignedOutListener } from '../../data/api.ts';
import { ChangePasswordPage } from '../../features/access/change-password-page.tsx';
import { SignInPage } from '../../features/access/sign-in-page.tsx';
import { operatorQuery } from '../../features/portal/portal-queries.ts';
import { Banner } from '../../ui/banner.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ToastProvider } from '../../ui/toast.tsx';
import { PortalShell } from './portal-shell.tsx';

const MAX_RETRIES = 2;

/** The control plane's own page: its services are made once and live as long as the page. */
export function Portal() {
  const [queryClient] = useState(createClient);
  return (
    <QueryClientProvider client={queryClient}>
      <ToastProvider>
        <Entrance />
      </ToastProvider>
    </QueryClientProvider>
  );
}

function createClient(): QueryClient {
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5000, retry: (count, error) => error instanceof ProblemError && error.isTemporary && count < MAX_RETRIES },
    },
  });
  setSignedOutListener(() => queryClient.setQueryData(operatorQuery.queryKey, null));
  return queryClient;
}

/** Nobody, somebody with a password that was given to them, or somebody who may work. */
function Entrance() {
  const queryClient = useQueryClient();
  const { data: me, error } = useQuery(operatorQuery);
  const enter = (who: OperatorMe | null): void => {
    // What the person before saw is not for the next one.
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== operatorQuery.queryKey[0] });
    queryClient.setQueryData(operatorQuery.queryKey, who);
  };
  if (error) return <Banner tone="danger">{error.message}</Banner>;
  if (me === undefined) return <Skeleton rows={6} label="Loading…" />;
  if (me === null)
    return (
      <SignInPage
        signIn={(body) => adminCall('signInOperator', { body })}
        onSignedIn={enter}
        intro="Administration of the platform: workspaces, their databases, and who manages them."
        help="No account or forgotten password? Ask a superadmin of this platform."
      />
    );
  if (me.mustChangePassword)
    return <ChangePasswordPage change={(body) => adminCall('changeOperatorPassword', { body })} onChanged={enter} />;
  return <PortalShell me={me} onSignedOut={() => enter(null)} />;
}
