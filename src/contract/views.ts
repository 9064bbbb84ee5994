/** Saved views: how somebody looks at a screen, by name, for themselves, for a site or for everybody. */
import { z } from 'zod';
import type { Brand } from '../lib/brand.ts';
import { idSchema, lineSchema } from './ids.ts';
import { siteIdSchema, staffIdSchema } from './plan.ts';

export type SavedViewId = Brand<string, 'SavedViewId'>;
export const savedViewIdSchema = idSchema<SavedViewId>();

/** Screens that keep views. */
export const viewScreens = ['gantt'] as const;
const viewVisibilities = ['private', 'site', 'shared'] as const;
export type ViewVisibility = (typeof viewVisibilities)[number];

const MAX_STATE_PARTS = 40;
const stateValue = z.union([lineSchema(2000), z.boolean(), z.number().min(-1e9).max(1e9)]);
/** The parameters of the address that the view stands for, as the application writes them. */
const stateSchema = z
  .record(z.string().regex(/^[a-z]{1,20}$/, 'must be a short lower-case word'), stateValue)
  .refine((state) => Object.keys(state).length <= MAX_STATE_PARTS, `must have at most ${MAX_STATE_PARTS} parts`);

export const savedViewSchema = z
  .object({
    id: savedViewIdSchema,
    screen: z.enum(viewScreens),
    name: lineSchema(100),
    visibility: z.enum(viewVisibilities),
    /** The site for which it is, with the visibility `site`; else null. */
    siteId: siteIdSchema.nullable(),
    state: stateSchema,
    ownerId: staffIdSchema,
    ownerName: z.string(),
    /** The reader may change and delete it. */
    canEdit: z.boolean(),
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.output<typeof savedViewSchema>;

const viewFields = {
  name: lineSchema(100),
  visibility: z.enum(viewVisibilities).default('private'),
  siteId: siteIdSchema.nullable().default(null),
  state: stateSchema,
};
export const createViewBodySchema = z.strictObject({
  id: savedViewIdSchema.optional(),
  screen: z.enum(viewScreens).default('gantt'),
  ...viewFields,
});
export const replaceViewBodySchema = z.strictObject(viewFields);
