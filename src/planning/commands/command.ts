/**
 * Commands name user gestures. They carry final ids (UUID version 7 made by the caller), so that a created thing has its id
 * at once. `set` commands create the entity when the id is new and otherwise change the fields that are given.
 */
import type { Day } from '../../lib/days.ts';
import type {
  Assignment,
  AssignmentId,
  CellValue,
  CompanyEvent,
  CompanyEventId,
  CustomColumn,
  CustomColumnId,
  DependencyId,
  DependencyType,
  EntityName,
  Equipment,
  EquipmentId,
  Holiday,
  HolidayId,
  Patch,
  Phase,
  PhaseId,
  Project,
  ProjectId,
  Reservation,
  ReservationId,
  Site,
  SiteId,
  Staff,
  StaffId,
  TimeOff,
  TimeOffId,
} from '../model.ts';

type Fields<Entity, Derived extends keyof Entity> = Partial<Omit<Entity, 'id' | Derived>>;

/** What `project.update` may set; dates go through `project.reschedule`. */
export type ProjectFields = Fields<Project, 'startOn' | 'endOn' | 'isMasked' | 'rank'>;
/** What `phase.update` may set; dates, place and progress have commands of their own. */
export type PhaseFields = Fields<Phase, 'projectId' | 'parentId' | 'rank' | 'startOn' | 'endOn' | 'completionPercent'>;

/** What `customColumn.create` and `customColumn.update` may set. */
export type CustomColumnFields = Fields<CustomColumn, 'rank'>;

export type Command =
  /** `startOn`/`endOn` hold until there are phases, and after that only with `hasFixedDates`. Goes last among the projects. */
  | {
      readonly kind: 'project.create';
      readonly id: ProjectId;
      readonly siteId: SiteId;
      readonly name: string;
      readonly startOn: Day;
      readonly endOn: Day;
      readonly fields?: ProjectFields;
    }
  | { readonly kind: 'project.update'; readonly id: ProjectId; readonly fields: ProjectFields }
  /** Another start moves the whole subtree, bookings and project assignments; another end alone needs fixed dates or no phases. */
  | { readonly kind: 'project.reschedule'; readonly id: ProjectId; readonly startOn: Day; readonly endOn: Day }
  /** Place among all projects: after `afterId`; null: first. */
  | { readonly kind: 'project.move'; readonly id: ProjectId; readonly afterId: ProjectId | null }
  | { readonly kind: 'project.delete'; readonly id: ProjectId }
  /** Placed after the sibling `afterId`; null: first; absent: last. */
  | {
      readonly kind: 'phase.create';
      readonly id: PhaseId;
      readonly projectId: ProjectId;
      readonly parentId: PhaseId | null;
      readonly afterId?: PhaseId | null;
      readonly name: string;
      readonly startOn: Day;
      readonly endOn: Day;
      readonly completionPercent?: number | null;
      readonly fields?: PhaseFields;
    }
  | { readonly kind: 'phase.update'; readonly id: PhaseId; readonly fields: PhaseFields }
  /** A leaf takes both days. A parent moves with its subtree by the change of its start; its end follows from its children. */
  | { readonly kind: 'phase.reschedule'; readonly id: PhaseId; readonly startOn: Day; readonly endOn: Day }
  /** Tree position, also into another project, with the subtree. `afterId` as in `phase.create`. */
  | {
      readonly kind: 'phase.move';
      readonly id: PhaseId;
      readonly projectId: ProjectId;
      readonly parentId: PhaseId | null;
      readonly afterId?: PhaseId | null;
    }
  | { readonly kind: 'phase.delete'; readonly id: PhaseId }
  | { readonly kind: 'progress.set'; readonly id: PhaseId; readonly completionPercent: number | null }
  | {
      readonly kind: 'dependency.link';
      readonly id: DependencyId;
      readonly predecessorId: PhaseId;
      readonly successorId: PhaseId;
      readonly type: DependencyType;
      readonly lagDays: number;
    }
  | { readonly kind: 'dependency.update'; readonly id: DependencyId; readonly type?: DependencyType; readonly lagDays?: number }
  | { readonly kind: 'dependency.unlink'; readonly id: DependencyId }
  /** Pushes whatever violates a link in the project, also where automatic scheduling is off. */
  | { readonly kind: 'schedule.resolve'; readonly id: ProjectId }
  | { readonly kind: 'assignment.set'; readonly id: AssignmentId; readonly fields: Fields<Assignment, never> }
  | { readonly kind: 'assignment.remove'; readonly id: AssignmentId }
  | { readonly kind: 'booking.set'; readonly id: ReservationId; readonly fields: Fields<Reservation, 'kind'> }
  | { readonly kind: 'booking.remove'; readonly id: ReservationId }
  | { readonly kind: 'block.set'; readonly id: ReservationId; readonly fields: Fields<Reservation, 'kind' | 'projectId' | 'phaseId'> }
  | { readonly kind: 'block.remove'; readonly id: ReservationId }
  | { readonly kind: 'timeOff.set'; readonly id: TimeOffId; readonly fields: Fields<TimeOff, never> }
  | { readonly kind: 'timeOff.remove'; readonly id: TimeOffId }
  /** Reference data: the same path, so that every client and the log see them. */
  | { readonly kind: 'site.set'; readonly id: SiteId; readonly fields: Fields<Site, never> }
  | { readonly kind: 'site.remove'; readonly id: SiteId }
  | { readonly kind: 'holiday.set'; readonly id: HolidayId; readonly fields: Fields<Holiday, never> }
  | { readonly kind: 'holiday.remove'; readonly id: HolidayId }
  | { readonly kind: 'event.set'; readonly id: CompanyEventId; readonly fields: Fields<CompanyEvent, never> }
  | { readonly kind: 'event.remove'; readonly id: CompanyEventId }
  | { readonly kind: 'equipment.set'; readonly id: EquipmentId; readonly fields: Fields<Equipment, never> }
  | { readonly kind: 'equipment.remove'; readonly id: EquipmentId }
  /** Goes last among the custom columns. */
  | {
      readonly kind: 'customColumn.create';
      readonly id: CustomColumnId;
      readonly fields: CustomColumnFields & Pick<CustomColumn, 'name' | 'kind'>;
    }
  /** Values whose option is taken away go with it; another kind, or a narrower scope, needs that no value is in the way. */
  | { readonly kind: 'customColumn.update'; readonly id: CustomColumnId; readonly fields: CustomColumnFields }
  /** Placed after the column `afterId`; null: first. */
  | { readonly kind: 'customColumn.move'; readonly id: CustomColumnId; readonly afterId: CustomColumnId | null }
  | { readonly kind: 'customColumn.delete'; readonly id: CustomColumnId }
  /** Fills or empties (null) the cell of a project or phase in the column `id`. */
  | {
      readonly kind: 'customValue.set';
      readonly id: CustomColumnId;
      readonly projectId?: ProjectId;
      readonly phaseId?: PhaseId;
      readonly value: CellValue | false | null;
    }
  /** Only made by the server, with the account's own change, in one transaction. */
  | { readonly kind: 'staff.set'; readonly id: StaffId; readonly fields: Fields<Staff, never> }
  | { readonly kind: 'staff.remove'; readonly id: StaffId };

export type CommandKind = Command['kind'];
export type CommandOf<Kind extends CommandKind> = Extract<Command, { readonly kind: Kind }>;

/** Why a day of an entity changed. */
export type MoveReason =
  | { readonly kind: 'asked' }
  | { readonly kind: 'withParent'; readonly parentId: PhaseId | ProjectId }
  | { readonly kind: 'spansChildren' }
  | {
      readonly kind: 'pushed';
      readonly dependencyId: DependencyId;
      readonly predecessorId: PhaseId;
      readonly type: DependencyType;
      readonly lagDays: number;
    };

/** One moved phase or project: days before and after a batch, with the reason that fixed the final place. */
export type Move = {
  readonly entity: 'project' | 'phase';
  readonly id: PhaseId | ProjectId;
  readonly from: { readonly startOn: Day; readonly endOn: Day };
  readonly to: { readonly startOn: Day; readonly endOn: Day };
  readonly reason: MoveReason;
};

export type RefusalCode =
  | 'not_found'
  | 'already_exists'
  | 'end_before_start'
  | 'out_of_range'
  | 'invalid_field'
  | 'dependency_cycle'
  | 'dependency_containment'
  | 'dependency_duplicate'
  | 'tree_cycle'
  | 'milestone_with_children'
  | 'parent_progress'
  | 'fixed_by_children'
  | 'site_mismatch'
  | 'project_archived'
  | 'in_use'
  | 'equipment_clash';

/** Why a batch was refused: nothing of it was applied. */
export type Refusal = {
  readonly code: RefusalCode;
  /** A sentence for the user with the names in it. */
  readonly message: string;
  readonly commandIndex: number;
  /** The command's field at fault, as a path in the command (`fields.name`, `endOn`). */
  readonly field?: string;
  /** Ids that the message speaks of: the cycle's path, the clashing reservations. */
  readonly ids?: readonly string[];
  /** Of a change that cannot be taken back: which fields may stand in the way, for whoever can look up who set them last. */
  readonly causes?: readonly FieldRef[];
};

/** One field of one thing; the field `id` stands for its creation or deletion. */
export type FieldRef = { readonly entity: EntityName; readonly id: string; readonly field: string };

/** The outcome of a batch; the plan that it was computed on is unchanged in both cases. */
export type CommandOutcome =
  | { readonly kind: 'accepted'; readonly patches: readonly Patch[]; readonly moves: readonly Move[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };
