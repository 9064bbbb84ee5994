import { z } from 'zod';
import { daySchema } from './ids.ts';
import { patchSchema } from './plan.ts';

const spanSchema = z.object({ startOn: daySchema, endOn: daySchema });

export const moveSchema = z
  .object({
    entity: z.enum(['project', 'phase']),
    id: z.uuid(),
    from: spanSchema,
    to: spanSchema,
    reason: z.object({
      kind: z.enum(['asked', 'withParent', 'spansChildren', 'pushed']),
      parentId: z.uuid().optional(),
      dependencyId: z.uuid().optional(),
      predecessorId: z.uuid().optional(),
      type: z.enum(['FS', 'SS', 'FF', 'SF']).optional(),
      lagDays: z.int().optional(),
    }),
  })
  .meta({ id: 'Move' });

/** What a change is in its author's own list of steps; `drop`: an undo that found nothing left to take back. */
export const stepSchema = z
  .object({ kind: z.enum(['do', 'undo', 'redo', 'drop']), label: z.string().describe('The author’s words for it, as “Move Synthesis”') })
  .meta({ id: 'Step' });

/** One committed revision, as the answer to its author, in the list of changes, and on the socket. Patches are masked per reader. */
export const changeSchema = z
  .object({
    revision: z.int(),
    at: z.iso.datetime(),
    actorId: z.uuid().nullable(),
    actorName: z.string().nullable(),
    /** What was asked, for the history: the kinds, in order, without repeats. */
    kinds: z.array(z.string()),
    /** Set when the change undid another one. */
    revertsRevision: z.int().nullable(),
    /** The author's own key of the request, so that a browser knows its own change on the socket. */
    idempotencyKey: z.string().nullable(),
    /** For the author alone, and only where the change can be undone. */
    step: stepSchema.nullable(),
    patches: z.array(patchSchema),
  })
  .meta({ id: 'Change' });

export const changesSchema = z.object({
  /** Where the plan stands now; more pages follow when the last item is older. */
  revision: z.int(),
  items: z.array(changeSchema),
});

/** A change as it concerns one item: the patches of the item and of what belongs to it, and why days of these moved. */
const activitySchema = changeSchema
  .omit({ idempotencyKey: true, step: true })
  .extend({
    moves: z.array(moveSchema),
    /** Changes of user accounts are not undone. */
    isRevertible: z.boolean(),
    /** It was undone, and that was not taken back. */
    isUndone: z.boolean(),
  })
  .meta({ id: 'Activity' });

export const activityPageSchema = z.object({
  /** The latest first. */
  items: z.array(activitySchema),
  /** Ask again with it as `before`; null: there is nothing earlier that the reader may see. */
  nextBefore: z.int().nullable(),
});

/** The last own steps, oldest first: what is still to undo or to redo follows from them. */
export const stepsSchema = z.object({
  revision: z.int(),
  items: z.array(
    z.object({ revision: z.int(), at: z.iso.datetime(), revertsRevision: z.int().nullable(), step: stepSchema }).meta({ id: 'OwnStep' }),
  ),
});

export const commandResultSchema = z.object({ change: changeSchema, moves: z.array(moveSchema) });
