import type { Plan } from '../../../planning/plan.ts';
import { usePageActions, type PageAction } from '../../data/page-actions.ts';
import type { SidePanel, ViewControls } from '../../data/view-state.ts';
import type { FitTarget } from './fit.ts';
import { indent, outdent, toggleMilestone, type Action, type Unavailable } from './gantt-actions.ts';
import { listColumns } from './gantt-columns.ts';
import { nameOf, type GanttItem } from './gantt-items.ts';
import type { MenuChoice } from './gantt-menu.tsx';
import type { Collapsed } from './use-collapsed.ts';
import { titleOf, type GridControls } from './use-grid-options.ts';

type Options = {
  readonly plan: Plan;
  readonly controls: ViewControls;
  readonly collapsed: Collapsed;
  readonly options: GridControls;
  readonly selected: GanttItem | undefined;
  /** How many rows a choice is for. */
  readonly selectedCount: number;
  readonly fit: (target: FitTarget) => void;
  readonly canEdit: (project: GanttItem['project']) => boolean;
  readonly choose: (choice: MenuChoice, item: GanttItem) => void;
  readonly togglePanel: (panel: SidePanel) => void;
  readonly focusSearch: () => void;
  readonly openHelp: () => void;
};

/** What the command palette can do here: with the row where one is, and with the view. */
export function useGanttPageActions(options: Options): void {
  usePageActions(() => [...(options.selected ? itemActions(options, options.selected) : []), ...viewActions(options)]);
}

/** For phases alone, for several rows at once, or for whoever may only look. */
type Scope = 'phase' | 'many' | 'reader';
const choices: readonly { readonly choice: MenuChoice; readonly label: string; readonly keys?: string; readonly scope?: Scope }[] = [
  { choice: 'open', label: 'Open details', keys: 'Enter', scope: 'reader' },
  { choice: 'why', label: 'Why is it here?', keys: 'Shift+F1', scope: 'reader' },
  { choice: 'critical', label: 'Critical path of this project', scope: 'reader' },
  { choice: 'rename', label: 'Rename', keys: 'F2' },
  { choice: 'addBelow', label: 'Add phase below', keys: 'Ins' },
  { choice: 'addInside', label: 'Add subphase', scope: 'phase' },
  { choice: 'addLinked', label: 'Add linked phase', scope: 'phase' },
  { choice: 'linkTo', label: 'Link to…', scope: 'phase' },
  { choice: 'chain', label: 'Link in this order', keys: 'Ctrl+F2', scope: 'many' },
  { choice: 'editMany', label: 'Edit the selected rows…', scope: 'many' },
  { choice: 'cut', label: 'Cut', keys: 'Ctrl+X' },
  { choice: 'copy', label: 'Copy', keys: 'Ctrl+C', scope: 'reader' },
  { choice: 'paste', label: 'Paste', keys: 'Ctrl+V' },
  { choice: 'duplicate', label: 'Duplicate', keys: 'Ctrl+D' },
  { choice: 'moveUp', label: 'Move up', keys: 'Alt+Shift+↑' },
  { choice: 'moveDown', label: 'Move down', keys: 'Alt+Shift+↓' },
  { choice: 'moveTo', label: 'Move to…', scope: 'phase' },
  { choice: 'indent', label: 'Indent', keys: 'Tab', scope: 'phase' },
  { choice: 'outdent', label: 'Outdent', keys: 'Shift+Tab', scope: 'phase' },
  { choice: 'milestone', label: 'Convert to milestone or phase', scope: 'phase' },
  { choice: 'delete', label: 'Delete', keys: 'Del' },
];

function itemActions({ plan, selectedCount, canEdit, choose }: Options, item: GanttItem): readonly PageAction[] {
  const isEditable = canEdit(item.project);
  const note = selectedCount > 1 ? `${selectedCount} rows` : nameOf(item);
  return choices.flatMap(({ choice, label, keys, scope }): readonly PageAction[] => {
    if ((scope === 'phase' && item.kind === 'project') || (scope === 'many' && selectedCount < 2)) return [];
    const lacks = scope === 'reader' || isEditable ? lackOf(plan, choice, item) : 'You may look at this project, not change it';
    return [{ id: `item-${choice}`, label, keys, note, lacks, run: () => choose(choice, item) }];
  });
}

function lackOf(plan: Plan, choice: MenuChoice, item: GanttItem): string | undefined {
  const reasonOf = (action: Action | Unavailable): string | undefined => ('reason' in action ? action.reason : undefined);
  if (choice === 'indent') return reasonOf(indent(plan, item));
  if (choice === 'outdent') return reasonOf(outdent(plan, item));
  return choice === 'milestone' ? reasonOf(toggleMilestone(plan, item)) : undefined;
}

function viewActions({
  plan,
  controls,
  collapsed,
  options,
  selected,
  fit,
  togglePanel,
  focusSearch,
  openHelp,
}: Options): readonly PageAction[] {
  const { grid, change } = options;
  const { state, update } = controls;
  const isNarrowed = grid.filters.length > 0 || state.search !== '';
  const groupable = listColumns(plan).filter(({ id, isGroupable }) => isGroupable && !grid.groups.includes(id));
  return [
    { id: 'gantt-expand', label: 'Expand all rows', run: () => collapsed.setAll([]) },
    { id: 'gantt-collapse', label: 'Collapse all rows', run: () => collapsed.setAll([...plan.projects.keys(), ...plan.phases.keys()]) },
    ...(selected
      ? [
          { id: 'gantt-fit-project', label: 'Zoom to the selected project', run: () => fit('project') },
          { id: 'gantt-fit-selection', label: 'Zoom to the selection', keys: 'F', run: () => fit('selection') },
        ]
      : []),
    {
      id: 'gantt-map',
      label: grid.showsMap ? 'Hide the strip of the whole plan' : 'Show the whole plan in a strip',
      run: () => change({ showsMap: !grid.showsMap }),
    },
    { id: 'gantt-find', label: 'Find a row by name', keys: '/', run: focusSearch },
    ...(isNarrowed
      ? [
          {
            id: 'gantt-all-rows',
            label: 'Show all rows',
            note: 'Filters and search off',
            run: () => update({ search: '', grid: { ...grid, filters: [] } }),
          },
        ]
      : []),
    { id: 'gantt-filters', label: 'Filter rows', run: () => options.setFilterOpen(true) },
    { id: 'gantt-columns', label: 'Choose columns', run: () => options.setColumnsOpen(true) },
    ...groupable.map(({ id, title }) => ({
      id: `gantt-group-${id}`,
      label: `Group rows by ${title.toLocaleLowerCase()}`,
      isMinor: true,
      run: () => change({ groups: [id] }),
    })),
    ...(grid.groups.length > 0
      ? [
          {
            id: 'gantt-no-groups',
            label: 'No groups',
            note: grid.groups.map((id) => titleOf(plan, id)).join(', '),
            run: () => change({ groups: [] }),
          },
        ]
      : []),
    { id: 'gantt-health', label: state.panel === 'health' ? 'Close plan health' : 'Open plan health', run: () => togglePanel('health') },
    {
      id: 'gantt-baselines',
      label: state.panel === 'baselines' ? 'Close baselines' : 'Open baselines',
      run: () => togglePanel('baselines'),
    },
    { id: 'gantt-keys', label: 'Keyboard shortcuts', keys: '?', run: openHelp },
  ];
}
