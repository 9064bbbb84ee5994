/** What the edges of a bar snap to: where links let it begin or end, what waits for it, milestones of its project, and today. */
import type { PhaseId } from '../../../../planning/model.ts';
import { finishInstantOf, type LinkEdge, type PhaseNode } from '../../../../planning/phase-node.ts';
import type { Plan } from '../../../../planning/plan.ts';
import { lengthCalendarOf, requiredInstantOf } from '../../../../planning/schedule/requirement.ts';
import type { Magnet } from '../../../timeline/timeline-model.ts';
import type { GestureContext } from './gesture-context.ts';

const MAX_MILESTONES = 300;

/** The first of several at one instant names it. */
export function magnetsOf({ plan, today }: GestureContext, rowId: string): readonly Magnet[] {
  // The id of a row: projects have no node.
  const node = plan.index.nodes.get(rowId as PhaseId);
  const magnets: Magnet[] = [...predecessorMagnets(plan, rowId)];
  if (node) {
    magnets.push(...node.outgoing.filter((edge) => edge.lagDays === 0).map(beforeSuccessor));
    magnets.push(...milestonesBeside(node));
  }
  magnets.push({ instant: today, label: 'Today' });
  return magnets;
}

/** Where the links into a phase, and into what holds it, let it begin or end. */
export function predecessorMagnets(plan: Plan, rowId: string): readonly Magnet[] {
  const node = plan.index.nodes.get(rowId as PhaseId); // As above.
  if (!node) return [];
  const magnets: Magnet[] = [];
  const calendar = lengthCalendarOf(plan, node.project);
  for (let at: PhaseNode | undefined = node; at; at = at.parent) {
    for (const edge of at.incoming) {
      const lag = edge.lagDays === 0 ? '' : ` ${edge.lagDays > 0 ? '+' : '−'} ${Math.abs(edge.lagDays)} d`;
      const label = `${edge.followsFinish ? 'End' : 'Start'} of ${edge.from.phase.name}${lag}`;
      const required = requiredInstantOf(edge, calendar);
      // What begins is moved on to a working day.
      const instant = calendar && !edge.bindsFinish ? calendar.nextWorkingDay(required) : required;
      magnets.push({ instant, side: edge.bindsFinish ? 'end' : 'start', label });
    }
  }
  return magnets;
}

/** Where a bar touches what waits for it. */
function beforeSuccessor({ followsFinish, bindsFinish, to }: LinkEdge): Magnet {
  const instant = bindsFinish ? to.lastFinish : to.lastStart;
  return { instant, side: followsFinish ? 'end' : 'start', label: `${bindsFinish ? 'End' : 'Start'} of ${to.phase.name}` };
}

function milestonesBeside(node: PhaseNode): Magnet[] {
  const magnets: Magnet[] = [];
  const open = [...node.project.roots];
  while (open.length > 0 && magnets.length < MAX_MILESTONES) {
    const next = open.pop();
    if (!next) break;
    open.push(...next.children);
    if (next.phase.isMilestone && next !== node) magnets.push({ instant: finishInstantOf(next.phase), label: next.phase.name });
  }
  return magnets;
}
