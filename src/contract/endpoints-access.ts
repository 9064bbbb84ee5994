/** Sign-in, sessions, users and reference data: what each endpoint takes, answers, and whom it lets in. */
import { z } from 'zod';
import {
  changePasswordBodySchema,
  createdUserSchema,
  createUserBodySchema,
  meSchema,
  roleSchema,
  sessionIdSchema,
  sessionSchema,
  signInBodySchema,
  updateUserBodySchema,
  userSchema,
} from './access.ts';
import { endpoint } from './endpoint.ts';
import { daySchema, lineSchema } from './ids.ts';
import { flagQuery, pageQuery, pageSchema } from './paging.ts';
import {
  companyEventIdSchema,
  companyEventSchema,
  equipmentIdSchema,
  equipmentSchema,
  holidayIdSchema,
  holidaySchema,
  siteIdSchema,
  siteSchema,
  staffIdSchema,
} from './plan.ts';
import {
  createEquipmentBodySchema,
  createEventBodySchema,
  createHolidayBodySchema,
  createSiteBodySchema,
  holidayCalendarSchema,
  importedHolidaysSchema,
  importHolidaysBodySchema,
  sampleDataSchema,
  settingsSchema,
  updateEquipmentBodySchema,
  updateSettingsBodySchema,
  updateSiteBodySchema,
} from './reference.ts';

const siteParams = z.strictObject({ id: siteIdSchema });
const userParams = z.strictObject({ id: staffIdSchema });
const equipmentParams = z.strictObject({ id: equipmentIdSchema });
const searchQuery = lineSchema(200).optional().describe('Part of the name, case and accents ignored');
const daysQuery = { from: daySchema.optional(), to: daySchema.optional() };

export const signIn = endpoint('signIn', {
  summary: 'Sign in with e-mail and password; sets the session cookie',
  access: 'public',
  body: signInBodySchema,
  response: meSchema,
  bodyLimitBytes: 4096,
});
export const signOut = endpoint('signOut', {
  summary: 'End this session; answers where to sign out at the provider too, if it began there',
  access: 'session',
  response: z.object({ providerSignOutPath: z.string().nullable() }),
});
export const getMe = endpoint('getMe', {
  summary: 'Who is signed in, with the rights that hold now',
  access: 'session',
  response: meSchema,
});
export const findMe = endpoint('findMe', {
  summary: 'Who is signed in, or null: the question of a page that has just been opened',
  access: 'public',
  response: z.object({ me: meSchema.nullable() }),
});
export const changePassword = endpoint('changePassword', {
  summary: 'Change the own password; ends every other session of the user',
  access: 'session',
  body: changePasswordBodySchema,
  response: meSchema,
  bodyLimitBytes: 4096,
});
export const listSessions = endpoint('listSessions', {
  summary: 'Sessions of the signed-in user',
  access: 'own.change',
  response: z.object({ items: z.array(sessionSchema) }),
});
export const revokeSession = endpoint('revokeSession', {
  summary: 'End one of the own sessions',
  access: 'own.change',
  params: z.strictObject({ id: sessionIdSchema }),
  status: 204,
});

export const listUsers = endpoint('listUsers', {
  summary: 'Users by name or e-mail',
  access: 'users.manage',
  query: z.strictObject({
    ...pageQuery,
    search: searchQuery,
    role: roleSchema.optional(),
    siteId: siteIdSchema.optional(),
    isActive: flagQuery.optional(),
    sort: z.enum(['name', '-name', 'email', '-email']).default('name'),
  }),
  response: pageSchema(userSchema),
});
export const createUser = endpoint('createUser', {
  summary: 'Create a user; without a password a one-time password is answered once',
  access: 'users.manage',
  body: createUserBodySchema,
  response: createdUserSchema,
  status: 201,
});
export const getUser = endpoint('getUser', { summary: 'One user', access: 'users.manage', params: userParams, response: userSchema });
export const updateUser = endpoint('updateUser', {
  summary: 'Change role, sites, state or staff data; switching a user off ends their sessions',
  access: 'users.manage',
  params: userParams,
  body: updateUserBodySchema,
  response: userSchema,
});
export const resetUserPassword = endpoint('resetUserPassword', {
  summary: 'Give a user a new one-time password and end their sessions',
  access: 'users.manage',
  params: userParams,
  response: z.object({ oneTimePassword: z.string() }),
});

export const listSites = endpoint('listSites', {
  summary: 'Sites of the own scope by name',
  access: 'plan.read',
  query: z.strictObject({ ...pageQuery, search: searchQuery }),
  response: pageSchema(siteSchema),
});
export const createSite = endpoint('createSite', {
  summary: 'Create a site',
  access: 'sites.manage',
  body: createSiteBodySchema,
  response: siteSchema,
  status: 201,
});
export const updateSite = endpoint('updateSite', {
  summary: 'Change a site',
  access: 'sites.manage',
  params: siteParams,
  body: updateSiteBodySchema,
  response: siteSchema,
});
export const deleteSite = endpoint('deleteSite', {
  summary: 'Delete a site that nothing uses',
  access: 'sites.manage',
  params: siteParams,
  status: 204,
});
export const listHolidays = endpoint('listHolidays', {
  summary: 'Holidays of a site by date',
  access: 'plan.read',
  params: siteParams,
  query: z.strictObject({ ...pageQuery, ...daysQuery, kind: z.enum(['bank', 'custom']).optional() }),
  response: pageSchema(holidaySchema),
});
export const createHoliday = endpoint('createHoliday', {
  summary: 'Add a custom holiday to a site',
  access: 'siteDays.manage',
  params: siteParams,
  body: createHolidayBodySchema,
  response: holidaySchema,
  status: 201,
});
export const deleteHoliday = endpoint('deleteHoliday', {
  summary: 'Delete a holiday; bank holidays by administrators only',
  access: 'siteDays.manage',
  params: z.strictObject({ id: holidayIdSchema }),
  status: 204,
});
export const importHolidays = endpoint('importHolidays', {
  summary: 'Bring the bank holidays of a site in line with the calendar of its country and region',
  access: 'sites.manage',
  params: siteParams,
  body: importHolidaysBodySchema,
  response: importedHolidaysSchema,
});
export const getHolidayCalendar = endpoint('getHolidayCalendar', {
  summary: 'Countries and regions whose bank holidays can be imported',
  access: 'sites.manage',
  response: holidayCalendarSchema,
});
export const listEvents = endpoint('listEvents', {
  summary: 'Company events of a site by date',
  access: 'plan.read',
  params: siteParams,
  query: z.strictObject({ ...pageQuery, ...daysQuery }),
  response: pageSchema(companyEventSchema),
});
export const createEvent = endpoint('createEvent', {
  summary: 'Add a company event to a site',
  access: 'siteDays.manage',
  params: siteParams,
  body: createEventBodySchema,
  response: companyEventSchema,
  status: 201,
});
export const deleteEvent = endpoint('deleteEvent', {
  summary: 'Delete a company event',
  access: 'siteDays.manage',
  params: z.strictObject({ id: companyEventIdSchema }),
  status: 204,
});

export const listEquipment = endpoint('listEquipment', {
  summary: 'Equipment of the own sites by name',
  access: 'plan.read',
  query: z.strictObject({ ...pageQuery, search: searchQuery, siteId: siteIdSchema.optional(), isActive: flagQuery.optional() }),
  response: pageSchema(equipmentSchema),
});
export const createEquipment = endpoint('createEquipment', {
  summary: 'Create a piece of equipment',
  access: 'equipment.manage',
  body: createEquipmentBodySchema,
  response: equipmentSchema,
  status: 201,
});
export const updateEquipment = endpoint('updateEquipment', {
  summary: 'Change a piece of equipment',
  access: 'equipment.manage',
  params: equipmentParams,
  body: updateEquipmentBodySchema,
  response: equipmentSchema,
});
export const deleteEquipment = endpoint('deleteEquipment', {
  summary: 'Delete a piece of equipment that has no reservations',
  access: 'equipment.manage',
  params: equipmentParams,
  status: 204,
});

export const getSettings = endpoint('getSettings', { summary: 'Settings of the instance', access: 'plan.read', response: settingsSchema });
export const updateSettings = endpoint('updateSettings', {
  summary: 'Change settings; refusing double bookings again needs a plan without overlaps',
  access: 'settings.manage',
  body: updateSettingsBodySchema,
  response: settingsSchema,
});
export const loadSampleData = endpoint('loadSampleData', {
  summary: 'Fill an empty instance with a sample lab',
  access: 'settings.manage',
  response: sampleDataSchema,
  status: 201,
});

export const accessEndpoints = [
  signIn,
  signOut,
  getMe,
  findMe,
  changePassword,
  listSessions,
  revokeSession,
  listUsers,
  createUser,
  getUser,
  updateUser,
  resetUserPassword,
  listSites,
  createSite,
  updateSite,
  deleteSite,
  listHolidays,
  createHoliday,
  deleteHoliday,
  importHolidays,
  getHolidayCalendar,
  listEvents,
  createEvent,
  deleteEvent,
  listEquipment,
  createEquipment,
  updateEquipment,
  deleteEquipment,
  getSettings,
  updateSettings,
  loadSampleData,
] as const;
