import { TriangleAlert } from 'lucide-react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import type { Plan } from '../../../planning/plan.ts';
import type { Violation } from '../../../planning/schedule/violations.ts';
import { Button } from '../../ui/button.tsx';
import { PopoverDialog } from '../../ui/popover.tsx';
import { countText } from './describe.ts';
import type { Action } from './gantt-actions.ts';
import styles from './violations.module.css';

export type ViolationsButtonProps = {
  readonly plan: Plan;
  readonly violations: readonly Violation[];
  readonly canWrite: boolean;
  readonly act: (action: Action) => Promise<string | undefined>;
  readonly onGoTo: (id: string) => void;
};

const MAX_LISTED = 50;

/** How many phases stand earlier than a link lets them, which ones, and what to do about it. */
export function ViolationsButton({ plan, violations, canWrite, act, onGoTo }: ViolationsButtonProps) {
  if (violations.length === 0) return null;
  const projectIds = [...new Set(violations.map((violation) => violation.projectId))];
  return (
    <DialogTrigger>
      <Button size="small" tone="quiet" className={styles.button} icon={<TriangleAlert size={15} />}>
        {countText(violations.length, 'violation', 'violations')}
      </Button>
      <PopoverDialog label="Violated dependencies" placement="bottom start">
        <div className={styles.panel}>
          <p className={styles.intro}>These phases begin or end before a dependency lets them.</p>
          <ul className={styles.list}>
            {violations.slice(0, MAX_LISTED).map((violation) => (
              <li key={`${violation.dependency.id} ${violation.phaseId}`}>
                <button type="button" className={styles.item} onClick={() => onGoTo(violation.phaseId)}>
                  <span className={styles.name}>{plan.phases.get(violation.phaseId)?.name ?? 'Confidential'}</span>
                  <span className={styles.reason}>
                    {countText(violation.missingDays, 'day', 'days')} too early for{' '}
                    {plan.phases.get(violation.dependency.predecessorId)?.name ?? 'another phase'} ({violation.dependency.type})
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <Button
            tone="primary"
            size="small"
            isDisabled={!canWrite}
            onPress={() =>
              void act({
                commands: projectIds.map((id) => ({ kind: 'schedule.resolve' as const, id })),
                label: 'Resolve violations',
                announcement: 'Violations resolved',
              })
            }
          >
            Resolve
          </Button>
        </div>
      </PopoverDialog>
    </DialogTrigger>
  );
}
