import { Suspense } from 'react';
import { DrawerPlace } from '../../ui/drawer.tsx';
import { DetailsDrawer } from './drawer/lazy-drawer.ts';
import { SidePanelBody } from './insight/lazy-insight.ts';
import type { GanttPageRefs, GanttPartProps } from './use-gantt-page.ts';

/** What is open beside the chart: a panel about the plan, or the details of what is selected. */
export function GanttSide({ page, timelineRef }: GanttPartProps & Pick<GanttPageRefs, 'timelineRef'>) {
  const { controls, permissions, model, selected, choose, goTo, act } = page;
  const { state, update } = controls;
  const { plan, format, baseline } = model;
  const { canEdit, canWrite, canReport } = permissions;
  const close = (): void => {
    update(state.panel ? { panel: undefined } : { isDrawerOpen: false });
    timelineRef.current?.focusActive();
  };
  if (state.panel)
    return (
      <Suspense key="panel" fallback={<DrawerPlace />}>
        <SidePanelBody
          {...{ plan, format, act, selected, canWrite, canEdit, baseline }}
          panel={state.panel}
          siteId={state.siteId}
          baselineId={state.baselineId}
          onGoTo={(id) => {
            // On a narrow screen the panel covers what it leads to.
            if (matchMedia('(width < 48rem)').matches) update({ panel: undefined });
            goTo(id);
          }}
          onCompare={(baselineId) => update({ baselineId })}
          onClose={close}
        />
      </Suspense>
    );
  if (!state.isDrawerOpen) return null;
  return (
    <Suspense key="details" fallback={selected ? <DrawerPlace /> : null}>
      <DetailsDrawer
        {...{ plan, format, act, baseline }}
        insight={model.insight}
        values={model.values}
        item={selected}
        askedWhyCount={selected ? page.details.askedWhyCountOf(selected.id) : 0}
        canEdit={selected !== undefined && canEdit(selected.project)}
        canReport={selected !== undefined && canReport(plan, selected)}
        onGoTo={goTo}
        onDelete={() => {
          if (selected) choose('delete', selected);
        }}
        onClose={close}
      />
    </Suspense>
  );
}
