import { z } from 'zod';
import type { Command } from '../planning/commands/command.ts';
import { cellInputSchema, customColumnFields, customColumnIdSchema, newColumnFields } from './custom-columns.ts';
import { daySchema, lineSchema, percentSchema } from './ids.ts';
import {
  assignmentIdSchema,
  assignmentSchema,
  companyEventIdSchema,
  companyEventSchema,
  dependencyIdSchema,
  dependencyTypeSchema,
  equipmentIdSchema,
  equipmentSchema,
  holidayIdSchema,
  holidaySchema,
  lagDaysSchema,
  phaseIdSchema,
  phaseSchema,
  projectIdSchema,
  projectSchema,
  reservationIdSchema,
  reservationSchema,
  siteIdSchema,
  siteSchema,
  timeOffIdSchema,
  timeOffSchema,
} from './plan.ts';

const nameSchema = lineSchema(200);
const projectFieldsSchema = projectSchema.omit({ id: true, rank: true, startOn: true, endOn: true, isMasked: true }).partial().strict();
const phaseFieldsSchema = phaseSchema
  .omit({ id: true, projectId: true, parentId: true, rank: true, startOn: true, endOn: true, completionPercent: true })
  .partial()
  .strict();
const assignmentFields = assignmentSchema.omit({ id: true }).partial().strict();
const bookingFields = reservationSchema.omit({ id: true, kind: true }).partial().strict();
const blockFields = reservationSchema.omit({ id: true, kind: true, projectId: true, phaseId: true }).partial().strict();
const timeOffFields = timeOffSchema.omit({ id: true }).partial().strict();
const siteFields = siteSchema.omit({ id: true }).partial().strict();
const holidayFields = holidaySchema.omit({ id: true }).partial().strict();
const eventFields = companyEventSchema.omit({ id: true }).partial().strict();
const equipmentFields = equipmentSchema.omit({ id: true }).partial().strict();

function command<Kind extends string, Shape extends z.core.$ZodLooseShape>(kind: Kind, shape: Shape) {
  return z.strictObject({ kind: z.literal(kind), ...shape });
}

const days = { startOn: daySchema, endOn: daySchema };
const place = { projectId: projectIdSchema, parentId: phaseIdSchema.nullable(), afterId: phaseIdSchema.nullable().optional() };
const link = { type: dependencyTypeSchema, lagDays: lagDaysSchema };

/** The commands that callers may send; `staff.*` are made by the server alone. */
export const commandSchema = z
  .discriminatedUnion('kind', [
    command('project.create', {
      id: projectIdSchema,
      siteId: siteIdSchema,
      name: nameSchema,
      ...days,
      fields: projectFieldsSchema.optional(),
    }),
    command('project.update', { id: projectIdSchema, fields: projectFieldsSchema }),
    command('project.reschedule', { id: projectIdSchema, ...days }),
    command('project.move', { id: projectIdSchema, afterId: projectIdSchema.nullable() }),
    command('project.delete', { id: projectIdSchema }),
    command('phase.create', {
      id: phaseIdSchema,
      ...place,
      name: nameSchema,
      ...days,
      completionPercent: percentSchema.nullable().optional(),
      fields: phaseFieldsSchema.optional(),
    }),
    command('phase.update', { id: phaseIdSchema, fields: phaseFieldsSchema }),
    command('phase.reschedule', { id: phaseIdSchema, ...days }),
    command('phase.move', { id: phaseIdSchema, ...place }),
    command('phase.delete', { id: phaseIdSchema }),
    command('progress.set', { id: phaseIdSchema, completionPercent: percentSchema.nullable() }),
    command('dependency.link', { id: dependencyIdSchema, predecessorId: phaseIdSchema, successorId: phaseIdSchema, ...link }),
    command('dependency.update', { id: dependencyIdSchema, type: dependencyTypeSchema.optional(), lagDays: lagDaysSchema.optional() }),
    command('dependency.unlink', { id: dependencyIdSchema }),
    command('schedule.resolve', { id: projectIdSchema }),
    command('assignment.set', { id: assignmentIdSchema, fields: assignmentFields }),
    command('assignment.remove', { id: assignmentIdSchema }),
    command('booking.set', { id: reservationIdSchema, fields: bookingFields }),
    command('booking.remove', { id: reservationIdSchema }),
    command('block.set', { id: reservationIdSchema, fields: blockFields }),
    command('block.remove', { id: reservationIdSchema }),
    command('timeOff.set', { id: timeOffIdSchema, fields: timeOffFields }),
    command('timeOff.remove', { id: timeOffIdSchema }),
    command('site.set', { id: siteIdSchema, fields: siteFields }),
    command('site.remove', { id: siteIdSchema }),
    command('holiday.set', { id: holidayIdSchema, fields: holidayFields }),
    command('holiday.remove', { id: holidayIdSchema }),
    command('event.set', { id: companyEventIdSchema, fields: eventFields }),
    command('event.remove', { id: companyEventIdSchema }),
    command('equipment.set', { id: equipmentIdSchema, fields: equipmentFields }),
    command('equipment.remove', { id: equipmentIdSchema }),
    command('customColumn.create', { id: customColumnIdSchema, fields: newColumnFields }),
    command('customColumn.update', { id: customColumnIdSchema, fields: customColumnFields }),
    command('customColumn.move', { id: customColumnIdSchema, afterId: customColumnIdSchema.nullable() }),
    command('customColumn.delete', { id: customColumnIdSchema }),
    command('customValue.set', {
      id: customColumnIdSchema,
      projectId: projectIdSchema.optional(),
      phaseId: phaseIdSchema.optional(),
      value: cellInputSchema,
    }),
  ])
  // The schemas and the engine's commands are one language: this does not compile when they drift apart.
  .meta({ id: 'Command' }) satisfies z.ZodType<Command>;

const MAX_COMMANDS = 20_000;

export const runCommandsBodySchema = z.strictObject({
  commands: z.array(commandSchema).min(1).max(MAX_COMMANDS),
  /** The revision that the sender saw. A field that was changed by others since is answered with 409 `conflict`. */
  baseRevision: z.int().min(0).optional(),
  /** What the sender calls it, as “Move Synthesis”: shown in the list of own steps. Absent: told by the kinds of the commands. */
  label: lineSchema(300).optional(),
});

/** Undo: the inverse patches of one revision, refused field by field where somebody changed a value since. */
export const revertBodySchema = z.strictObject({
  revision: z.int().min(1),
  /**
   * What becomes of fields that were changed since: nothing is undone (`refuse`), they stay and the rest is undone (`keep`), or they
   * go back too (`overwrite`). With `drop` nothing is undone in any case: the change only leaves the list of own steps.
   */
  onConflict: z.enum(['refuse', 'keep', 'overwrite', 'drop']).default('refuse'),
  /** The revision up to which the sender knows the conflicts: with one of a later revision nothing is undone. */
  seenRevision: z.int().min(0).optional(),
});
