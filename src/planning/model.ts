/**
 * The things a plan is made of, as plain data. Days are integers (`lib/days`), both ends inclusive; percents are 0 to 100.
 * Every field of an entity is one column in the database and one `field` of a patch. A field whose name ends in `On` is a day
 * (or a list of days): the wire form is `YYYY-MM-DD`. Optional values are null, never absent.
 */
import type { Brand } from '../lib/brand.ts';
import type { Day, Weekday } from '../lib/days.ts';

export type SiteId = Brand<string, 'SiteId'>;
export type HolidayId = Brand<string, 'HolidayId'>;
export type CompanyEventId = Brand<string, 'CompanyEventId'>;
export type StaffId = Brand<string, 'StaffId'>;
export type ProjectId = Brand<string, 'ProjectId'>;
export type PhaseId = Brand<string, 'PhaseId'>;
export type DependencyId = Brand<string, 'DependencyId'>;
export type AssignmentId = Brand<string, 'AssignmentId'>;
export type EquipmentId = Brand<string, 'EquipmentId'>;
export type ReservationId = Brand<string, 'ReservationId'>;
export type TimeOffId = Brand<string, 'TimeOffId'>;
export type CustomColumnId = Brand<string, 'CustomColumnId'>;
export type CustomValueId = Brand<string, 'CustomValueId'>;
export type ListOptionId = Brand<string, 'ListOptionId'>;

export type Site = {
  readonly id: SiteId;
  readonly name: string;
  /** ISO 3166-1 alpha-2, with the subdivision as the holiday library names it (`ZH`, `BY`); null: holidays by hand. */
  readonly countryCode: string | null;
  readonly regionCode: string | null;
  /** IANA name; decides only what "today" is. */
  readonly timeZone: string;
  readonly weekendDays: readonly Weekday[];
};

/** A day on which nobody of the site works. */
export type Holiday = {
  readonly id: HolidayId;
  readonly siteId: SiteId;
  readonly name: string;
  readonly kind: 'bank' | 'custom';
  readonly startOn: Day;
  readonly endOn: Day;
};

/** Shown on the timeline, without any effect on capacity. */
export type CompanyEvent = {
  readonly id: CompanyEventId;
  readonly siteId: SiteId;
  readonly name: string;
  readonly color: string;
  readonly startOn: Day;
  readonly endOn: Day;
};

/** A user who can be planned. Account data (e-mail, role, password) is not part of the plan. */
export type Staff = {
  readonly id: StaffId;
  readonly name: string;
  readonly homeSiteId: SiteId | null;
  readonly jobTitle: string | null;
  readonly maxCapacityPercent: number;
  /** Percent of a full day for Monday to Sunday, before weekends, holidays and time off. */
  readonly weeklyPattern: readonly number[];
  readonly isActive: boolean;
};

export type Project = {
  readonly id: ProjectId;
  readonly siteId: SiteId;
  readonly rank: string;
  /** "Confidential" where the reader may not look; see `isMasked`. */
  readonly name: string;
  readonly startOn: Day;
  readonly endOn: Day;
  /** The project may be longer than its phases. */
  readonly hasFixedDates: boolean;
  readonly autoSchedule: boolean;
  /** Lengths and lags count working days of the project's site. */
  readonly workingDays: boolean;
  readonly isConfirmed: boolean;
  readonly isArchived: boolean;
  readonly color: string | null;
  readonly customer: string | null;
  readonly managerId: StaffId | null;
  readonly salesManagerId: StaffId | null;
  readonly volume: number | null;
  readonly currency: string | null;
  readonly notes: string | null;
  /** Never stored: set by the reading query where only id, site and dates may be seen. Absent means false. */
  readonly isMasked?: boolean;
};

export type MilestoneEdge = 'start' | 'end';
export type PhaseStatus = 'todo' | 'inProgress' | 'blocked' | 'done';

export type Phase = {
  readonly id: PhaseId;
  readonly projectId: ProjectId;
  readonly parentId: PhaseId | null;
  /** Order among siblings, see `lib/rank`. */
  readonly rank: string;
  readonly name: string;
  readonly startOn: Day;
  readonly endOn: Day;
  /** Only a leaf; `endOn` equals `startOn`, length 0, standing at the start or end of that day. */
  readonly isMilestone: boolean;
  readonly milestoneEdge: MilestoneEdge;
  /** Own value of a leaf, null counts as 0. Parents are rolled up, never stored. */
  readonly completionPercent: number | null;
  readonly status: PhaseStatus;
  readonly color: string | null;
  readonly notes: string | null;
};

export type DependencyType = 'FS' | 'SS' | 'FF' | 'SF';

export type Dependency = {
  readonly id: DependencyId;
  readonly predecessorId: PhaseId;
  readonly successorId: PhaseId;
  readonly type: DependencyType;
  readonly lagDays: number;
};

/** Exactly one of `projectId` and `phaseId` is set. Dates are null on a phase's assignment, which follows the phase. */
export type Assignment = {
  readonly id: AssignmentId;
  readonly staffId: StaffId;
  readonly projectId: ProjectId | null;
  readonly phaseId: PhaseId | null;
  readonly allocationPercent: number;
  readonly startOn: Day | null;
  readonly endOn: Day | null;
};

export type Equipment = {
  readonly id: EquipmentId;
  readonly siteId: SiteId;
  readonly name: string;
  readonly typeName: string | null;
  readonly color: string | null;
  readonly isActive: boolean;
  readonly notes: string | null;
};

/**
 * A booking belongs to one project or one phase (then its dates are the phase's, kept equal by the engine); a block
 * (maintenance) to none. Reservations of one item must not overlap unless the tenant allows double bookings.
 */
export type Reservation = {
  readonly id: ReservationId;
  readonly equipmentId: EquipmentId;
  readonly kind: 'booking' | 'block';
  readonly projectId: ProjectId | null;
  readonly phaseId: PhaseId | null;
  readonly startOn: Day;
  readonly endOn: Day;
  readonly note: string | null;
};

export type TimeOffKind = 'vacation' | 'sick' | 'parental' | 'training' | 'travel' | 'other' | 'absent';
export type DayPart = 'full' | 'morning' | 'afternoon';

/** Weekdays of every n-th ISO week, counted from the week of `startOn`, until `endOn` (null: without end). */
export type Recurrence = { readonly weekdays: readonly Weekday[]; readonly everyWeeks: number };

/** Without recurrence, every day from `startOn` to `endOn`. Days in `exceptionsOn` are worked all the same. */
export type TimeOff = {
  readonly id: TimeOffId;
  readonly staffId: StaffId;
  /** `absent` is what colleagues see. */
  readonly kind: TimeOffKind;
  readonly startOn: Day;
  readonly endOn: Day | null;
  readonly dayPart: DayPart;
  readonly recurrence: Recurrence | null;
  readonly exceptionsOn: readonly Day[];
  readonly note: string | null;
};

export type CustomColumnKind = 'text' | 'number' | 'date' | 'checkbox' | 'list';
/** What has a cell in a custom column. */
export type ColumnScope = 'all' | 'projects' | 'phases';

/** What can be chosen in a column of kind `list`. */
export type ListOption = { readonly id: ListOptionId; readonly label: string; readonly color: string | null };

/** A column that an administrator made for everybody, at every site. */
export type CustomColumn = {
  readonly id: CustomColumnId;
  /** Order among the custom columns, see `lib/rank`. */
  readonly rank: string;
  readonly name: string;
  readonly kind: CustomColumnKind;
  readonly appliesTo: ColumnScope;
  /** In the order in which they are offered; empty unless the kind is `list`. */
  readonly options: readonly ListOption[];
};

/**
 * One filled cell. What a value is follows from the column's kind: a line of text, a number, a day as `YYYY-MM-DD`, true (a box
 * that is not checked has no value), or the id of an option.
 */
export type CellValue = string | number | true;

/** Exactly one of `projectId` and `phaseId` is set; `id` follows from the column and the owner (`customValueIdOf`). */
export type CustomValue = {
  readonly id: CustomValueId;
  readonly columnId: CustomColumnId;
  readonly projectId: ProjectId | null;
  readonly phaseId: PhaseId | null;
  readonly value: CellValue;
};

/** Every kind of entity, by the name that patches carry. */
export type Entities = {
  readonly site: Site;
  readonly holiday: Holiday;
  readonly companyEvent: CompanyEvent;
  readonly staff: Staff;
  readonly project: Project;
  readonly phase: Phase;
  readonly dependency: Dependency;
  readonly assignment: Assignment;
  readonly equipment: Equipment;
  readonly reservation: Reservation;
  readonly timeOff: TimeOff;
  readonly customColumn: CustomColumn;
  readonly customValue: CustomValue;
};
export type EntityName = keyof Entities;

/** A plan at a revision as it is read from the database or the wire: lists, in no promised order. */
export type PlanSnapshot = {
  readonly revision: number;
  readonly sites: readonly Site[];
  readonly holidays: readonly Holiday[];
  readonly companyEvents: readonly CompanyEvent[];
  readonly staff: readonly Staff[];
  readonly projects: readonly Project[];
  readonly phases: readonly Phase[];
  readonly dependencies: readonly Dependency[];
  readonly assignments: readonly Assignment[];
  readonly equipment: readonly Equipment[];
  readonly reservations: readonly Reservation[];
  readonly timeOff: readonly TimeOff[];
  readonly customColumns: readonly CustomColumn[];
  readonly customValues: readonly CustomValue[];
};

/**
 * One field's change. A creation is a run of patches whose first has `field: 'id'` and `from: null`, then one per field that is
 * not null; a deletion is one per field that is not null, `id` first, each with `to: null`.
 */
export type Patch = {
  readonly entity: EntityName;
  readonly id: string;
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
};
