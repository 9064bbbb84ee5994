import type { Dependency, DependencyType } from '../../../planning/model.ts';
import type { Plan } from '../../../planning/plan.ts';
import type { BarSide, TimelineLink } from '../../timeline/timeline-model.ts';
import type { ScheduleInsight } from './schedule-insight.ts';

const sides: Readonly<Record<DependencyType, readonly [from: BarSide, to: BarSide]>> = {
  FS: ['end', 'start'],
  SS: ['start', 'start'],
  FF: ['end', 'end'],
  SF: ['start', 'end'],
};

/** The types in words. */
export const linkTypeNames: Readonly<Record<DependencyType, string>> = {
  FS: 'Finish to start',
  SS: 'Start to start',
  FF: 'Finish to finish',
  SF: 'Start to finish',
};

/** The ends that a link of a type joins. */
export function sidesOfType(type: DependencyType): readonly [from: BarSide, to: BarSide] {
  return sides[type];
}

/** All dependencies as arrows; the timeline leaves out those with a hidden end. */
export function createGanttLinks(plan: Plan, _version: number, insight: ScheduleInsight): readonly TimelineLink[] {
  const links: TimelineLink[] = [];
  for (const dependency of plan.dependencies.values()) links.push(linkOf(dependency, insight));
  return links;
}

function linkOf(dependency: Dependency, insight: ScheduleInsight): TimelineLink {
  const [fromSide, toSide] = sides[dependency.type];
  const tone = insight.isViolatedLink(dependency.id) ? 'violated' : insight.isCriticalLink(dependency.id) ? 'critical' : 'normal';
  return { id: dependency.id, fromRowId: dependency.predecessorId, fromSide, toRowId: dependency.successorId, toSide, tone };
}
