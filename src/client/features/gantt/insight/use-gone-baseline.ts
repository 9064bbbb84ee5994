import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { ProblemError } from '../../../data/api.ts';
import type { ViewControls } from '../../../data/view-state.ts';
import { useToasts } from '../../../ui/toast.tsx';
import { baselineQuery } from './use-baseline.ts';

/** Ends comparing with a baseline that somebody has deleted, or that an old address names, and says so. */
export function useGoneBaseline({ state, update }: ViewControls): void {
  const { baselineId } = state;
  const { data, error } = useQuery(baselineQuery(baselineId));
  const toasts = useToasts();
  const isGone = baselineId !== undefined && error instanceof ProblemError && error.code === 'not_found';
  const end = useEffectEvent(() => {
    update({ baselineId: undefined });
    toasts.show({
      key: 'baseline',
      text: data ? `The baseline ${data.name} was deleted` : 'The baseline is not there any more',
      detail: 'The plan is compared with nothing now.',
    });
  });
  useEffect(() => {
    if (isGone) end();
  }, [isGone]);
}
