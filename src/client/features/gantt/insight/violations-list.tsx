import { findingOfViolation } from '../../../../planning/health/logic-checks.ts';
import type { Violation } from '../../../../planning/schedule/violations.ts';
import { Button } from '../../../ui/button.tsx';
import { FindingRow } from './finding-row.tsx';
import type { PanelProps } from './panel-props.ts';
import health from './health.module.css';
import styles from './violations.module.css';

const MAX_LISTED = 50;

export type ViolationsListProps = Pick<PanelProps, 'plan' | 'format' | 'canEdit' | 'act' | 'onGoTo'> & {
  readonly violations: readonly Violation[];
};

/** Each phase that stands earlier than a link lets it, with the ways out, and one for all. */
export function ViolationsList({ violations, ...props }: ViolationsListProps) {
  const { plan, canEdit, act } = props;
  const projectIds = [...new Set(violations.map((violation) => violation.projectId))].filter((id) => {
    const project = plan.projects.get(id);
    return project !== undefined && canEdit(project);
  });
  return (
    <div className={styles.panel}>
      <p className={styles.intro}>These phases begin or end before a dependency lets them.</p>
      <ul className={`${health.findings} ${styles.list}`}>
        {violations.slice(0, MAX_LISTED).map((violation) => (
          <FindingRow key={`${violation.dependency.id} ${violation.phaseId}`} {...props} finding={findingOfViolation(violation)} />
        ))}
      </ul>
      {violations.length > MAX_LISTED ? <p className={styles.intro}>and {violations.length - MAX_LISTED} more</p> : null}
      <Button
        tone="primary"
        size="small"
        isDisabled={projectIds.length === 0}
        onPress={() =>
          void act({
            commands: projectIds.map((id) => ({ kind: 'schedule.resolve' as const, id })),
            label: 'Resolve violations',
            announcement: 'Violations resolved',
          })
        }
      >
        Resolve all
      </Button>
    </div>
  );
}
