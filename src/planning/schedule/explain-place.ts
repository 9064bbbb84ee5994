/** Why an item begins or ends on its day: the chain of rules from it back to the date that somebody chose. */
import type { Day } from '../../lib/days.ts';
import type { SiteCalendar } from '../calendar/site-calendar.ts';
import type { Dependency, PhaseId, ProjectId } from '../model.ts';
import { isLeaf, leavesBelow, type LinkEdge, type PhaseNode, type ProjectNode } from '../phase-node.ts';
import type { Plan } from '../plan-index.ts';
import { earliestStartOf, lengthCalendarOf, requiredInstantOf } from './requirement.ts';

export type PlaceSide = 'start' | 'end';

export type PlaceRule =
  /** It stands as early as a link lets it; the next step is the phase that the link looks at. */
  | {
      readonly kind: 'link';
      readonly dependency: Dependency;
      /** The phase that carries the link: the leaf itself, or one that contains it. */
      readonly holderId: PhaseId;
      /** Days that are not worked, over which the link's date was moved on. */
      readonly daysOff: { readonly from: Day; readonly to: Day } | undefined;
      /** Other links that hold it on the same day. */
      readonly others: readonly Dependency[];
    }
  /** The end follows from the start by the phase's length; the next step is the start. */
  | { readonly kind: 'length'; readonly days: number; readonly isWorkingDays: boolean }
  /** It spans what it contains; the next step is the phase that begins first, or ends last. */
  | { readonly kind: 'children'; readonly childId: PhaseId }
  /** The project's dates are fixed and wider than its phases. */
  | { readonly kind: 'fixedDates' }
  /** Nothing but the date that it was given. With links, since when they would let it begin. */
  | { readonly kind: 'own'; readonly earliest: EarliestStart | undefined }
  /** It was put earlier than a link lets it, and stays: its project does not schedule by itself. */
  | { readonly kind: 'violated'; readonly dependency: Dependency; readonly allowedOn: Day };

export type EarliestStart = { readonly startOn: Day; readonly dependency: Dependency };

export type PlaceStep = {
  readonly entity: 'project' | 'phase';
  readonly id: ProjectId | PhaseId;
  readonly side: PlaceSide;
  readonly on: Day;
  readonly rule: PlaceRule;
};

/** The steps from an item's start or end to its first cause, the item itself first; none for an id that is not in the plan. */
export function explainPlace(plan: Plan, id: ProjectId | PhaseId, side: PlaceSide): readonly PlaceStep[] {
  // The id is of one kind or the other; ids are unique over all kinds.
  const project = plan.index.projectNodes.get(id as ProjectId);
  const steps: PlaceStep[] = [];
  let at: Cause | undefined = project ? explainProject(project, side, steps) : startAt(plan, id as PhaseId, side);
  // Links and containment never lead in a circle, so this ends with the last cause.
  while (at) at = explainPhase(plan, at, steps);
  return steps;
}

type Cause = { readonly node: PhaseNode; readonly side: PlaceSide };

function startAt(plan: Plan, id: PhaseId, side: PlaceSide): Cause | undefined {
  const node = plan.index.nodes.get(id);
  return node && { node, side };
}

function explainProject({ project, roots }: ProjectNode, side: PlaceSide, steps: PlaceStep[]): Cause | undefined {
  const on = side === 'start' ? project.startOn : project.endOn;
  const child = outermostOf(roots, side);
  const step = { entity: 'project', id: project.id, side, on } as const;
  if (!child) {
    steps.push({ ...step, rule: { kind: 'own', earliest: undefined } });
    return undefined;
  }
  const isWider = on !== dayOf(child, side);
  steps.push({ ...step, rule: isWider ? { kind: 'fixedDates' } : { kind: 'children', childId: child.phase.id } });
  return isWider ? undefined : { node: child, side };
}

/** Adds the rule that places a phase's start or end; answers with what that rule looks at. */
function explainPhase(plan: Plan, { node, side }: Cause, steps: PlaceStep[]): Cause | undefined {
  const { phase } = node;
  const step = { entity: 'phase', id: phase.id, side, on: dayOf(node, side) } as const;
  if (!isLeaf(node)) {
    const child = outermostOf(node.children, side);
    if (!child) throw new Error(`phase ${phase.id} has no child that it spans`);
    steps.push({ ...step, rule: { kind: 'children', childId: child.phase.id } });
    return { node: child, side };
  }
  const calendar = lengthCalendarOf(plan, node.project);
  if (side === 'end' && !phase.isMilestone) {
    const worked = calendar?.workingDaysBetween(phase.startOn, phase.endOn) ?? 0;
    const days = worked > 0 ? worked : phase.endOn - phase.startOn + 1;
    steps.push({ ...step, rule: { kind: 'length', days, isWorkingDays: worked > 0 } });
    return { node, side: 'start' };
  }
  const { rule, cause } = explainStart(node, calendar);
  steps.push({ ...step, rule });
  return cause;
}

type Ask = { readonly edge: LinkEdge; readonly holder: PhaseNode; readonly asked: Day; readonly startOn: Day };

function explainStart(leaf: PhaseNode, calendar: SiteCalendar | undefined): { readonly rule: PlaceRule; readonly cause?: Cause } {
  const { startOn } = leaf.phase;
  const asks = listAsks(leaf, calendar);
  const [first] = asks;
  if (!first) return { rule: { kind: 'own', earliest: undefined } };
  const { dependency } = first.edge;
  if (first.startOn > startOn) return { rule: { kind: 'violated', dependency, allowedOn: first.startOn } };
  if (first.startOn < startOn) return { rule: { kind: 'own', earliest: { startOn: first.startOn, dependency } } };
  const others = asks.filter((ask) => ask !== first && ask.startOn === startOn).map((ask) => ask.edge.dependency);
  const daysOff = first.asked < startOn ? { from: first.asked, to: startOn - 1 } : undefined;
  return {
    rule: { kind: 'link', dependency, holderId: first.holder.phase.id, daysOff, others },
    cause: { node: decidingLeafOf(first.edge), side: first.edge.followsFinish ? 'end' : 'start' },
  };
}

/** What each link into a leaf, and into what contains it, asks of its start: the latest first, of equal ones the lowest id. */
function listAsks(leaf: PhaseNode, calendar: SiteCalendar | undefined): Ask[] {
  const asks: Ask[] = [];
  for (let holder: PhaseNode | undefined = leaf; holder; holder = holder.parent) {
    for (const edge of holder.incoming) {
      const asked = earliestStartOf(leaf.phase, requiredInstantOf(edge, calendar), edge.bindsFinish, calendar);
      asks.push({ edge, holder, asked, startOn: calendar ? calendar.nextWorkingDay(asked) : asked });
    }
  }
  return asks.sort((a, b) => b.startOn - a.startOn || b.asked - a.asked || (a.edge.dependency.id < b.edge.dependency.id ? -1 : 1));
}

/** The leaf of a link's predecessor that starts or finishes last. */
function decidingLeafOf({ from, followsFinish }: LinkEdge): PhaseNode {
  const leaf = leavesBelow(from).find((one) => (followsFinish ? one.lastFinish === from.lastFinish : one.lastStart === from.lastStart));
  if (!leaf) throw new Error(`no leaf of ${from.phase.id} decides its dates`);
  return leaf;
}

function dayOf({ phase }: PhaseNode, side: PlaceSide): Day {
  return side === 'start' ? phase.startOn : phase.endOn;
}

function outermostOf(nodes: readonly PhaseNode[], side: PlaceSide): PhaseNode | undefined {
  let found: PhaseNode | undefined;
  for (const node of nodes) {
    if (!found || (side === 'start' ? node.phase.startOn < found.phase.startOn : node.phase.endOn > found.phase.endOn)) found = node;
  }
  return found;
}
