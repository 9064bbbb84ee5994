import { ChevronRight, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { CheckId, Finding, Severity } from '../../../../planning/health/finding.ts';
import { usePlanStore } from '../../../data/plan-context.ts';
import { Button } from '../../../ui/button.tsx';
import { countText } from '../describe.ts';
import { canFixAll, fixAll, MAX_SETTLED } from './fix-all.ts';
import { FindingRow } from './finding-row.tsx';
import { checkReasons, checkTitles } from './health-words.ts';
import type { PanelProps } from './panel-props.ts';
import styles from './health.module.css';

const SHOWN = 10;

const icons: Readonly<Record<Severity, typeof Info>> = { problem: OctagonAlert, warning: TriangleAlert, hint: Info };
const severityNames: Readonly<Record<Severity, string>> = { problem: 'Problem', warning: 'Warning', hint: 'Hint' };

export type HealthGroupProps = PanelProps & {
  readonly check: CheckId;
  readonly severity: Severity;
  readonly findings: readonly Finding[];
};

/** All findings of one check. */
export function HealthGroup({ check, severity, findings, ...props }: HealthGroupProps) {
  const { act } = props;
  const store = usePlanStore();
  const [isOpen, setOpen] = useState(severity !== 'hint');
  const [isWhole, setWhole] = useState(false);
  const Icon = icons[severity];
  const editable = canFixAll(check) ? findings.filter((finding) => isEditable(props, finding)) : [];
  const title = checkTitles[check];
  const settleAll = (): void => {
    const batch = fixAll(check, editable, (commands) => store.preview(commands));
    if (!batch) {
      void act({ reason: `${title}: these cannot be settled together` });
      return;
    }
    const text = `${countText(batch.count, 'finding', 'findings')} settled: ${title}`;
    void act({ commands: batch.commands, label: `Settle: ${title}`, announcement: text }, { isUndoOffered: true });
  };
  const shown = isWhole ? findings : findings.slice(0, SHOWN);
  return (
    <section className={styles.group} aria-label={title}>
      <h3 className={styles.head}>
        <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <ChevronRight size={14} className={styles.chevron} aria-hidden />
          <Icon size={15} className={styles[severity]} aria-hidden />
          <span className="visually-hidden">{severityNames[severity]}: </span>
          <span className={styles.title}>{title}</span>
          <span className={styles.count}>{findings.length}</span>
        </button>
      </h3>
      {isOpen ? (
        <>
          <p className={styles.reason}>{checkReasons[check]}</p>
          <ul className={styles.findings}>
            {shown.map((finding) => (
              <FindingRow key={keyOf(finding)} {...props} finding={finding} />
            ))}
          </ul>
          <div className={styles.foot}>
            {shown.length < findings.length ? (
              <Button size="small" tone="quiet" onPress={() => setWhole(true)}>
                Show all {findings.length}
              </Button>
            ) : null}
            {editable.length > 1 ? (
              <Button size="small" onPress={() => settleAll()}>
                Settle all {Math.min(editable.length, MAX_SETTLED)}
              </Button>
            ) : null}
          </div>
        </>
      ) : null}
    </section>
  );
}

function isEditable({ plan, canEdit }: PanelProps, { projectId, fixes }: Finding): boolean {
  const project = plan.projects.get(projectId);
  return project !== undefined && canEdit(project) && fixes.length > 0;
}

function keyOf({ itemId, otherId, staffId, equipmentId, dependencyId, from }: Finding): string {
  return [itemId, otherId, staffId, equipmentId, dependencyId, from].join(' ');
}
