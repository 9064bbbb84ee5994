import { useCallback, useMemo, useState } from 'react';
import { useLocale } from 'react-aria-components/I18nProvider';
import { calendarDateOf } from '../../../lib/days.ts';
import type { Project } from '../../../planning/model.ts';
import { usePlan } from '../../data/plan-context.ts';
import { isPlain } from '../../data/grid-options.ts';
import type { ViewState } from '../../data/view-state.ts';
import { dayFormatOf } from '../../timeline/day-format.ts';
import { createGanttLinks } from './gantt-links.ts';
import { createArrangedRows } from './gantt-arranged-rows.ts';
import type { KeptItems } from './gantt-items.ts';
import { createGanttRows } from './gantt-rows.ts';
import { tracedLinks } from './insight/traced-links.ts';
import type { Baseline } from './insight/use-baseline.ts';
import { createInsight } from './schedule-insight.ts';
import type { CanReport } from './use-permissions.ts';
import { createShading, headerSiteOf, todayOf } from './shading.ts';
import { useFoundRows } from './use-found-rows.ts';

type Rights = { readonly canEdit: (project: Project) => boolean; readonly canReport: CanReport };

export type GanttModel = ReturnType<typeof useGanttModel>;

/** What the Gantt shows of the plan, compared with a baseline, worked out again only where it changed. */
export function useGanttModel(state: ViewState, collapsedIds: ReadonlySet<string>, { canEdit, canReport }: Rights, baseline?: Baseline) {
  const { plan, version } = usePlan();
  const { locale } = useLocale();
  const { siteId, search, showsCriticalPath, criticalProjectId, grid } = state;
  const critical = showsCriticalPath && (criticalProjectId ?? true);
  const [now] = useState(() => new Date());
  const headerSite = useMemo(() => headerSiteOf(plan, version, siteId), [plan, version, siteId]);
  const today = useMemo(() => todayOf(headerSite, now), [headerSite, now]);
  const format = dayFormatOf(locale, calendarDateOf(today).year);
  const insight = useMemo(() => createInsight(plan, version, critical), [plan, version, critical]);
  const { sort, filters, groups } = grid;
  const makeRows = useCallback(
    (kept?: KeptItems) => {
      const context = { plan, version, format, insight, baseline, canEdit, canReport, today };
      const filter = { siteId, search, isCollapsed: (id: string) => collapsedIds.has(id), kept };
      const arrangement = { sort, filters, groups };
      return isPlain(arrangement) ? createGanttRows(context, filter) : createArrangedRows(context, filter, arrangement);
    },
    [plan, version, format, insight, baseline, canEdit, canReport, today, siteId, search, collapsedIds, sort, filters, groups],
  );
  const foundRows = useFoundRows(state, plan, makeRows);
  const { rows } = foundRows;
  const links = useMemo(() => createGanttLinks(plan, insight, rows), [plan, insight, rows]);
  const explainedId = state.isDrawerOpen ? state.selectedId : undefined;
  const tracedLinkIds = useMemo(() => tracedLinks(plan, version, explainedId), [plan, version, explainedId]);
  const values = useMemo(() => ({ plan, format, today, insight, baseline }), [plan, format, today, insight, baseline]);
  const shadingOf = useMemo(() => createShading(plan, version, now), [plan, version, now]);
  return { ...foundRows, plan, version, locale, format, headerSite, today, insight, baseline, values, links, tracedLinkIds, shadingOf };
}
