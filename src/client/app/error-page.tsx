import { RotateCw, TriangleAlert } from 'lucide-react';
import { ProblemError } from '../data/api.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** In place of a page that could not be shown: what happened and what to do. */
export function ErrorPage({ error }: { readonly error: unknown }) {
  const isProblem = error instanceof ProblemError;
  return (
    <main style={{ display: 'grid', minHeight: '100%' }}>
      <EmptyState
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
    </main>
  );
}
