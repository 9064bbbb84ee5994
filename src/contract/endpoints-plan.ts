/**
 * The plan as a whole, its changes, and plain resources over the same commands. Every writing call takes an `Idempotency-Key`
 * header (kept 24 hours): repeated, it gets the answer of the first call.
 */
import { z } from 'zod';
import { activityPageSchema, changesSchema, commandResultSchema, stepsSchema } from './changes.ts';
import { revertBodySchema, runCommandsBodySchema } from './commands.ts';
import { endpoint } from './endpoint.ts';
import { daySchema } from './ids.ts';
import { flagQuery, pageQuery, pageSchema } from './paging.ts';
import {
  dependencyIdSchema,
  dependencySchema,
  dependencyTypeSchema,
  phaseIdSchema,
  phaseSchema,
  planSchema,
  projectIdSchema,
  siteIdSchema,
  staffIdSchema,
} from './plan.ts';
import {
  createDependencyBodySchema,
  createPhaseBodySchema,
  createProjectBodySchema,
  phaseResourceSchema,
  projectResourceSchema,
  updateDependencyBodySchema,
  updatePhaseBodySchema,
  updateProjectBodySchema,
} from './projects.ts';

const MAX_CHANGES = 500;
const MAX_STEPS = 1000;
const MAX_ACTIVITY = 100;

const projectParams = z.strictObject({ id: projectIdSchema });
const phaseParams = z.strictObject({ id: phaseIdSchema });
const dependencyParams = z.strictObject({ id: dependencyIdSchema });
const days = {
  from: daySchema.optional().describe('Leaves out what ends before this day'),
  to: daySchema.optional().describe('Leaves out what starts after this day'),
};
const search = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\u0000\ud800-\udfff]*$/u)
  .optional()
  .describe('Part of the name, case and accents ignored');

export const getPlan = endpoint('getPlan', {
  summary: 'The whole plan at a revision, as far as the reader may see it; answers 304 to the ETag it gave',
  access: 'plan.read',
  query: z.strictObject({
    site: siteIdSchema.optional().describe('Projects of this site alone'),
    ...days,
    archived: z.enum(['include', 'exclude', 'only']).default('include'),
  }),
  documented: planSchema,
});
export const runCommands = endpoint('runCommands', {
  summary: 'Run a batch of commands, all or nothing; answers the revision and every consequence',
  access: 'own.change',
  body: runCommandsBodySchema,
  documented: commandResultSchema,
  bodyLimitBytes: 16 * 1024 * 1024,
});
export const revertChange = endpoint('revertChange', {
  summary: 'Undo one revision; refused field by field where somebody changed a value since, unless told what to do then',
  access: 'own.change',
  body: revertBodySchema,
  documented: commandResultSchema,
});
export const listChanges = endpoint('listChanges', {
  summary: 'Every revision after one, in order; 410 when they are no longer kept or the reader’s scope changed since',
  access: 'plan.read',
  query: z.strictObject({
    since: z.coerce.number().int().min(0),
    limit: z.coerce.number().int().min(1).max(MAX_CHANGES).default(MAX_CHANGES),
  }),
  documented: changesSchema,
});

export const listActivity = endpoint('listActivity', {
  summary: 'What happened to a project or phase, its links, people and bookings, the latest first, as far back as the reader may look',
  access: 'plan.read',
  query: z.strictObject({
    itemId: z.uuid().toLowerCase(),
    contents: flagQuery.default(false).describe('Also what happened to the phases in it'),
    before: z.coerce.number().int().min(1).optional().describe('Only what was before this revision'),
    limit: z.coerce.number().int().min(1).max(MAX_ACTIVITY).default(30),
  }),
  documented: activityPageSchema,
});

export const listSteps = endpoint('listSteps', {
  summary: 'The reader’s own last changes that can be undone or were, oldest first, from whatever browser they came',
  access: 'plan.read',
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(MAX_STEPS).default(MAX_STEPS) }),
  documented: stepsSchema,
});

export const listProjects = endpoint('listProjects', {
  summary: 'Projects; those of other sites are masked',
  access: 'plan.read',
  query: z.strictObject({
    ...pageQuery,
    search,
    siteId: siteIdSchema.optional(),
    managerId: staffIdSchema.optional(),
    isArchived: flagQuery.optional(),
    isConfirmed: flagQuery.optional(),
    ...days,
    sort: z.enum(['rank', '-rank', 'name', '-name', 'startOn', '-startOn', 'endOn', '-endOn']).default('rank'),
  }),
  documented: pageSchema(projectResourceSchema),
});
export const createProject = endpoint('createProject', {
  summary: 'Create a project, last among the projects',
  access: 'plan.write',
  body: createProjectBodySchema,
  response: projectResourceSchema,
  status: 201,
});
export const getProject = endpoint('getProject', {
  summary: 'One project; masked when it belongs to another site',
  access: 'plan.read',
  params: projectParams,
  documented: projectResourceSchema,
});
export const updateProject = endpoint('updateProject', {
  summary: 'Change a project; another start moves everything in it',
  access: 'plan.write',
  params: projectParams,
  body: updateProjectBodySchema,
  response: projectResourceSchema,
});
export const deleteProject = endpoint('deleteProject', {
  summary: 'Delete a project with everything in it',
  access: 'plan.write',
  params: projectParams,
  status: 204,
});
export const listPhases = endpoint('listPhases', {
  summary: 'Phases of a project',
  access: 'plan.read',
  params: projectParams,
  query: z.strictObject({
    ...pageQuery,
    search,
    parentId: phaseIdSchema.optional(),
    status: phaseSchema.shape.status.optional(),
    isMilestone: flagQuery.optional(),
    ...days,
    sort: z.enum(['startOn', '-startOn', 'endOn', '-endOn', 'name', '-name', 'rank', '-rank']).default('startOn'),
  }),
  documented: pageSchema(phaseResourceSchema),
});
export const createPhase = endpoint('createPhase', {
  summary: 'Create a phase in a project',
  access: 'plan.write',
  params: projectParams,
  body: createPhaseBodySchema,
  response: phaseResourceSchema,
  status: 201,
});
export const getPhase = endpoint('getPhase', {
  summary: 'One phase',
  access: 'plan.read',
  params: phaseParams,
  documented: phaseResourceSchema,
});
export const updatePhase = endpoint('updatePhase', {
  summary: 'Change a phase: dates, place in the tree, progress and fields, in one batch',
  access: 'progress.assigned',
  params: phaseParams,
  body: updatePhaseBodySchema,
  response: phaseResourceSchema,
});
export const deletePhase = endpoint('deletePhase', {
  summary: 'Delete a phase with its subphases',
  access: 'plan.write',
  params: phaseParams,
  status: 204,
});
export const listDependencies = endpoint('listDependencies', {
  summary: 'Links between phases',
  access: 'plan.read',
  query: z.strictObject({
    ...pageQuery,
    projectId: projectIdSchema.optional().describe('Either end in this project'),
    phaseId: phaseIdSchema.optional().describe('Either end'),
    type: dependencyTypeSchema.optional(),
    sort: z.enum(['id', '-id', 'lagDays', '-lagDays']).default('id'),
  }),
  documented: pageSchema(dependencySchema),
});
export const createDependency = endpoint('createDependency', {
  summary: 'Link two phases',
  access: 'plan.write',
  body: createDependencyBodySchema,
  response: dependencySchema,
  status: 201,
});
export const updateDependency = endpoint('updateDependency', {
  summary: 'Change type or lag of a link',
  access: 'plan.write',
  params: dependencyParams,
  body: updateDependencyBodySchema,
  response: dependencySchema,
});
export const deleteDependency = endpoint('deleteDependency', {
  summary: 'Remove a link',
  access: 'plan.write',
  params: dependencyParams,
  status: 204,
});

export const planEndpoints = [
  getPlan,
  runCommands,
  revertChange,
  listChanges,
  listActivity,
  listSteps,
  listProjects,
  createProject,
  getProject,
  updateProject,
  deleteProject,
  listPhases,
  createPhase,
  getPhase,
  updatePhase,
  deletePhase,
  listDependencies,
  createDependency,
  updateDependency,
  deleteDependency,
] as const;
