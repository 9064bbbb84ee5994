import { CircleCheck } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { severities } from '../../../../planning/health/finding.ts';
import type { PlanHealth } from '../../../../planning/health/plan-health.ts';
import { listProjects } from '../../../../planning/plan.ts';
import { usePlan } from '../../../data/plan-context.ts';
import { Drawer } from '../../../ui/drawer.tsx';
import { Select } from '../../../ui/select.tsx';
import { countText } from '../describe.ts';
import { HealthGroup } from './health-group.tsx';
import { judge } from './judge.ts';
import { shownProjects, type PanelProps } from './panel-props.ts';
import styles from './health.module.css';

/** Everything in the shown plan that cannot come true, is doubtful, or worth a look, each with what settles it. */
export function HealthPanel(props: PanelProps) {
  const { plan, siteId, selected, onClose } = props;
  const { version } = usePlan();
  const [scope, setScope] = useState<'shown' | 'selected'>('shown');
  const [now] = useState(() => new Date());
  // Typing and dragging go first; the findings follow.
  const judgedVersion = useDeferredValue(version);
  const onlyId = scope === 'selected' ? selected?.project.id : undefined;
  const health = useMemo(() => {
    const projects = shownProjects(listProjects(plan), siteId);
    return judge(plan, judgedVersion, { projects: projects.filter(({ id }) => onlyId === undefined || id === onlyId), now });
  }, [plan, judgedVersion, siteId, onlyId, now]);
  const choices = [
    { key: 'shown' as const, label: 'All projects shown' },
    ...(selected && selected.project.isMasked !== true ? [{ key: 'selected' as const, label: selected.project.name }] : []),
  ];
  return (
    <Drawer
      title="Plan health"
      eyebrow={`${countText(health.openCount, 'open phase', 'open phases')} looked at`}
      onClose={onClose}
      closeLabel="Close plan health"
    >
      <Score health={health} />
      {choices.length > 1 ? (
        <div className={styles.scope}>
          <Select label="Of" isLabelHidden size="small" choices={choices} value={scope} onChange={setScope} />
        </div>
      ) : null}
      {health.groups.length === 0 ? (
        <p className={styles.sound}>
          <CircleCheck size={18} aria-hidden /> Nothing to find fault with.
        </p>
      ) : (
        health.groups.map((group) => <HealthGroup key={group.check} {...props} {...group} severity={severities[group.check]} />)
      )}
    </Drawer>
  );
}

/** How much of the open work is without a problem or a warning. */
function Score({ health: { soundPercent, groups } }: { readonly health: PlanHealth }) {
  const countOf = (severity: string) =>
    groups.reduce((sum, { check, findings }) => (severities[check] === severity ? sum + findings.length : sum), 0);
  const tone = soundPercent >= 90 ? styles.good : soundPercent >= 70 ? styles.fair : styles.poor;
  return (
    <div className={styles.score}>
      <p className={styles.scoreText}>
        <strong className={styles.percent}>{soundPercent} %</strong> of the open phases are sound
      </p>
      <span className={styles.track} aria-hidden>
        <span className={`${styles.fill} ${tone}`} style={{ inlineSize: `${soundPercent}%` }} />
      </span>
      <p className={styles.counts}>
        {countText(countOf('problem'), 'problem', 'problems')} · {countText(countOf('warning'), 'warning', 'warnings')} ·{' '}
        {countText(countOf('hint'), 'hint', 'hints')}
      </p>
    </div>
  );
}
