/** The chain of rules that places an item, in sentences. */
import type { Day } from '../../../../lib/days.ts';
import type { Dependency, PhaseId, ProjectId } from '../../../../planning/model.ts';
import { ancestorsOf, holidaysOf, type Plan } from '../../../../planning/plan.ts';
import type { PlaceRule, PlaceStep } from '../../../../planning/schedule/explain-place.ts';
import type { DayFormat } from '../../../timeline/day-format.ts';
import { countText } from '../describe.ts';

export type WhyLine = {
  readonly id: PhaseId | ProjectId;
  readonly name: string;
  /** "starts 9 Mar" */
  readonly placed: string;
  readonly sentences: readonly string[];
  /** Where the chain ends: a date that somebody chose, or one that breaks a link. */
  readonly end: 'own' | 'violated' | undefined;
};

/** One line per item of the chain: an end that follows from the start is told with the start. */
export function whyLines(plan: Plan, format: DayFormat, steps: readonly PlaceStep[]): WhyLine[] {
  const lines: WhyLine[] = [];
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1];
    const isToldWithEnd = before?.id === step.id && before.rule.kind === 'length';
    const next = steps[index + 1];
    if (step.rule.kind === 'length' && next?.id === step.id) continue;
    const length = isToldWithEnd && before.rule.kind === 'length' ? before.rule : undefined;
    const placed = length
      ? `${format.short(step.on)} – ${format.short(before?.on ?? step.on)}, ${lengthText(length)}`
      : `${step.side === 'start' ? 'starts' : 'ends'} ${format.short(step.on)}`;
    lines.push({
      id: step.id,
      name: nameIn(plan, step.id),
      placed,
      sentences: sentencesOf(plan, format, step, next),
      end: step.rule.kind === 'violated' ? 'violated' : step.rule.kind === 'own' || step.rule.kind === 'fixedDates' ? 'own' : undefined,
    });
  }
  return lines;
}

function lengthText({ days, isWorkingDays }: Extract<PlaceRule, { kind: 'length' }>): string {
  return isWorkingDays ? countText(days, 'working day', 'working days') : countText(days, 'day', 'days');
}

function sentencesOf(plan: Plan, format: DayFormat, step: PlaceStep, next: PlaceStep | undefined): string[] {
  const { rule } = step;
  switch (rule.kind) {
    case 'link':
      return linkSentences(plan, format, step.id, rule, next);
    case 'children': {
      const child = nameIn(plan, rule.childId);
      return [step.side === 'start' ? `Begins with ${child}, the first in it.` : `Ends with ${child}, the last in it.`];
    }
    case 'fixedDates':
      return ['The project’s dates are fixed, and wider than its phases.'];
    case 'own':
      return rule.earliest
        ? [
            'Stands at the date that it was given.',
            `${nameIn(plan, rule.earliest.dependency.predecessorId)} would let it begin from ${format.short(rule.earliest.startOn)} on; nothing pulls it there.`,
          ]
        : ['Stands at the date that it was given; it waits for nothing.'];
    case 'violated':
      return [
        `Was put here although ${linkText(plan, step.id, rule.dependency)} lets it begin from ${format.short(rule.allowedOn)} on only.`,
        'Automatic scheduling is off in this project, so it stays.',
      ];
    case 'length':
      return [`Lasts ${lengthText(rule)} from its start.`];
  }
}

function linkSentences(
  plan: Plan,
  format: DayFormat,
  id: PhaseId | ProjectId,
  rule: Extract<PlaceRule, { kind: 'link' }>,
  next: PlaceStep | undefined,
): string[] {
  const { dependency, holderId, daysOff, others } = rule;
  const link = plan.phases.get(dependency.predecessorId);
  const decider = next && next.id !== dependency.predecessorId ? nameIn(plan, next.id) : undefined;
  const name = decider === undefined ? (link?.name ?? 'another phase') : `${decider} in ${link?.name ?? 'another phase'}`;
  const sentences = [`${verbs[dependency.type](name)}${lagText(plan, id, dependency)} (${codeOf(dependency)}).`];
  if (holderId !== id) sentences.push(`The link is one of ${nameIn(plan, holderId)}, which contains it.`);
  const off = daysOff && daysOffText(plan, format, id, daysOff);
  if (off !== undefined) sentences.push(off);
  if (others.length > 0)
    sentences.push(
      `${listText(others.map((other) => nameIn(plan, other.predecessorId)))} ${others.length === 1 ? 'asks' : 'ask'} for the same day.`,
    );
  return sentences;
}

const verbs: Readonly<Record<Dependency['type'], (name: string) => string>> = {
  FS: (name) => `Begins when ${name} has ended`,
  SS: (name) => `Begins when ${name} begins`,
  FF: (name) => `Ends when ${name} has ended`,
  SF: (name) => `Ends when ${name} begins`,
};

/** ", 3 working days later": lags count as the successor's project does. */
function lagText(plan: Plan, id: PhaseId | ProjectId, { lagDays }: Dependency): string {
  if (lagDays === 0) return '';
  const days = projectOf(plan, id)?.workingDays === true ? ['working day', 'working days'] : ['day', 'days'];
  return `, ${countText(Math.abs(lagDays), days[0] ?? '', days[1] ?? '')} ${lagDays > 0 ? 'later' : 'earlier'}`;
}

/** "FS+3d" */
export function codeOf({ type, lagDays }: Pick<Dependency, 'type' | 'lagDays'>): string {
  return lagDays === 0 ? type : `${type}${lagDays > 0 ? '+' : '−'}${Math.abs(lagDays)}d`;
}

function linkText(plan: Plan, id: PhaseId | ProjectId, dependency: Dependency): string {
  return `${nameIn(plan, dependency.predecessorId)}${lagText(plan, id, dependency)} (${codeOf(dependency)})`;
}

/** Holidays that moved a start on, by their names; that nobody works at a weekend goes without saying. */
function daysOffText(
  plan: Plan,
  format: DayFormat,
  id: PhaseId | ProjectId,
  { from, to }: { readonly from: Day; readonly to: Day },
): string | undefined {
  const siteId = projectOf(plan, id)?.siteId;
  const holidays = siteId === undefined ? [] : holidaysOf(plan, siteId).filter((holiday) => holiday.startOn <= to && holiday.endOn >= from);
  if (holidays.length === 0) return undefined;
  const why = listText([...new Set(holidays.map((holiday) => holiday.name))]);
  const dayText = (day: Day) => `${format.weekday(day)} ${format.short(day)}`;
  return from === to ? `Nobody works on ${dayText(from)} (${why}).` : `Nobody works from ${dayText(from)} to ${dayText(to)} (${why}).`;
}

function projectOf(plan: Plan, id: PhaseId | ProjectId) {
  // Ids are unique over all kinds, so at most one look-up finds something.
  return plan.projects.get(id as ProjectId) ?? plan.projects.get(plan.phases.get(id as PhaseId)?.projectId as ProjectId);
}

function nameIn(plan: Plan, id: PhaseId | ProjectId): string {
  return plan.phases.get(id as PhaseId)?.name ?? plan.projects.get(id as ProjectId)?.name ?? 'another phase';
}

function listText(names: readonly string[]): string {
  return names.length <= 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** What else contains the cause, for its place in the plan: "KX-204 › Chemistry". */
export function pathTextOf(plan: Plan, id: PhaseId | ProjectId): string {
  const phase = plan.phases.get(id as PhaseId);
  if (!phase) return '';
  const above = ancestorsOf(plan, phase.id).map((ancestor) => ancestor.name);
  return [plan.projects.get(phase.projectId)?.name ?? '', ...above.reverse()].join(' › ');
}

/** The whole chain in one go, for announcements: it names the first reason and the last cause. */
export function whyAnnouncement(lines: readonly WhyLine[]): string {
  const [first] = lines;
  if (!first) return 'Nothing is known about this date';
  const last = lines.at(-1);
  const start = `${first.name} ${first.placed}. ${first.sentences.join(' ')}`;
  return last === undefined || last === first ? start : `${start} It all begins with ${last.name}, ${last.placed}.`;
}
