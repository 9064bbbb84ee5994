/** What a check of the plan finds, and what can be done about it at once. Words are the views' business. */
import type { Day } from '../../lib/days.ts';
import type { Command } from '../commands/command.ts';
import type { DependencyId, EquipmentId, PhaseId, Project, ProjectId, SiteId, StaffId } from '../model.ts';
import type { PhaseNode } from '../phase-node.ts';
import type { Plan } from '../plan-index.ts';
import type { Violation } from '../schedule/violations.ts';

/** `problem`: the plan cannot come true as it stands; `warning`: it is not to be relied on; `hint`: worth a look. */
export type Severity = 'problem' | 'warning' | 'hint';

/** Every check, with how much it weighs, the gravest first. */
export const severities = {
  violation: 'problem',
  overdue: 'problem',
  overload: 'problem',
  absence: 'problem',
  instrumentClash: 'problem',
  notStarted: 'warning',
  behind: 'warning',
  unassigned: 'warning',
  openStart: 'warning',
  openEnd: 'warning',
  noLinks: 'warning',
  hardDate: 'hint',
  fixedDates: 'hint',
  manualSchedule: 'hint',
  lead: 'hint',
  dayOff: 'hint',
  statusMismatch: 'hint',
} as const satisfies Readonly<Record<string, Severity>>;

export type CheckId = keyof typeof severities;

export type FixKind =
  | 'move'
  | 'extend'
  | 'markDone'
  | 'markStarted'
  | 'changeLag'
  | 'unlink'
  | 'link'
  | 'linkAll'
  | 'assign'
  | 'reduce'
  | 'letSpan'
  | 'schedule';

/** One batch that settles the finding, with what its label says. */
export type Fix = {
  readonly kind: FixKind;
  readonly commands: readonly Command[];
  /** Where something comes to stand. */
  readonly on?: Day;
  /** A percentage, a lag, or a number of links. */
  readonly amount?: number;
  readonly staffId?: StaffId;
  readonly phaseId?: PhaseId;
};

export type Finding = {
  readonly check: CheckId;
  readonly projectId: ProjectId;
  /** What to look at: a phase, or the project. */
  readonly itemId: PhaseId | ProjectId;
  /** The best first; none where only a person can decide. */
  readonly fixes: readonly Fix[];
  /** Days that the finding speaks of: how late, how much too early, how wide a gap. */
  readonly days?: number;
  readonly from?: Day;
  readonly to?: Day;
  readonly percent?: number;
  readonly staffId?: StaffId;
  readonly equipmentId?: EquipmentId;
  readonly dependencyId?: DependencyId;
  readonly otherId?: PhaseId | ProjectId;
};

export type Checked = {
  readonly plan: Plan;
  /** Of this project all leaves are checked. */
  readonly project: Project;
  readonly leaves: readonly PhaseNode[];
  readonly violations: readonly Violation[];
  readonly today: Day;
  readonly createId: () => string;
};

export type HealthScope = {
  readonly projects: readonly Project[];
  readonly todayAt: (siteId: SiteId) => Day;
  /** Ids for what fixes make: the engine itself has neither clock nor chance. */
  readonly createId: () => string;
};
