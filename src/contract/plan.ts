/** The plan on the wire: the engine's entities with days as text. `GET /api/plan` sends them as PostgreSQL builds them. */
import { z } from 'zod';
import type * as model from '../planning/model.ts';
import { customColumnSchema, customValueSchema } from './custom-columns.ts';
import { colorSchema, daySchema, idSchema, lineSchema, percentSchema, textSchema } from './ids.ts';

export const siteIdSchema = idSchema<model.SiteId>();
export const holidayIdSchema = idSchema<model.HolidayId>();
export const companyEventIdSchema = idSchema<model.CompanyEventId>();
export const staffIdSchema = idSchema<model.StaffId>();
export const projectIdSchema = idSchema<model.ProjectId>();
export const phaseIdSchema = idSchema<model.PhaseId>();
export const dependencyIdSchema = idSchema<model.DependencyId>();
export const assignmentIdSchema = idSchema<model.AssignmentId>();
export const equipmentIdSchema = idSchema<model.EquipmentId>();
export const reservationIdSchema = idSchema<model.ReservationId>();
export const timeOffIdSchema = idSchema<model.TimeOffId>();

const weekdaySchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6), z.literal(7)]);
const nameSchema = lineSchema(200);
const notesSchema = textSchema(20_000).nullable();
const rankSchema = z.string().regex(/^[0-9A-Za-z]{1,400}$/);
const timeZoneSchema = z.string().refine((name) => isTimeZone(name), 'must be a time zone name such as Europe/Zurich');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const siteSchema = z
  .object({
    id: siteIdSchema,
    name: nameSchema,
    countryCode: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .nullable(),
    regionCode: z
      .string()
      .regex(/^[A-Z0-9]{1,6}$/)
      .nullable(),
    timeZone: timeZoneSchema,
    weekendDays: z.array(weekdaySchema).max(6),
  })
  .meta({ id: 'Site' });

export const holidaySchema = z
  .object({
    id: holidayIdSchema,
    siteId: siteIdSchema,
    name: nameSchema,
    kind: z.enum(['bank', 'custom']),
    startOn: daySchema,
    endOn: daySchema,
  })
  .meta({ id: 'Holiday' });

export const companyEventSchema = z
  .object({ id: companyEventIdSchema, siteId: siteIdSchema, name: nameSchema, color: colorSchema, startOn: daySchema, endOn: daySchema })
  .meta({ id: 'CompanyEvent' });

const staffSchema = z
  .object({
    id: staffIdSchema,
    name: nameSchema,
    homeSiteId: siteIdSchema.nullable(),
    jobTitle: lineSchema(100).nullable(),
    maxCapacityPercent: percentSchema,
    weeklyPattern: z.array(percentSchema).length(7),
    isActive: z.boolean(),
  })
  .meta({ id: 'Staff' });

export const projectSchema = z
  .object({
    id: projectIdSchema,
    siteId: siteIdSchema,
    rank: rankSchema,
    name: nameSchema,
    startOn: daySchema,
    endOn: daySchema,
    hasFixedDates: z.boolean(),
    autoSchedule: z.boolean(),
    workingDays: z.boolean(),
    isConfirmed: z.boolean(),
    isArchived: z.boolean(),
    color: colorSchema.nullable(),
    customer: lineSchema(200).nullable(),
    managerId: staffIdSchema.nullable(),
    salesManagerId: staffIdSchema.nullable(),
    volume: z.number().min(0).max(1e12).nullable(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .nullable(),
    notes: notesSchema,
    isMasked: z.boolean().optional(),
  })
  .meta({ id: 'Project' });

export const phaseSchema = z
  .object({
    id: phaseIdSchema,
    projectId: projectIdSchema,
    parentId: phaseIdSchema.nullable(),
    rank: rankSchema,
    name: nameSchema,
    startOn: daySchema,
    endOn: daySchema,
    isMilestone: z.boolean(),
    milestoneEdge: z.enum(['start', 'end']),
    completionPercent: percentSchema.nullable(),
    status: z.enum(['todo', 'inProgress', 'blocked', 'done']),
    color: colorSchema.nullable(),
    notes: notesSchema,
  })
  .meta({ id: 'Phase' });

export const dependencyTypeSchema = z.enum(['FS', 'SS', 'FF', 'SF']);
export const lagDaysSchema = z.int().min(-3650).max(3650);
export const dependencySchema = z
  .object({
    id: dependencyIdSchema,
    predecessorId: phaseIdSchema,
    successorId: phaseIdSchema,
    type: dependencyTypeSchema,
    lagDays: lagDaysSchema,
  })
  .meta({ id: 'Dependency' });

export const assignmentSchema = z
  .object({
    id: assignmentIdSchema,
    staffId: staffIdSchema,
    projectId: projectIdSchema.nullable(),
    phaseId: phaseIdSchema.nullable(),
    allocationPercent: z.int().min(1).max(100),
    startOn: daySchema.nullable(),
    endOn: daySchema.nullable(),
  })
  .meta({ id: 'Assignment' });

export const equipmentSchema = z
  .object({
    id: equipmentIdSchema,
    siteId: siteIdSchema,
    name: nameSchema,
    typeName: lineSchema(100).nullable(),
    color: colorSchema.nullable(),
    isActive: z.boolean(),
    notes: notesSchema,
  })
  .meta({ id: 'Equipment' });

export const reservationSchema = z
  .object({
    id: reservationIdSchema,
    equipmentId: equipmentIdSchema,
    kind: z.enum(['booking', 'block']),
    projectId: projectIdSchema.nullable(),
    phaseId: phaseIdSchema.nullable(),
    startOn: daySchema,
    endOn: daySchema,
    note: textSchema(2000).nullable(),
  })
  .meta({ id: 'Reservation' });

export const timeOffSchema = z
  .object({
    id: timeOffIdSchema,
    staffId: staffIdSchema,
    kind: z.enum(['vacation', 'sick', 'parental', 'training', 'travel', 'other', 'absent']),
    startOn: daySchema,
    endOn: daySchema.nullable(),
    dayPart: z.enum(['full', 'morning', 'afternoon']),
    recurrence: z.object({ weekdays: z.array(weekdaySchema).min(1).max(7), everyWeeks: z.int().min(1).max(52) }).nullable(),
    exceptionsOn: z.array(daySchema).max(1000),
    note: textSchema(2000).nullable(),
  })
  .meta({ id: 'TimeOff' });

export const planSchema = z
  .object({
    revision: z.int().min(0),
    sites: z.array(siteSchema),
    holidays: z.array(holidaySchema),
    companyEvents: z.array(companyEventSchema),
    staff: z.array(staffSchema),
    projects: z.array(projectSchema),
    phases: z.array(phaseSchema),
    dependencies: z.array(dependencySchema),
    assignments: z.array(assignmentSchema),
    equipment: z.array(equipmentSchema),
    reservations: z.array(reservationSchema),
    timeOff: z.array(timeOffSchema),
    customColumns: z.array(customColumnSchema),
    customValues: z.array(customValueSchema),
  })
  .meta({ id: 'Plan' }) satisfies z.ZodType<model.PlanSnapshot>;

const entityNames = [
  'site',
  'holiday',
  'companyEvent',
  'staff',
  'project',
  'phase',
  'dependency',
  'assignment',
  'equipment',
  'reservation',
  'timeOff',
  'customColumn',
  'customValue',
] as const satisfies readonly model.EntityName[];

/** Patches as they travel: days in `from` and `to` are text (see `days-wire`). */
export const patchSchema = z
  .object({ entity: z.enum(entityNames), id: z.uuid(), field: z.string(), from: z.unknown(), to: z.unknown() })
  .meta({ id: 'Patch' });
