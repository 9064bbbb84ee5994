import type { DependencyId } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import { predecessorLinksOf } from '../../../planning/plan.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import type { TooltipText } from '../../timeline/timeline-model.ts';
import { findSlip, slipText, type Baseline } from './insight/use-baseline.ts';
import { countText, rangeText } from './describe.ts';
import { findItem, nameOf, spanOf, type GanttItem } from './gantt-items.ts';
import { linkTypeNames } from './link-types.ts';
import { workingDaysOf } from './gantt-rows.ts';
import type { ScheduleInsight } from './schedule-insight.ts';
import { completionOf } from '../../../planning/schedule/completion.ts';

/** What of the Gantt a tooltip speaks of. */
export type TooltipView = {
  readonly plan: Plan;
  readonly format: DayFormat;
  readonly insight: ScheduleInsight;
  readonly baseline: Baseline | undefined;
};

/** What a bar says when the pointer rests on it. */
export function tooltipOf(view: TooltipView, rowId: string): TooltipText | undefined {
  const { plan, format, baseline } = view;
  const item = findItem(plan, rowId);
  if (!item) return undefined;
  const { startOn, endOn } = spanOf(item);
  if (item.project.isMasked === true) return { title: nameOf(item), lines: [rangeText(format, startOn, endOn)] };
  const isMilestone = item.kind === 'phase' && item.phase.isMilestone;
  const predecessors = item.kind === 'phase' ? predecessorLinksOf(plan, item.id) : [];
  const lines = [
    rangeText(format, startOn, endOn),
    isMilestone
      ? 'Milestone'
      : `${countText(workingDaysOf(plan, item), 'working day', 'working days')} · ${Math.round(completionOf(plan, item.id))} % done`,
    ...predecessors.slice(0, 3).map((link) => `After ${plan.phases.get(link.predecessorId)?.name ?? 'another phase'} (${link.type})`),
    ...slackLine(view, item),
    ...baselineLine(plan, format, item.id, baseline),
    ...(item.kind === 'project' && !item.project.isConfirmed ? ['Tentative'] : []),
  ];
  return { title: nameOf(item), lines };
}

/** While the critical path is shown: whether the bar is on it, and else how much room it has. */
function slackLine({ insight }: TooltipView, item: GanttItem): string[] {
  if (item.kind === 'project' || insight.slackUntil(item.phase) === undefined) return [];
  const task = insight.slackOf(item.phase);
  if (!task) return [];
  const unit = item.project.workingDays ? 'wd' : 'd';
  return [task.isCritical ? 'On the critical path' : `${task.totalSlackDays} ${unit} of slack, ${task.freeSlackDays} ${unit} free`];
}

/** "Approved: 3 to 14 March 2026, now 5 wd later". */
function baselineLine(plan: Plan, format: DayFormat, id: string, baseline: Baseline | undefined): string[] {
  const kept = baseline?.items.get(id);
  if (!baseline) return [];
  if (!kept) return [`Not in ${baseline.name}`];
  const slip = findSlip(plan, baseline, id);
  const now = slip === undefined ? '' : `, ends ${slipText(slip.endDays, slip.isWorkingDays)}`;
  return [`${baseline.name}: ${rangeText(format, kept.startOn, kept.endOn)}${now}`];
}

/** What an arrow says when the pointer rests on it. */
export function linkTooltipOf(plan: Plan, linkId: string): TooltipText | undefined {
  const link = plan.dependencies.get(linkId as DependencyId); // The timeline's arrows carry the ids of dependencies.
  const to = link && findItem(plan, link.successorId);
  if (!link || !to) return undefined;
  const unit = to.project.workingDays ? 'working day' : 'day';
  const lag = link.lagDays === 0 ? 'no lag' : `${link.lagDays > 0 ? '+' : '−'}${countText(Math.abs(link.lagDays), unit, `${unit}s`)}`;
  return {
    title: `${plan.phases.get(link.predecessorId)?.name ?? 'Another phase'} → ${nameOf(to)}`,
    lines: [`${linkTypeNames[link.type]}, ${lag}`],
  };
}
