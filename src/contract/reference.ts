/** Reference data of the sites: bodies and answers of sites, holidays, events, equipment and settings. */
import { z } from 'zod';
import { daySchema, lineSchema } from './ids.ts';
import {
  companyEventIdSchema,
  companyEventSchema,
  equipmentIdSchema,
  equipmentSchema,
  holidayIdSchema,
  holidaySchema,
  siteIdSchema,
  siteSchema,
} from './plan.ts';

const siteFields = siteSchema.omit({ id: true });
export const createSiteBodySchema = siteFields
  .partial({ countryCode: true, regionCode: true, weekendDays: true })
  .extend({ id: siteIdSchema.optional() })
  .strict();
export const updateSiteBodySchema = siteFields.partial().strict();

/** Without `endOn` the holiday lasts one day. */
export const createHolidayBodySchema = z.strictObject({
  id: holidayIdSchema.optional(),
  name: holidaySchema.shape.name,
  startOn: daySchema,
  endOn: daySchema.optional(),
});

export const MAX_HOLIDAY_YEARS = 15;
/** Bank holidays of the site's country and region; without years, this one and the two after it. */
export const importHolidaysBodySchema = z
  .strictObject({ fromYear: z.int().min(1970).max(2100).optional(), toYear: z.int().min(1970).max(2100).optional() })
  .refine(({ fromYear, toYear }) => fromYear === undefined || toYear === undefined || toYear >= fromYear, {
    path: ['toYear'],
    message: 'must not be before fromYear',
  })
  .refine(({ fromYear, toYear }) => fromYear === undefined || toYear === undefined || toYear - fromYear < MAX_HOLIDAY_YEARS, {
    path: ['toYear'],
    message: `must be within ${MAX_HOLIDAY_YEARS} years`,
  });
export const importedHolidaysSchema = z.object({
  addedCount: z.int(),
  removedCount: z.int(),
  keptCount: z.int(),
  fromYear: z.int(),
  toYear: z.int(),
});

/** Countries and regions that the holiday calendar knows. */
export const holidayCalendarSchema = z.object({
  items: z.array(z.object({ code: z.string(), name: z.string(), regions: z.array(z.object({ code: z.string(), name: z.string() })) })),
});

export const createEventBodySchema = z.strictObject({
  id: companyEventIdSchema.optional(),
  name: companyEventSchema.shape.name,
  color: companyEventSchema.shape.color,
  startOn: daySchema,
  endOn: daySchema.optional(),
});

const equipmentFields = equipmentSchema.omit({ id: true });
export const createEquipmentBodySchema = equipmentFields
  .partial({ typeName: true, color: true, isActive: true, notes: true })
  .extend({ id: equipmentIdSchema.optional() })
  .strict();
export const updateEquipmentBodySchema = equipmentFields.partial().strict();

export const settingsSchema = z
  .object({
    instanceTitle: lineSchema(100),
    /** `refuse`: overlapping reservations of one item are refused; `allow`: they are shown as conflicts. */
    doubleBooking: z.enum(['refuse', 'allow']),
    /** ISO weekday, 1 is Monday. */
    weekStart: z.int().min(1).max(7),
    showsWeekends: z.boolean(),
    defaultView: z.enum(['week', 'month', 'quarter', 'year']),
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency code like EUR'),
  })
  .meta({ id: 'Settings' });
export type Settings = z.output<typeof settingsSchema>;
export const updateSettingsBodySchema = settingsSchema.partial().strict();

export const sampleDataSchema = z.object({
  siteCount: z.int(),
  userCount: z.int(),
  equipmentCount: z.int(),
  projectCount: z.int(),
  phaseCount: z.int(),
});
