import { ChevronRight, Ellipsis, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { CheckId, Finding, Fix, Severity } from '../../../../planning/health/finding.ts';
import { usePlanStore } from '../../../data/plan-context.ts';
import { announce } from '../../../ui/announce.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Menu, MenuItem, MenuTrigger } from '../../../ui/menu.tsx';
import { useToasts } from '../../../ui/toast.tsx';
import { countText } from '../describe.ts';
import { fixAll } from './fix-all.ts';
import { checkReasons, checkTitles, findingText, fixText, itemName } from './health-words.ts';
import type { PanelProps } from './panel-props.ts';
import { pathTextOf } from './why-words.ts';
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
  const { plan, canEdit, act } = props;
  const store = usePlanStore();
  const toasts = useToasts();
  const [isOpen, setOpen] = useState(severity !== 'hint');
  const [isWhole, setWhole] = useState(false);
  const Icon = icons[severity];
  const editable = findings.filter((finding) => {
    const project = plan.projects.get(finding.projectId);
    return project !== undefined && canEdit(project) && finding.fixes.length > 0;
  });
  const title = checkTitles[check];
  const settleAll = async (): Promise<void> => {
    const batch = fixAll(check, editable, (commands) => store.preview(commands));
    if (!batch) {
      announce(`${title}: these cannot be settled together`);
      return;
    }
    const text = `${countText(batch.count, 'finding', 'findings')} settled: ${title}`;
    const refusal = await act({ commands: batch.commands, label: `Settle: ${title}`, announcement: text });
    if (refusal === undefined) toasts.show({ text, action: { label: 'Undo', run: () => void store.undo() } });
  };
  const isBatch = editable.length > 1 && fixAll(check, editable.slice(0, 1), (commands) => store.preview(commands)) !== undefined;
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
            {isBatch ? (
              <Button size="small" onPress={() => void settleAll()}>
                Settle all {Math.min(editable.length, 200)}
              </Button>
            ) : null}
          </div>
        </>
      ) : null}
    </section>
  );
}

function keyOf({ itemId, otherId, staffId, equipmentId, dependencyId, from }: Finding): string {
  return [itemId, otherId, staffId, equipmentId, dependencyId, from].join(' ');
}

type FindingRowProps = PanelProps & { readonly finding: Finding };

function FindingRow({ finding, plan, format, canEdit, act, onGoTo }: FindingRowProps) {
  const name = itemName(plan, finding.itemId);
  const project = plan.projects.get(finding.projectId);
  const isLocked = project === undefined || !canEdit(project);
  const [best, ...others] = finding.fixes;
  const settle = (fix: Fix): void => {
    const label = fixText({ plan, format }, fix);
    void act({ commands: fix.commands, label: `${label}: ${name}`, announcement: `${name}: ${label}` });
  };
  const path = pathTextOf(plan, finding.itemId);
  return (
    <li className={styles.finding}>
      <button type="button" className={styles.name} title={path} onClick={() => onGoTo(finding.itemId)}>
        <span className={styles.nameText}>{name}</span>
        {path === '' ? null : <span className={styles.path}>{path}</span>}
      </button>
      <span className={styles.text}>{findingText({ plan, format }, finding)}</span>
      {best && !isLocked ? (
        <span className={styles.fixes}>
          <Button size="small" onPress={() => settle(best)}>
            {fixText({ plan, format }, best)}
          </Button>
          {others.length > 0 ? (
            <MenuTrigger>
              <IconButton size="small" icon={<Ellipsis size={16} />} label={`Other ways for ${name}`} />
              <Menu
                label={`Other ways for ${name}`}
                onAction={(key) => {
                  const fix = others[Number(key)];
                  if (fix) settle(fix);
                }}
              >
                {others.map((fix, index) => (
                  <MenuItem key={fix.kind} id={String(index)}>
                    {fixText({ plan, format }, fix)}
                  </MenuItem>
                ))}
              </Menu>
            </MenuTrigger>
          ) : null}
        </span>
      ) : null}
    </li>
  );
}
