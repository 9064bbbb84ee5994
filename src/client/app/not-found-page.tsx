import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { EmptyState } from '../ui/empty-state.tsx';

/** For an address outside the shell. */
export function NotFoundPage() {
  return (
    <main style={{ display: 'grid', minHeight: '100dvh' }}>
      <NotFound />
    </main>
  );
}

/** For an address inside the shell, which has its own main part. */
export function NotFound() {
  return (
    <EmptyState isPage icon={<Compass />} title="There is no page at this address" actions={<Link to="/">Go to the plan</Link>}>
      The link may be old, or a part of it is missing.
    </EmptyState>
  );
}
