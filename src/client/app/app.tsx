import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { ProblemError, setSignedOutListener, setWorkspaceClosedListener } from '../data/api.ts';
import { currentBasePath } from '../data/base-path.ts';
import { meQuery } from '../data/session.ts';
import { ToastProvider } from '../ui/toast.tsx';
import { createAppRouter } from './router.tsx';

const MAX_RETRIES = 2;
const WorkspacePage = lazy(async () => ({ default: (await import('../features/access/workspace-page.tsx')).WorkspacePage }));

/** The whole application: its services are made once and live as long as the page. */
export function App() {
  const [{ queryClient, router }] = useState(createServices);
  const closed = useClosedWorkspace();
  if (closed)
    return (
      <Suspense>
        <WorkspacePage
          problem={closed}
          isUnnamed={currentBasePath() === ''}
          onOpen={(address) => window.location.assign(address)}
          onRetry={() => window.location.reload()}
        />
      </Suspense>
    );
  return (
    <QueryClientProvider client={queryClient}>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </QueryClientProvider>
  );
}

/** Why there is no workspace at this address, once the server has said so. */
function useClosedWorkspace(): ProblemError | undefined {
  const [problem, setProblem] = useState<ProblemError>();
  useEffect(() => {
    setWorkspaceClosedListener(setProblem);
    return () => setWorkspaceClosedListener(() => undefined);
  }, []);
  return problem;
}

function createServices() {
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) => error instanceof ProblemError && error.isTemporary && count < MAX_RETRIES,
      },
    },
  });
  const router = createAppRouter(queryClient);
  setSignedOutListener(() => {
    // The shell leads to the sign-in page as soon as nobody is signed in.
    queryClient.setQueryData(meQuery.queryKey, null);
  });
  return { queryClient, router };
}
