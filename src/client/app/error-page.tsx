import { RotateCw, TriangleAlert } from 'lucide-react';
import { ProblemError } from '../data/api.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

export type ErrorPageProps = { readonly error: unknown };

/** In place of a page that could not be shown: what happened and what to do. */
export function ErrorPage({ error }: ErrorPageProps) {
  return (
    <main style={{ display: 'grid', minHeight: '100dvh' }}>
      <ErrorState error={error} />
    </main>
  );
}

/** The same inside the shell, which has its own main part. */
export function ErrorState({ error }: ErrorPageProps) {
  const isProblem = error instanceof ProblemError;
  return (
    <EmptyState
      isPage
      icon={<TriangleAlert />}
      title={isProblem ? 'This could not be loaded' : 'Something went wrong'}
      actions={
        <Button tone="primary" icon={<RotateCw />} onPress={() => window.location.reload()}>
          Load the page again
        </Button>
      }
    >
      {isProblem ? error.message : 'An error in the application stopped this page. What you changed before is saved.'}
      {isProblem && error.problem.instance !== undefined ? <p>Request {error.problem.instance}</p> : null}
    </EmptyState>
  );
}
