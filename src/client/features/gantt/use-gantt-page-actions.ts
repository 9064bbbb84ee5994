import type { Plan } from '../../../planning/plan.ts';
import { usePageActions, type PageAction } from '../../data/page-actions.ts';
import type { SidePanel, ViewControls } from '../../data/view-state.ts';
import { indent, outdent, toggleMilestone, type Action, type Unavailable } from './gantt-actions.ts';
import { fieldOf, ganttColumns } from './gantt-columns.ts';
import { nameOf, type GanttItem } from './gantt-items.ts';
import type { MenuChoice } from './gantt-menu.tsx';
import type { Collapsed } from './use-collapsed.ts';
import type { GridControls } from './use-grid-options.ts';

type Options = {
  readonly plan: Plan;
  readonly controls: ViewControls;
  readonly collapsed: Collapsed;
  readonly options: GridControls;
  readonly selected: GanttItem | undefined;
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

const choices: readonly (readonly [choice: MenuChoice, label: string, keys?: string])[] = [
  ['open', 'Open details', 'Enter'],
  ['why', 'Why is it here?', 'Shift+F1'],
  ['rename', 'Rename', 'F2'],
  ['addBelow', 'Add phase below', 'Ins'],
  ['addInside', 'Add subphase'],
  ['addLinked', 'Add linked phase'],
  ['linkTo', 'Link to…'],
  ['indent', 'Indent', 'Tab'],
  ['outdent', 'Outdent', 'Shift+Tab'],
  ['milestone', 'Convert to milestone or phase'],
  ['delete', 'Delete', 'Del'],
];
const ofPhases: readonly MenuChoice[] = ['addInside', 'addLinked', 'linkTo', 'indent', 'outdent', 'milestone'];
const reading: readonly MenuChoice[] = ['open', 'why'];

function itemActions({ plan, canEdit, choose }: Options, item: GanttItem): readonly PageAction[] {
  const isEditable = canEdit(item.project);
  return choices.flatMap(([choice, label, keys]): readonly PageAction[] => {
    if (item.kind === 'project' && ofPhases.includes(choice)) return [];
    const lacks = reading.includes(choice) || isEditable ? lackOf(plan, choice, item) : 'You may look at this project, not change it';
    return [{ id: `item-${choice}`, label, keys, note: nameOf(item), lacks, run: () => choose(choice, item) }];
  });
}

function lackOf(plan: Plan, choice: MenuChoice, item: GanttItem): string | undefined {
  const reasonOf = (action: Action | Unavailable): string | undefined => ('reason' in action ? action.reason : undefined);
  if (choice === 'indent') return reasonOf(indent(plan, item));
  if (choice === 'outdent') return reasonOf(outdent(plan, item));
  return choice === 'milestone' ? reasonOf(toggleMilestone(plan, item)) : undefined;
}

function viewActions({ plan, controls, collapsed, options, togglePanel, focusSearch, openHelp }: Options): readonly PageAction[] {
  const { grid, change } = options;
  const { state, update } = controls;
  const isNarrowed = grid.filters.length > 0 || state.search !== '';
  const groupable = ganttColumns.filter(({ id, isGroupable }) => isGroupable && !grid.groups.includes(id));
  return [
    { id: 'gantt-expand', label: 'Expand all rows', run: () => collapsed.setAll([]) },
    { id: 'gantt-collapse', label: 'Collapse all rows', run: () => collapsed.setAll([...plan.projects.keys(), ...plan.phases.keys()]) },
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
            note: grid.groups.map((id) => fieldOf(id)?.title ?? id).join(', '),
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
