import type { Plan } from '../../../../planning/plan.ts';
import type { DayFormat } from '../../../timeline/day-format.ts';
import type { Action, Unavailable } from '../gantt-actions.ts';

/** What every part of the drawer needs. */
export type DrawerProps = {
  readonly plan: Plan;
  readonly format: DayFormat;
  readonly canEdit: boolean;
  /** Resolves to a sentence when the plan refused it. */
  readonly act: (action: Action | Unavailable) => Promise<string | undefined>;
  readonly onGoTo: (id: string) => void;
};
