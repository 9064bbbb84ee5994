import { Ellipsis } from 'lucide-react';
import type { Finding, Fix } from '../../../../planning/health/finding.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Menu, MenuItem, MenuTrigger } from '../../../ui/menu.tsx';
import { checkTitles, findingText, fixText, itemName } from './health-words.ts';
import type { PanelProps } from './panel-props.ts';
import { pathTextOf } from './why-words.ts';
import styles from './health.module.css';

export type FindingRowProps = Pick<PanelProps, 'plan' | 'format' | 'canEdit' | 'act' | 'onGoTo'> & {
  readonly finding: Finding;
  /** It stands beside the item itself: what is wrong is named instead of where. */
  readonly isAtItem?: boolean;
};

/** One finding: where, what, and what can be done about it. */
export function FindingRow({ finding, plan, format, canEdit, act, onGoTo, isAtItem = false }: FindingRowProps) {
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
      {isAtItem ? (
        <span className={styles.what}>{checkTitles[finding.check]}</span>
      ) : (
        <button type="button" className={styles.name} title={path} onClick={() => onGoTo(finding.itemId)}>
          <span className={styles.nameText}>{name}</span>
          {path === '' ? null : <span className={styles.path}>{path}</span>}
        </button>
      )}
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
