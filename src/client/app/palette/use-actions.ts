import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useContext, useMemo } from 'react';
import { roleHas, type Right } from '../../../contract/roles.ts';
import type { SavedView } from '../../../contract/views.ts';
import { PlanStoreContext } from '../../data/plan-context.ts';
import { useProjectDialogs } from '../../data/project-dialogs.ts';
import { viewsQuery } from '../../data/reference.ts';
import { useMe } from '../../data/session.ts';
import { defaultCellPx, useViewState, zoomModes, type ViewState, type ZoomMode } from '../../data/view-state.ts';
import { useSignOut } from '../shell/use-sign-out.ts';
import { chooseTheme, useTheme } from '../theme.ts';
import { viewSearchOf, withSavedView } from '../view-search.ts';
import type { PaletteItem } from './palette-items.ts';

type Action = Omit<PaletteItem, 'kind'>;

/** Everything that can be done from anywhere, as far as the person's role allows it. */
export function useActions(): readonly PaletteItem[] {
  const { role } = useMe();
  const steps = useSteps();
  const views = useViewActions();
  const pages = usePages();
  const saved = useSavedViews();
  const dialogs = useProjectDialogs();
  const theme = useTheme();
  const signOut = useSignOut();
  return useMemo(() => {
    const isDark = theme === 'dark' || (theme === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches);
    const can = (right: Right, action: Action): readonly Action[] => (roleHas(role, right) ? [action] : []);
    const actions: readonly Action[] = [
      ...can('plan.write', { id: 'new-project', label: 'New project', run: dialogs.openNewProject }),
      ...can('import.run', { id: 'import', label: 'Import a project file', run: () => dialogs.openImport() }),
      ...steps,
      ...views,
      {
        id: 'theme',
        label: isDark ? 'Use the light theme' : 'Use the dark theme',
        run: () => chooseTheme(isDark ? 'light' : 'dark'),
      },
      { id: 'theme-system', label: 'Use the theme of the system', isMinor: true, run: () => chooseTheme('system') },
      { id: 'sign-out', label: 'Sign out', run: () => void signOut() },
    ];
    return [...actions.map((action): PaletteItem => ({ ...action, kind: 'action' })), ...pages, ...saved];
  }, [role, steps, views, pages, saved, dialogs, theme, signOut]);
}

/** Undo and redo by the names of what they would do. */
function useSteps(): readonly Action[] {
  const store = useContext(PlanStoreContext);
  const [undoLabel, redoLabel] = [store?.nextUndo?.label, store?.nextRedo?.label];
  return useMemo(
    () => [
      {
        id: 'undo',
        label: undoLabel === undefined ? 'Undo' : `Undo: ${undoLabel}`,
        keys: 'Ctrl+Z',
        lacks: undoLabel === undefined ? 'There is nothing to undo' : undefined,
        run: () => void store?.undo(),
      },
      {
        id: 'redo',
        label: redoLabel === undefined ? 'Redo' : `Redo: ${redoLabel}`,
        keys: 'Ctrl+Y',
        lacks: redoLabel === undefined ? 'There is nothing to redo' : undefined,
        run: () => void store?.redo(),
      },
    ],
    [store, undoLabel, redoLabel],
  );
}

const modeWords: Readonly<Record<ZoomMode, string>> = { week: 'weeks', month: 'months', quarter: 'quarters', year: 'years' };

/** What the plan's timeline shows, from whatever screen it is asked for. */
function useViewActions(): readonly Action[] {
  const { state, usualMode, send } = useViewState();
  const navigate = useNavigate();
  return useMemo(() => {
    const show = (change: Partial<ViewState>) => navigate({ to: '/gantt', search: viewSearchOf({ ...state, ...change }, usualMode) });
    return [
      { id: 'today', label: 'Go to today', keys: 'Home', run: () => void show({}).then(() => send({ kind: 'today' })) },
      { id: 'fit', label: 'Zoom to fit the plan', run: () => void show({}).then(() => send({ kind: 'fit' })) },
      ...zoomModes
        .filter((mode) => mode !== state.mode)
        .map((mode) => ({
          id: `scale-${mode}`,
          label: `Show ${modeWords[mode]}`,
          note: 'Scale',
          isMinor: true,
          run: () => void show({ mode, cellPx: defaultCellPx[mode] }),
        })),
      {
        id: 'critical',
        label: state.showsCriticalPath ? 'Hide the critical path' : 'Show the critical path',
        run: () => void show({ showsCriticalPath: !state.showsCriticalPath, criticalProjectId: undefined }),
      },
      ...(state.siteId === null ? [] : [{ id: 'all-sites', label: 'Show all sites', run: () => void show({ siteId: null }) }]),
    ];
  }, [state, usualMode, send, navigate]);
}

/** The views that were saved for this person, the site or everybody. */
function useSavedViews(): readonly PaletteItem[] {
  const { data: saved = noViews } = useQuery(viewsQuery);
  const { state, usualMode } = useViewState();
  const navigate = useNavigate();
  return useMemo(
    () =>
      saved.map((view): PaletteItem => ({
        id: view.id,
        kind: 'view',
        label: view.name,
        note: view.visibility === 'private' ? 'Your view' : `View of ${view.ownerName}`,
        run: () => void navigate({ to: '/gantt', search: viewSearchOf(withSavedView(state, view, usualMode), usualMode) }),
      })),
    [saved, state, usualMode, navigate],
  );
}

const noViews: readonly SavedView[] = [];

const pages = [
  { id: 'page-gantt', label: 'Open Gantt', to: '/gantt' },
  { id: 'page-users', label: 'Open users', to: '/administration/users', right: 'users.manage' },
  { id: 'page-sites', label: 'Open sites and holidays', to: '/administration/sites', right: 'sites.manage' },
  { id: 'page-equipment', label: 'Open equipment', to: '/administration/equipment', right: 'equipment.manage' },
  { id: 'page-columns', label: 'Open custom columns', to: '/administration/columns', right: 'columns.manage' },
  { id: 'page-settings', label: 'Open settings', to: '/administration/settings', right: 'settings.manage' },
  { id: 'page-account', label: 'Open profile and password', to: '/account' },
] as const;

function usePages(): readonly PaletteItem[] {
  const { role } = useMe();
  const navigate = useNavigate();
  return useMemo(
    () =>
      pages.flatMap((page): readonly PaletteItem[] =>
        'right' in page && !roleHas(role, page.right)
          ? []
          : [{ id: page.id, kind: 'page', label: page.label, run: () => void navigate({ to: page.to }) }],
      ),
    [role, navigate],
  );
}
