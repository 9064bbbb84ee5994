/** How values of a column are read, whoever made it. */
import type { Day } from '../../../lib/days.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import type { GanttItem } from './gantt-items.ts';
import type { Baseline } from './insight/use-baseline.ts';
import type { ScheduleInsight } from './schedule-insight.ts';

export type ValueContext = {
  readonly plan: Plan;
  readonly format: DayFormat;
  readonly today: Day;
  readonly insight: ScheduleInsight;
  readonly baseline: Baseline | undefined;
};

export type KeyedChoice = { readonly key: string; readonly label: string };

export type PlainReader = { read(context: ValueContext, item: GanttItem): string | number | null };
export type ChoiceReader = {
  /** None where the item has none. */
  keysOf(context: ValueContext, item: GanttItem): readonly string[];
  labelOf(plan: Plan, key: string): string;
  /** The choices have an order of their own, not that of their labels. */
  readonly isRanked: boolean;
  /** In the order in which they are offered. */
  listChoices(plan: Plan): readonly KeyedChoice[];
};
