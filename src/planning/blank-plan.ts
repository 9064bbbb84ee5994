import type { Phase, PlanSnapshot, Project } from './model.ts';

/** A plan with nothing in it. */
export const EMPTY_PLAN: PlanSnapshot = {
  revision: 0,
  sites: [],
  holidays: [],
  companyEvents: [],
  staff: [],
  projects: [],
  phases: [],
  dependencies: [],
  assignments: [],
  equipment: [],
  reservations: [],
  timeOff: [],
  customColumns: [],
  customValues: [],
};

/** What a new project is like where nothing else was said. */
export const BLANK_PROJECT: Omit<Project, 'id' | 'siteId' | 'rank' | 'name' | 'startOn' | 'endOn'> = {
  hasFixedDates: false,
  autoSchedule: true,
  workingDays: false,
  isConfirmed: true,
  isArchived: false,
  color: null,
  customer: null,
  managerId: null,
  salesManagerId: null,
  volume: null,
  currency: null,
  notes: null,
};

/** What a new phase is like where nothing else was said. */
export const BLANK_PHASE: Omit<Phase, 'id' | 'projectId' | 'parentId' | 'rank' | 'name' | 'startOn' | 'endOn'> = {
  isMilestone: false,
  milestoneEdge: 'end',
  completionPercent: null,
  status: 'todo',
  color: null,
  notes: null,
};
