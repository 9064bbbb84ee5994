import { useProjectDialogs } from '../../data/project-dialogs.ts';
import { GanttToolbar } from './gantt-toolbar.tsx';
import { GridBars } from './grid-bars.tsx';
import { GridTools } from './grid-tools.tsx';
import { PanelButtons } from './insight/panel-buttons.tsx';
import type { GanttPageRefs, GanttPartProps } from './use-gantt-page.ts';
import { ViolationsButton } from './violations-button.tsx';

/** The controls over the chart: what to make, find, fit and open, and how the rows are arranged. */
export function GanttHead({ page, searchRef }: GanttPartProps & Pick<GanttPageRefs, 'searchRef'>) {
  const { controls, permissions, collapsed, model, options, selected, choose, togglePanel, act } = page;
  const { state, update } = controls;
  const { plan, format, rows, insight } = model;
  const { canEdit, canWrite } = permissions;
  const dialogs = useProjectDialogs();
  return (
    <>
      <GanttToolbar
        canEdit={canWrite}
        hasSelection={selected !== undefined}
        isDrawerOpen={state.isDrawerOpen}
        search={state.search}
        searchRef={searchRef}
        onNewProject={dialogs.openNewProject}
        onImport={() => dialogs.openImport()}
        onNewPhase={() => {
          if (selected) choose('addBelow', selected);
        }}
        onCollapseAll={() => collapsed.setAll([...plan.projects.keys(), ...plan.phases.keys()])}
        onExpandAll={() => collapsed.setAll([])}
        onFit={page.fit}
        onToggleDrawer={() => update({ isDrawerOpen: !state.isDrawerOpen, panel: undefined })}
        onSearch={(search) => update({ search })}
        onHelp={page.openHelp}
      >
        <GridTools options={options} />
        <PanelButtons panel={state.panel} onToggle={togglePanel} />
        <ViolationsButton
          {...{ plan, format, canEdit, act }}
          find={insight.violations}
          isAside={page.reviews.action !== undefined}
          onGoTo={page.goTo}
        />
      </GanttToolbar>
      <GridBars options={options} plan={plan} format={format} foundCount={rows.foundCount} />
    </>
  );
}
