import type { Plan } from '../../../../planning/plan.ts';
import type { DayFormat } from '../../../timeline/day-format.ts';
import type { Act } from '../use-actions.ts';

/** What every part of the drawer needs. */
export type DrawerProps = {
  readonly plan: Plan;
  readonly format: DayFormat;
  readonly canEdit: boolean;
  /** Resolves to a sentence when the plan refused it. */
  readonly act: Act;
  readonly onGoTo: (id: string) => void;
};
