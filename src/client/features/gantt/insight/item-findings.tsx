import { useDeferredValue, useMemo, useState } from 'react';
import { usePlan } from '../../../data/plan-context.ts';
import { DrawerSection } from '../../../ui/drawer.tsx';
import type { DrawerProps } from '../drawer/drawer-props.ts';
import type { GanttItem } from '../gantt-items.ts';
import { FindingRow } from './finding-row.tsx';
import { judge } from './judge.ts';
import styles from './health.module.css';

export type ItemFindingsProps = Pick<DrawerProps, 'plan' | 'format' | 'canEdit' | 'act' | 'onGoTo'> & { readonly item: GanttItem };

/** What the plan's health says of one item, with what settles it. */
export function ItemFindings({ plan, item, canEdit, ...props }: ItemFindingsProps) {
  const { version } = usePlan();
  const [now] = useState(() => new Date());
  // Typing goes first; the findings follow.
  const judgedVersion = useDeferredValue(version);
  const { project } = item;
  const health = useMemo(() => judge(plan, judgedVersion, { projects: [project], now }), [plan, judgedVersion, project, now]);
  const findings = health.groups.flatMap((group) => group.findings.filter((finding) => finding.itemId === item.id));
  if (findings.length === 0) return null;
  return (
    <DrawerSection title="Attention">
      <ul className={styles.findings}>
        {findings.map((finding) => (
          <FindingRow
            key={[finding.check, finding.otherId, finding.staffId, finding.equipmentId, finding.from].join(' ')}
            {...props}
            plan={plan}
            finding={finding}
            canEdit={() => canEdit}
            isAtItem
          />
        ))}
      </ul>
    </DrawerSection>
  );
}
