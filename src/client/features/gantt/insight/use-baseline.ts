import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { slipOf, type KeptDates, type Slip } from '../../../../planning/schedule/slip.ts';
import type { Plan } from '../../../../planning/plan.ts';
import { call } from '../../../data/call.ts';
import { countText } from '../describe.ts';

/** The baseline that the plan is compared with. */
export type Baseline = {
  readonly id: string;
  readonly name: string;
  readonly items: ReadonlyMap<string, KeptDates>;
};

export const baselineKeys = { list: ['baselines'], detail: (id: string) => ['baselines', id] } as const;

/** Only the name of one ever changes; news of the list fetch it anew where it is in use. */
export function baselineQuery(id: string | undefined) {
  return queryOptions({
    queryKey: baselineKeys.detail(id ?? ''),
    queryFn: () => call('getBaseline', { params: { id: id ?? '' } }),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** The chosen baseline, once it is here. */
export function useBaseline(id: string | undefined): Baseline | undefined {
  const { data } = useQuery(baselineQuery(id));
  return useMemo(() => data && { id: data.id, name: data.name, items: new Map(data.items.map((item) => [item.id, item])) }, [data]);
}

/** "5 wd later", "2 d earlier", "on time". */
export function slipText(days: number, isWorkingDays: boolean): string {
  if (days === 0) return 'on time';
  return `${Math.abs(days)} ${isWorkingDays ? 'wd' : 'd'} ${days > 0 ? 'later' : 'earlier'}`;
}

/** The same for people who hear it: "5 working days later". */
export function spokenSlip(days: number, isWorkingDays: boolean): string {
  if (days === 0) return 'on time';
  const count = isWorkingDays ? countText(Math.abs(days), 'working day', 'working days') : countText(Math.abs(days), 'day', 'days');
  return `${count} ${days > 0 ? 'later' : 'earlier'}`;
}

/** How an item's end differs from the baseline; undefined where the baseline does not hold it. */
export function findSlip(plan: Plan, baseline: Baseline | undefined, id: string): Slip | undefined {
  const kept = baseline?.items.get(id);
  return kept && slipOf(plan, kept);
}
