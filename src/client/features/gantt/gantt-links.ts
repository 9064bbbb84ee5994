import { once } from '../../../lib/once.ts';
import type { Dependency, DependencyId } from '../../../planning/model.ts';
import { linksAcrossProjects, linksWithin, type Plan } from '../../../planning/plan.ts';
import { createLinkIndex, type LinkIndex } from '../../timeline/link-index.ts';
import type { TimelineLink } from '../../timeline/timeline-model.ts';
import type { GanttRows } from './gantt-rows.ts';
import { sidesOfType } from './link-types.ts';
import type { ScheduleInsight } from './schedule-insight.ts';

/**
 * The dependencies as arrows; those with a hidden end are left out. Where projects stay together, the links within one are
 * looked at when it is first seen, so that neither opening nor changing a plan costs anything for the others.
 */
export function createGanttLinks(plan: Plan, insight: ScheduleInsight, rows: GanttRows): LinkIndex {
  const index = (dependencies: Iterable<Dependency>) =>
    createLinkIndex(
      Array.from(dependencies, (dependency) => linkOf(dependency, insight)),
      rows,
    );
  if (!rows.parts) return index(plan.dependencies.values());
  const across = once(() => index(linksAcrossProjects(plan)));
  const parts = rows.parts.map(({ projectId, first, end }) => ({ first, end, links: once(() => index(linksWithin(plan, projectId))) }));
  return {
    find(linkId) {
      // An id of this very index, which carries the ids of dependencies.
      const dependency = plan.dependencies.get(linkId as DependencyId);
      const at = dependency ? rows.indexOf(dependency.predecessorId) : -1;
      return (
        parts
          .find(({ first, end }) => first <= at && at < end)
          ?.links()
          .find(linkId) ?? across().find(linkId)
      );
    },
    visit(first, last, visit) {
      for (const part of parts) if (part.first <= last && first < part.end) part.links().visit(first, last, visit);
      across().visit(first, last, visit);
    },
  };
}

function linkOf(dependency: Dependency, insight: ScheduleInsight): TimelineLink {
  const [fromSide, toSide] = sidesOfType(dependency.type);
  const tone = insight.isViolatedLink(dependency.id) ? 'violated' : insight.isCriticalLink(dependency.id) ? 'critical' : 'normal';
  return { id: dependency.id, fromRowId: dependency.predecessorId, fromSide, toRowId: dependency.successorId, toSide, tone };
}
