import { Fragment, useState } from 'react';
import { criticalPathOf } from '../../../../planning/schedule/critical-path.ts';
import { Button } from '../../../ui/button.tsx';
import { DrawerSection } from '../../../ui/drawer.tsx';
import { countText, rangeText } from '../describe.ts';
import type { DrawerProps } from '../drawer/drawer-props.ts';
import type { GanttItem } from '../gantt-items.ts';
import type { ScheduleInsight } from '../schedule-insight.ts';
import { findSlip, slipText, type Baseline } from './use-baseline.ts';
import styles from './facts.module.css';

export type ScheduleFactsProps = Pick<DrawerProps, 'plan' | 'format' | 'onGoTo'> & {
  readonly item: GanttItem;
  readonly insight: ScheduleInsight;
  readonly baseline: Baseline | undefined;
};

type Fact = { readonly term: string; readonly value: string; readonly tone?: 'bad' | 'good' };

/** Slack, the critical path, and the comparison with the baseline, of one item. */
export function ScheduleFacts(props: ScheduleFactsProps) {
  const facts = [...(props.item.kind === 'phase' ? slackFacts(props) : projectFacts(props)), ...baselineFacts(props)];
  if (facts.length === 0) return null;
  return (
    <DrawerSection title="Schedule">
      <dl className={styles.facts}>
        {facts.map(({ term, value, tone }) => (
          <Fragment key={term}>
            <dt className={styles.term}>{term}</dt>
            <dd className={tone === undefined ? styles.value : `${styles.value} ${styles[tone]}`}>{value}</dd>
          </Fragment>
        ))}
      </dl>
      {props.item.kind === 'project' ? <CriticalPhases {...props} /> : null}
    </DrawerSection>
  );
}

const SHOWN = 8;

/** The phases of a project that have no slack, in the order of their dates. */
function CriticalPhases({ plan, item, format, onGoTo }: ScheduleFactsProps) {
  const [isWhole, setWhole] = useState(false);
  const { tasks } = criticalPathOf(plan, item.project.id);
  const critical = [...tasks]
    .flatMap(([id, task]) => {
      const phase = task.isCritical ? plan.phases.get(id) : undefined;
      return phase ? [phase] : [];
    })
    .sort((a, b) => a.startOn - b.startOn || a.endOn - b.endOn);
  if (critical.length === 0) return null;
  const shown = isWhole ? critical : critical.slice(0, SHOWN);
  return (
    <>
      <ol className={styles.phases} aria-label="Critical path">
        {shown.map((phase) => (
          <li key={phase.id}>
            <button type="button" className={styles.phase} onClick={() => onGoTo(phase.id)}>
              <span className={styles.phaseName}>{phase.name}</span>
              <span className={styles.days}>
                {phase.isMilestone ? format.short(phase.startOn) : `${format.short(phase.startOn)} – ${format.short(phase.endOn)}`}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {shown.length < critical.length ? (
        <Button size="small" tone="quiet" onPress={() => setWhole(true)}>
          Show all {critical.length}
        </Button>
      ) : null}
    </>
  );
}

/** Parents have no slack of their own: only leaves are worked. */
function slackFacts({ item, insight, format }: ScheduleFactsProps): Fact[] {
  const task = item.kind === 'phase' ? insight.slackOf(item.phase) : undefined;
  if (!task) return [];
  const unit = unitsOf(item);
  return [
    task.isCritical
      ? { term: 'Critical', value: 'A day of delay is a day of delay of the project', tone: 'bad' }
      : { term: 'Total slack', value: `${countText(task.totalSlackDays, ...unit)}, until ${format.short(task.lateFinish)}` },
    {
      term: 'Free slack',
      value: task.freeSlackDays === 0 ? 'None: the next phase moves with it' : countText(task.freeSlackDays, ...unit),
    },
  ];
}

function projectFacts({ item, plan, format }: ScheduleFactsProps): Fact[] {
  const { tasks, finishOn } = criticalPathOf(plan, item.project.id);
  if (finishOn === undefined) return [];
  const critical = [...tasks.values()].filter((task) => task.isCritical).length;
  return [
    { term: 'Critical', value: `${critical} of ${countText(tasks.size, 'phase', 'phases')}` },
    { term: 'Ends by its links', value: format.short(finishOn) },
  ];
}

function baselineFacts({ item, plan, format, baseline }: ScheduleFactsProps): Fact[] {
  if (!baseline) return [];
  const kept = baseline.items.get(item.id);
  const slip = findSlip(plan, baseline, item.id);
  if (!kept || !slip) return [{ term: baseline.name, value: 'Was not there yet' }];
  const begins = slip.startDays === 0 ? '' : `begins ${slipText(slip.startDays, slip.isWorkingDays)}, `;
  return [
    { term: baseline.name, value: rangeText(format, kept.startOn, kept.endOn) },
    {
      term: 'Now',
      value: `${begins}ends ${slipText(slip.endDays, slip.isWorkingDays)}`,
      ...(slip.endDays === 0 ? {} : { tone: slip.endDays > 0 ? ('bad' as const) : ('good' as const) }),
    },
  ];
}

function unitsOf(item: GanttItem): readonly [string, string] {
  return item.project.workingDays ? ['working day', 'working days'] : ['day', 'days'];
}
