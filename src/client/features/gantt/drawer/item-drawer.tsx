import { Trash2 } from 'lucide-react';
import { ancestorsOf, type Plan } from '../../../../planning/plan.ts';
import { IconButton } from '../../../ui/button.tsx';
import { Drawer } from '../../../ui/drawer.tsx';
import { rangeText } from '../describe.ts';
import { nameOf, spanOf, type GanttItem } from '../gantt-items.ts';
import { ActivitySection } from '../insight/activity-section.tsx';
import { ItemFindings } from '../insight/item-findings.tsx';
import { ScheduleFacts } from '../insight/schedule-facts.tsx';
import { WhySection } from '../insight/why-section.tsx';
import type { Baseline } from '../insight/use-baseline.ts';
import type { ScheduleInsight } from '../schedule-insight.ts';
import type { ValueContext } from '../gantt-values.ts';
import { CustomSection } from './custom-section.tsx';
import { DependencySection } from './dependency-section.tsx';
import type { DrawerProps } from './drawer-props.ts';
import { EquipmentSection } from './equipment-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { PhaseFields } from './phase-fields.tsx';
import { ProjectFields } from './project-fields.tsx';
import styles from './drawer.module.css';

export type ItemDrawerProps = DrawerProps & {
  readonly item: GanttItem;
  /** Grows with each request to explain why the item is where it is. */
  readonly askedWhyCount: number;
  readonly values: ValueContext;
  readonly insight: ScheduleInsight;
  /** How far it is may be told also by whoever may not change it. */
  readonly canReport: boolean;
  readonly baseline: Baseline | undefined;
  readonly onClose: () => void;
  readonly onDelete: () => void;
};

/** The details of a project or phase, on the right; changes take effect at once, each as one step of undo. */
export function ItemDrawer({ item, askedWhyCount, insight, baseline, values, canReport, onClose, onDelete, ...props }: ItemDrawerProps) {
  const { plan, format, canEdit } = props;
  const isMasked = item.project.isMasked === true;
  const { startOn, endOn } = spanOf(item);
  return (
    <Drawer
      key={item.id}
      title={nameOf(item)}
      eyebrow={pathOf(plan, item)}
      onClose={onClose}
      actions={
        <IconButton icon={<Trash2 size={16} />} label={`Delete this ${item.kind}`} keys="Del" isDisabled={!canEdit} onPress={onDelete} />
      }
    >
      {isMasked ? (
        <p className={styles.masked}>
          This project belongs to a site that you may not look into. It runs {rangeText(format, startOn, endOn)}.
        </p>
      ) : (
        <>
          {item.kind === 'project' ? (
            <ProjectFields {...props} item={item} />
          ) : (
            <PhaseFields {...props} item={item} canReport={canReport} />
          )}
          <CustomSection {...props} item={item} values={values} />
          <ItemFindings {...props} item={item} />
          <ScheduleFacts {...props} item={item} insight={insight} baseline={baseline} />
          <WhySection {...props} item={item} askedCount={askedWhyCount} />
          {item.kind === 'phase' ? (
            <>
              <DependencySection {...props} phase={item.phase} side="predecessors" />
              <DependencySection {...props} phase={item.phase} side="successors" />
            </>
          ) : null}
          <PeopleSection {...props} item={item} />
          <EquipmentSection {...props} item={item} />
          <ActivitySection {...props} item={item} />
        </>
      )}
    </Drawer>
  );
}

/** "KX-204 › Synthesis": where an item is in the plan. */
function pathOf(plan: Plan, item: GanttItem): string {
  if (item.kind === 'project') return `Project · ${plan.sites.get(item.project.siteId)?.name ?? 'another site'}`;
  const above = [...ancestorsOf(plan, item.id)].reverse().map((phase) => phase.name);
  return [item.project.name, ...above].join(' › ');
}
