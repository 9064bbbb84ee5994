/** Findings of the plan's health in words. */
import type { CheckId, Finding, Fix } from '../../../../planning/health/finding.ts';
import type { PhaseId, ProjectId } from '../../../../planning/model.ts';
import type { Plan } from '../../../../planning/plan.ts';
import type { DayFormat } from '../../../timeline/day-format.ts';
import { countText } from '../describe.ts';
import { codeOf } from './why-words.ts';

export const checkTitles: Readonly<Record<CheckId, string>> = {
  violation: 'Breaks a dependency',
  overdue: 'Overdue',
  overload: 'People asked for too much',
  absence: 'Planned while away',
  instrumentClash: 'Instruments promised twice',
  notStarted: 'Should have begun',
  behind: 'Behind an even pace',
  unassigned: 'Nobody assigned',
  openStart: 'Waits for nothing',
  openEnd: 'Nothing waits for it',
  noLinks: 'Projects without links',
  hardDate: 'Held later by hand',
  fixedDates: 'Project dates wider than the work',
  manualSchedule: 'Not scheduled automatically',
  lead: 'Overlaps its predecessor',
  dayOff: 'Begins on a day off',
  statusMismatch: 'Status and progress disagree',
};

/** Why it matters, in a sentence, for those who meet a check for the first time. */
export const checkReasons: Readonly<Record<CheckId, string>> = {
  violation: 'They begin or end before a dependency lets them.',
  overdue: 'Their end has passed and they are not done.',
  overload: 'On these days somebody is planned for more than they can give.',
  absence: 'The work falls on days on which the person is not there.',
  instrumentClash: 'Two bookings of one instrument overlap.',
  notStarted: 'Their start has passed and nothing was reported.',
  behind: 'Less is done than the days that have passed would let expect.',
  unassigned: 'Work to come that nobody is to do.',
  openStart: 'Without a predecessor they do not move when the work before them does.',
  openEnd: 'Without a successor their delay shows nowhere, and the critical path is not to be trusted.',
  noLinks: 'Without dependencies nothing follows when something moves.',
  hardDate: 'Their dependencies would let them begin earlier. They will not follow when these move back.',
  fixedDates: 'The project keeps dates that its phases do not need.',
  manualSchedule: 'Delays are only marked, and nothing follows by itself.',
  lead: 'A negative lag hides how the two really depend on each other. Two shorter phases say it plainly.',
  dayOff: 'The project counts in working days, and nobody works on the first one.',
  statusMismatch: 'One of the two is out of date.',
};

type Words = { readonly plan: Plan; readonly format: DayFormat };

export function itemName(plan: Plan, id: PhaseId | ProjectId | undefined): string {
  // Ids are unique over all kinds: the look-up of the wrong kind finds nothing.
  return plan.phases.get(id as PhaseId)?.name ?? plan.projects.get(id as ProjectId)?.name ?? 'another phase';
}

/** What is wrong with the item, without its name. */
export function findingText({ plan, format }: Words, finding: Finding): string {
  const { days = 0, percent = 0, from = 0, to = 0 } = finding;
  const person = finding.staffId === undefined ? 'Somebody' : (plan.staff.get(finding.staffId)?.name ?? 'Somebody');
  const range = from === to ? format.short(from) : `${format.short(from)} – ${format.short(to)}`;
  const other = itemName(plan, finding.otherId);
  switch (finding.check) {
    case 'violation':
      return `${countText(days, 'day', 'days')} too early for ${other}${linkNote(plan, finding)}`;
    case 'overdue':
      return `${countText(days, 'day', 'days')} late, ${percent} % done`;
    case 'overload':
      return `${person} by ${percent} % too much, ${range}`;
    case 'absence':
      return `${person} is away, ${range}`;
    case 'instrumentClash': {
      const instrument =
        finding.equipmentId === undefined ? 'The instrument' : (plan.equipment.get(finding.equipmentId)?.name ?? 'The instrument');
      return `${instrument}, ${range}, with ${finding.otherId === undefined ? 'a maintenance block' : other}`;
    }
    case 'notStarted':
      return `${countText(days, 'day', 'days')} since its start`;
    case 'behind':
      return `${percent} % done of ${days} % expected; at this pace until ${format.short(to)}`;
    case 'unassigned':
      return 'Nobody is to do it';
    case 'openStart':
      return `Begins after ${other} without a link`;
    case 'openEnd':
      return `Ends before ${other} without a link`;
    case 'noLinks':
      return 'No dependency at all';
    case 'hardDate':
      return `${countText(days, 'working day', 'working days')} after ${other} would let it begin`;
    case 'fixedDates':
      return `The work is ${range}`;
    case 'manualSchedule':
      return 'Automatic scheduling is off';
    case 'lead':
      return `Begins ${countText(days, 'day', 'days')} before ${other} lets it go`;
    case 'dayOff':
      return `Begins on ${format.weekday(from)} ${format.short(from)}`;
    case 'statusMismatch':
      return percent >= 100 ? '100 % done, but not marked so' : `Marked done at ${percent} %`;
  }
}

/** " (FS+2d)" */
function linkNote(plan: Plan, { dependencyId }: Finding): string {
  const link = dependencyId === undefined ? undefined : plan.dependencies.get(dependencyId);
  return link ? ` (${codeOf(link)})` : '';
}

/** What a fix does, as the label of its button. */
export function fixText({ plan, format }: Words, fix: Fix): string {
  const { kind, on = 0, amount = 0 } = fix;
  switch (kind) {
    case 'move':
      return `Move to ${format.short(on)}`;
    case 'extend':
      return `Extend to ${format.short(on)}`;
    case 'markDone':
      return 'Mark as done';
    case 'markStarted':
      return 'Mark as begun';
    case 'changeLag':
      return amount === 0 ? 'Remove the lag' : `Set the lag to ${amount < 0 ? '−' : ''}${Math.abs(amount)} d`;
    case 'unlink':
      return 'Remove the link';
    case 'link':
      return `Link with ${itemName(plan, fix.phaseId)}`;
    case 'linkAll':
      return `Link in order (${amount})`;
    case 'assign':
      return `Assign ${fix.staffId === undefined ? '' : (plan.staff.get(fix.staffId)?.name ?? '')}, ${amount} %`;
    case 'reduce':
      return `Reduce ${fix.phaseId === undefined ? '' : `${itemName(plan, fix.phaseId)} `}to ${amount} %`;
    case 'letSpan':
      return 'Let it span its phases';
    case 'schedule':
      return 'Schedule automatically';
  }
}
