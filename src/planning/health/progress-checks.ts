/** Whether progress tells of what should have happened by now. */
import type { Day } from '../../lib/days.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import type { Command } from '../commands/command.ts';
import type { Phase } from '../model.ts';
import { lengthCalendarOf, spanFrom } from '../schedule/requirement.ts';
import type { Checked, Finding, Fix } from './finding.ts';
import type { PhaseNode } from '../phase-node.ts';

/** A phase in work may lag this far behind an even pace before it is called behind. */
const TOLERATED_PERCENT = 25;

export function isDone({ status, completionPercent }: Phase): boolean {
  return status === 'done' || completionPercent === 100;
}

export function checkProgress(checked: Checked): Finding[] {
  return checked.leaves.flatMap((leaf) => checkLeaf(checked, leaf) ?? []);
}

function checkLeaf(checked: Checked, leaf: PhaseNode): Finding | undefined {
  const { phase } = leaf;
  const { today } = checked;
  const done = phase.completionPercent ?? 0;
  const base = { projectId: phase.projectId, itemId: phase.id };
  if (phase.status === 'done' ? done < 100 : done >= 100)
    return { ...base, check: 'statusMismatch', percent: done, fixes: [markDone(phase)] };
  if (phase.status === 'done') return undefined;
  if (phase.endOn < today) {
    const extend = phase.isMilestone ? moveTo(checked, leaf, today) : extendTo(checked, phase, today);
    return { ...base, check: 'overdue', days: today - phase.endOn, percent: done, fixes: [markDone(phase), extend] };
  }
  if (phase.startOn >= today || phase.isMilestone) return undefined;
  if (done === 0 && phase.status === 'todo')
    return { ...base, check: 'notStarted', days: today - phase.startOn, fixes: [moveTo(checked, leaf, today), markStarted(phase)] };
  return checkPace(checked, phase, done);
}

/** Compares with an even pace over the days that are worked, and says where that pace leads. */
function checkPace(checked: Checked, phase: Phase, done: number): Finding | undefined {
  const { plan, project, today } = checked;
  const calendar = calendarOf(plan, project.siteId);
  const total = calendar.workingDaysBetween(phase.startOn, phase.endOn);
  const elapsed = calendar.workingDaysBetween(phase.startOn, today - 1);
  if (total === 0) return undefined;
  const expected = Math.round((100 * elapsed) / total);
  if (expected - done < TOLERATED_PERCENT) return undefined;
  const needed = done === 0 ? elapsed + total : Math.ceil((100 * elapsed) / done);
  const forecastOn = calendar.addWorkingDays(phase.startOn, needed) - 1;
  const fixes = [extendTo(checked, phase, forecastOn)];
  return { projectId: phase.projectId, itemId: phase.id, check: 'behind', percent: done, days: expected, to: forecastOn, fixes };
}

function markDone({ id }: Phase): Fix {
  const commands: readonly Command[] = [
    { kind: 'progress.set', id, completionPercent: 100 },
    { kind: 'phase.update', id, fields: { status: 'done' } },
  ];
  return { kind: 'markDone', commands };
}

function markStarted({ id }: Phase): Fix {
  return { kind: 'markStarted', commands: [{ kind: 'phase.update', id, fields: { status: 'inProgress' } }] };
}

function extendTo({ plan, project }: Checked, { id, startOn }: Phase, wishedOn: Day): Fix {
  const on = calendarOf(plan, project.siteId).nextWorkingDay(wishedOn);
  return { kind: 'extend', on, commands: [{ kind: 'phase.reschedule', id, startOn, endOn: on }] };
}

/** Its length kept, on the first day that is worked. */
export function moveTo({ plan, project }: Checked, leaf: PhaseNode, wishedOn: Day): Fix {
  const on = calendarOf(plan, project.siteId).nextWorkingDay(wishedOn);
  const span = spanFrom(leaf.phase, on, lengthCalendarOf(plan, leaf.project));
  return { kind: 'move', on, commands: [{ kind: 'phase.reschedule', id: leaf.phase.id, ...span }] };
}
