import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useViewState } from '../../data/view-state.ts';

/** Leads to a project or phase in the Gantt, selected and in view. */
export function useGoTo(): (id: string) => void {
  const { send } = useViewState();
  const navigate = useNavigate();
  return useCallback(
    (id) => {
      void navigate({ to: '/gantt', search: (before) => ({ ...before, select: id }) }).then(() => send({ kind: 'reveal', id }));
    },
    [navigate, send],
  );
}
