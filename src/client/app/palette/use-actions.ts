import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { roleHas } from '../../../contract/roles.ts';
import { useMe } from '../../data/session.ts';
import { useViewState } from '../../data/view-state.ts';
import { useProjectDialogs } from '../../data/project-dialogs.ts';
import { useSignOut } from '../shell/use-sign-out.ts';
import { chooseTheme, useTheme } from '../theme.ts';
import { viewSearchOf } from '../view-search.ts';
import type { PaletteItem } from './palette-items.ts';

/** Everything that can be done from anywhere, as far as the person's role allows it. */
export function useActions(): readonly PaletteItem[] {
  const { role } = useMe();
  const { state, send } = useViewState();
  const dialogs = useProjectDialogs();
  const navigate = useNavigate();
  const theme = useTheme();
  const signOut = useSignOut();
  return useMemo(() => {
    const action = (id: string, label: string, run: () => void, keys?: string): PaletteItem => ({
      id,
      kind: 'action',
      label,
      run,
      ...(keys === undefined ? {} : { keys }),
    });
    const page = (
      id: string,
      label: string,
      to:
        | '/gantt'
        | '/account'
        | '/administration/users'
        | '/administration/sites'
        | '/administration/equipment'
        | '/administration/settings',
    ) => ({
      ...action(id, label, () => void navigate({ to })),
      kind: 'page' as const,
    });
    const isDark = theme === 'dark' || (theme === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches);
    return [
      ...(roleHas(role, 'plan.write') ? [action('new-project', 'New project', dialogs.openNewProject)] : []),
      ...(roleHas(role, 'import.run') ? [action('import', 'Import a project file', () => dialogs.openImport())] : []),
      action('today', 'Go to today', () => void navigate({ to: '/gantt' }).then(() => send({ kind: 'today' })), 'Home'),
      action(
        'critical',
        state.showsCriticalPath ? 'Hide the critical path' : 'Show the critical path',
        () => void navigate({ to: '/gantt', search: viewSearchOf({ ...state, showsCriticalPath: !state.showsCriticalPath }) }),
      ),
      action('theme', isDark ? 'Use the light theme' : 'Use the dark theme', () => chooseTheme(isDark ? 'light' : 'dark')),
      page('page-gantt', 'Open Gantt', '/gantt'),
      ...(roleHas(role, 'users.manage') ? [page('page-users', 'Open users', '/administration/users')] : []),
      ...(roleHas(role, 'sites.manage') ? [page('page-sites', 'Open sites and holidays', '/administration/sites')] : []),
      ...(roleHas(role, 'equipment.manage') ? [page('page-equipment', 'Open equipment', '/administration/equipment')] : []),
      ...(roleHas(role, 'settings.manage') ? [page('page-settings', 'Open settings', '/administration/settings')] : []),
      page('page-account', 'Open profile and password', '/account'),
      action('sign-out', 'Sign out', () => void signOut()),
    ];
  }, [role, state, send, dialogs, navigate, theme, signOut]);
}
