import type { Plan } from '../../../planning/plan.ts';
import { predecessorLinksOf } from '../../../planning/plan.ts';
import type { DayFormat } from '../../timeline/day-format.ts';
import type { TooltipText } from '../../timeline/timeline-model.ts';
import { findSlip, slipText, type Baseline } from './insight/use-baseline.ts';
import { countText, rangeText } from './describe.ts';
import { findItem, nameOf, spanOf } from './gantt-items.ts';
import { workingDaysOf } from './gantt-rows.ts';
import { completionOf } from '../../../planning/schedule/completion.ts';

/** What a bar says when the pointer rests on it. */
export function tooltipOf(plan: Plan, format: DayFormat, rowId: string, baseline?: Baseline): TooltipText | undefined {
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
    ...baselineLine(plan, format, item.id, baseline),
    ...(item.kind === 'project' && !item.project.isConfirmed ? ['Tentative'] : []),
  ];
  return { title: nameOf(item), lines };
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
