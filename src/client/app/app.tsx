import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemError, setSignedOutListener } from '../data/api.ts';
import { meQuery } from '../data/session.ts';
import { ToastProvider } from '../ui/toast.tsx';
import { createAppRouter } from './router.tsx';

const MAX_RETRIES = 2;

/** The whole application: its services are made once and live as long as the page. */
export function App() {
  const [{ queryClient, router }] = useState(createServices);
  return (
    <QueryClientProvider client={queryClient}>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </QueryClientProvider>
  );
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
