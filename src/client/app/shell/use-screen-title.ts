import { useLocation } from '@tanstack/react-router';
import { useMe } from '../../data/session.ts';

const titles: Readonly<Record<string, string>> = {
  '/gantt': 'Gantt',
  '/account': 'Profile',
  '/administration/users': 'Users',
  '/administration/sites': 'Sites',
  '/administration/equipment': 'Equipment',
  '/administration/columns': 'Columns',
  '/administration/settings': 'Settings',
};

/** What the browser's tab shows: the screen, then the instance. */
export function useScreenTitle(): string {
  const { instanceTitle } = useMe();
  const { pathname } = useLocation();
  const screen = titles[pathname];
  return screen === undefined ? instanceTitle : `${screen} · ${instanceTitle}`;
}
