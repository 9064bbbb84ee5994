import type { Project } from '../../../../planning/model.ts';
import type { Plan } from '../../../../planning/plan.ts';
import type { ViewState } from '../../../data/view-state.ts';
import type { DayFormat } from '../../../timeline/day-format.ts';
import type { GanttItem } from '../gantt-items.ts';
import type { Act } from '../use-actions.ts';
import type { Baseline } from './use-baseline.ts';

/** What the panels beside the plan need. */
export type PanelProps = {
  readonly plan: Plan;
  readonly format: DayFormat;
  /** The site that is shown; null: all. */
  readonly siteId: ViewState['siteId'];
  readonly selected: GanttItem | undefined;
  readonly baseline: Baseline | undefined;
  readonly baselineId: string | undefined;
  readonly canWrite: boolean;
  readonly canEdit: (project: Project) => boolean;
  readonly act: Act;
  readonly onGoTo: (id: string) => void;
  readonly onCompare: (baselineId: string | undefined) => void;
  readonly onClose: () => void;
};

/** Projects of the shown site that the person may look into, in order. */
export function shownProjects(projects: readonly Project[], siteId: ViewState['siteId']): readonly Project[] {
  return projects.filter((project) => !project.isArchived && project.isMasked !== true && (siteId === null || project.siteId === siteId));
}
