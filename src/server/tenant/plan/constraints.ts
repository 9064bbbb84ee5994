import type { ConstraintProblem, ConstraintProblems } from '../../platform/http/constraints.ts';

const gone: ConstraintProblem = { code: 'not_found', detail: 'Something that the change refers to is not there any more.' };
const inUse = (what: string): ConstraintProblem => ({ code: 'in_use', detail: `${what} is still in use.` });
const days: ConstraintProblem = {
  code: 'invalid_input',
  detail: 'The days must lie between 1900 and 2199, and the end not before the start.',
  field: 'endOn',
};
const invalid = (field: string): ConstraintProblem => ({ code: 'invalid_input', detail: 'The value is not allowed.', field });

/**
 * The engine refuses all of these before they reach the database. They are the second wall: what they mean is said in the
 * same words should a row come another way.
 */
export const planConstraints: ConstraintProblems = {
  projects_site_fkey: inUse('The site'),
  projects_manager_fkey: inUse('The person'),
  projects_sales_manager_fkey: inUse('The person'),
  phases_project_fkey: gone,
  phases_parent_fkey: gone,
  phases_not_own_parent: { code: 'refused', detail: 'A phase cannot be below itself.' },
  phases_milestone_length: invalid('endOn'),
  dependencies_predecessor_fkey: gone,
  dependencies_successor_fkey: gone,
  dependencies_pair_unique: { code: 'refused', detail: 'These two phases are linked already.' },
  dependencies_two_phases: { code: 'refused', detail: 'A phase cannot be linked to itself.' },
  dependencies_lag_days_range: invalid('lagDays'),
  assignments_staff_fkey: inUse('The person'),
  assignments_project_fkey: gone,
  assignments_phase_fkey: gone,
  assignments_one_owner: invalid('phaseId'),
  assignments_dates_of_projects: invalid('startOn'),
  assignments_allocation_percent_range: invalid('allocationPercent'),
  equipment_reservations_equipment_fkey: inUse('The equipment'),
  equipment_reservations_project_fkey: gone,
  equipment_reservations_phase_fkey: gone,
  equipment_reservations_one_owner: invalid('phaseId'),
  equipment_reservations_no_overlap: { code: 'refused', detail: 'The equipment is already reserved within these days.', field: 'startOn' },
  time_off_staff_fkey: inUse('The person'),
  time_off_end_or_recurrence: invalid('endOn'),
  time_off_exceptions_count: invalid('exceptionsOn'),
  custom_columns_options_count: invalid('options'),
  custom_columns_options_of_lists: invalid('options'),
  custom_values_column_fkey: gone,
  custom_values_project_fkey: gone,
  custom_values_phase_fkey: gone,
  custom_values_value_scalar: invalid('value'),
  projects_end_not_before_start: days,
  projects_days_range: days,
  phases_end_not_before_start: days,
  phases_days_range: days,
  assignments_end_not_before_start: days,
  assignments_days_range: days,
  equipment_reservations_end_not_before_start: days,
  equipment_reservations_days_range: days,
  time_off_end_not_before_start: days,
  time_off_days_range: days,
};
