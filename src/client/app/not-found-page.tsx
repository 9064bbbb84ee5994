import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { EmptyState } from '../ui/empty-state.tsx';

/** For an address that is none, or that the person's role may not open. */
export function NotFoundPage() {
  return (
    <main style={{ display: 'grid', minHeight: '100dvh' }}>
      <EmptyState isPage icon={<Compass />} title="There is no page at this address" actions={<Link to="/">Go to the plan</Link>}>
        The link may be old, a part of it may be missing, or your role may not open it.
      </EmptyState>
    </main>
  );
}
