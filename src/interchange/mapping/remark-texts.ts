/** What the mapping has to say, in whole sentences. Codes are stable. */
import { countOf, type RemarkText } from '../remarks.ts';

const ignored = (code: string, say: RemarkText['say']): RemarkText => ({ code, kind: 'ignored', say });
const changed = (code: string, say: RemarkText['say']): RemarkText => ({ code, kind: 'changed', say });
const note = (code: string, say: RemarkText['say']): RemarkText => ({ code, kind: 'note', say });

export const REMARKS = {
  inactive: ignored('inactive_task', (n) => `${countOf(n, 'inactive task')} left out: inactive tasks have no effect on the plan.`),
  external: ignored('external_task', (n) => `${countOf(n, 'placeholder')} for tasks of other files left out.`),
  blankRows: ignored('blank_row', (n) => `${countOf(n, 'blank row')} left out.`),
  noTasks: note('no_tasks', () => 'The file holds a project without tasks; an empty project is created.'),
  noName: changed('unnamed_task', (n) => `${countOf(n, 'task')} without a name got the name “Untitled”.`),
  nameCut: changed('name_cut', (n) => `${countOf(n, 'name')} longer than 200 characters cut.`),
  notesCut: changed('notes_cut', (n) => `${countOf(n, 'note')} longer than 20,000 characters cut.`),
  levels: changed('level_limit', (n) => `${countOf(n, 'task')} nested deeper than 100 levels put on the hundredth.`),
  undated: changed('task_without_dates', (n) => `${countOf(n, 'task')} without dates placed after their predecessors, else at the start.`),
  halfDated: changed(
    'date_computed',
    (n) => `${countOf(n, 'date')} missing in the file computed from the other date and the duration (Monday to Friday).`,
  ),
  reversed: changed('end_before_start', (n) => `${countOf(n, 'task')} with an end before the start got the length of one day.`),
  dayBefore: changed(
    'ends_day_before',
    (n) => `${countOf(n, 'task')} ending before or at the start of a working day now ${n === 1 ? 'ends' : 'end'} on the day before.`,
  ),
  longMilestone: changed(
    'milestone_with_length',
    (n) => `${countOf(n, 'milestone')} with a duration kept as ordinary ${n === 1 ? 'phase' : 'phases'}.`,
  ),
  parentMilestone: changed(
    'milestone_with_children',
    (n) => `${countOf(n, 'milestone')} with subtasks kept as ${n === 1 ? 'a phase' : 'phases'}.`,
  ),
  summaryDates: changed(
    'summary_dates',
    (n) => `${countOf(n, 'summary task')} with own dates now ${n === 1 ? 'spans its' : 'span their'} subtasks.`,
  ),
  summaryLength: note('project_longer', () => 'The project is longer than its tasks in the file; its dates are kept as fixed dates.'),
  linkMissing: ignored('link_missing', (n) => `${countOf(n, 'link')} to tasks that are not in the file, or not taken over.`),
  linkExternal: ignored('link_external', (n) => `${countOf(n, 'link')} to tasks of other files.`),
  linkSelf: ignored('link_to_itself', (n) => `${countOf(n, 'link')} of a task to itself.`),
  linkFamily: ignored(
    'link_to_own_parent',
    (n) => `${countOf(n, 'link')} between a task and its own parent; a parent spans its tasks anyway.`,
  ),
  linkDuplicate: ignored('link_duplicate', (n) => `${countOf(n, 'link')} between tasks that were linked already; the first one counts.`),
  linkCycle: ignored('link_cycle', (n) => `${countOf(n, 'link')} that would close a circle.`),
  lagPercent: changed('lag_percent', (n) => `${countOf(n, 'lag')} in percent of a duration turned into days.`),
  lagRounded: changed('lag_rounded', (n) => `${countOf(n, 'lag')} rounded to whole days.`),
  lagLimit: changed('lag_limit', (n) => `${countOf(n, 'lag')} longer than 3,650 days cut.`),
  notKept: note(
    'link_not_kept',
    (n) => `${countOf(n, 'link')} that the dates in the file do not keep in whole days; dates stay as they are, the links are marked.`,
  ),
  constraints: ignored('constraint', (n) => `${countOf(n, 'date constraint')}; the dates themselves are kept.`),
  deadlines: ignored('deadline', (n) => `${countOf(n, 'deadline')}.`),
  costs: ignored('cost', (n) => `Costs of ${countOf(n, 'task')}.`),
  taskCalendars: ignored('task_calendar', (n) => `Calendars of their own of ${countOf(n, 'task')}.`),
  baselines: ignored('baseline', (n) => `${countOf(n, 'baseline value')}.`),
  customFields: ignored('custom_field', (n) => `${countOf(n, 'value')} in custom fields.`),
  calendarExceptions: ignored(
    'calendar_exception',
    (n) => `${countOf(n, 'calendar exception')} (days off); holidays are kept with the site.`,
  ),
  unmatched: ignored(
    'person_unmatched',
    (n) => `${countOf(n, 'resource')} without a staff member of the same e-mail or name, with their assignments.`,
  ),
  ambiguous: ignored('person_ambiguous', (n) => `${countOf(n, 'resource')} whose name several staff members have, with their assignments.`),
  things: ignored('resource_not_a_person', (n) => `${countOf(n, 'material or cost resource')}, with their assignments.`),
  unitsRaised: changed('units_limit', (n) => `${countOf(n, 'assignment')} outside 1 to 100 % set to the nearest of these.`),
  assignmentDuplicate: ignored(
    'assignment_duplicate',
    (n) => `${countOf(n, 'assignment')} of a person to a task that the person has already.`,
  ),
} as const satisfies Record<string, RemarkText>;
