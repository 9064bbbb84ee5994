import { Link, type LinkProps } from '@tanstack/react-router';
import { Building2, ChartGantt, Columns3, Microscope, Settings, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { roleHas, type Right } from '../../../contract/roles.ts';
import { useMe } from '../../data/session.ts';
import { cx } from '../../ui/cx.ts';
import { Tooltip, TooltipTrigger } from '../../ui/tooltip.tsx';
import { Focusable } from 'react-aria-components/Focusable';
import { PlanStats } from './plan-stats.tsx';
import styles from './sidebar.module.css';

type Entry = { readonly to: LinkProps['to']; readonly label: string; readonly icon: ReactNode; readonly right: Right };
type EntryGroup = { readonly title: string; readonly entries: readonly Entry[] };

const groups: readonly EntryGroup[] = [
  { title: 'Plan', entries: [{ to: '/gantt', label: 'Gantt', icon: <ChartGantt />, right: 'plan.read' }] },
  {
    title: 'Administration',
    entries: [
      { to: '/administration/users', label: 'Users', icon: <Users />, right: 'users.manage' },
      { to: '/administration/sites', label: 'Sites', icon: <Building2 />, right: 'sites.manage' },
      { to: '/administration/equipment', label: 'Equipment', icon: <Microscope />, right: 'equipment.manage' },
      { to: '/administration/columns', label: 'Columns', icon: <Columns3 />, right: 'columns.manage' },
      { to: '/administration/settings', label: 'Settings', icon: <Settings />, right: 'settings.manage' },
    ],
  },
];

export type SidebarProps = { readonly isCollapsed?: boolean; readonly onNavigate?: () => void };

/** The ways to the screens that the person's role may use, and a few figures of the plan. Collapsed, icons alone. */
export function Sidebar({ isCollapsed = false, onNavigate }: SidebarProps) {
  const { role } = useMe();
  const shown = groups
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => roleHas(role, entry.right)) }))
    .filter((group) => group.entries.length > 0);
  return (
    <div className={cx(styles.sidebar, isCollapsed && styles.collapsed)}>
      <nav className={styles.nav} aria-label="Main">
        {shown.map((group) => (
          <section key={group.title}>
            <h2 className={isCollapsed ? 'visually-hidden' : styles.heading}>{group.title}</h2>
            <ul className={styles.list}>
              {group.entries.map((entry) => (
                <li key={entry.label}>
                  <SidebarLink entry={entry} isCollapsed={isCollapsed} onNavigate={onNavigate} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      {isCollapsed ? null : <PlanStats />}
    </div>
  );
}

type SidebarLinkProps = { readonly entry: Entry; readonly isCollapsed: boolean; readonly onNavigate: (() => void) | undefined };

function SidebarLink({ entry, isCollapsed, onNavigate }: SidebarLinkProps) {
  const link = (
    <Link to={entry.to} className={styles.link} activeProps={{ className: cx(styles.link, styles.active) }} onClick={onNavigate}>
      {entry.icon}
      <span className={isCollapsed ? 'visually-hidden' : styles.label}>{entry.label}</span>
    </Link>
  );
  if (!isCollapsed) return link;
  return (
    <TooltipTrigger>
      <Focusable>{link}</Focusable>
      <Tooltip placement="right">{entry.label}</Tooltip>
    </TooltipTrigger>
  );
}
