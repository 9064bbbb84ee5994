/** Where each field of each entity is kept: one table per kind, one column per field, named by rule. */
import { nameKeyOf } from '../../../lib/text-key.ts';
import type { Entities, EntityName } from '../../../planning/model.ts';

export type ColumnType = 'uuid' | 'text' | 'date' | 'date[]' | 'smallint' | 'smallint[]' | 'integer' | 'numeric' | 'boolean' | 'jsonb';
export type Column = { readonly name: string; readonly type: ColumnType };
export type PlanTable<Name extends EntityName = EntityName> = {
  readonly table: string;
  readonly columns: { readonly [Field in Exclude<keyof Entities[Name], 'isMasked'>]: Column };
  /** Columns that no patch carries because they follow from a field. */
  readonly derived?: readonly { readonly from: string; readonly column: Column; readonly of: (value: unknown) => unknown }[];
};

type TypeOf<Name extends EntityName> = { readonly [Field in Exclude<keyof Entities[Name], 'isMasked'>]: ColumnType };

function tableOf<Name extends EntityName>(table: string, types: TypeOf<Name>, derived?: PlanTable['derived']): PlanTable<Name> {
  const columns = Object.fromEntries(
    Object.entries<ColumnType>(types).map(([field, type]): [string, Column] => [field, { name: snakeCase(field), type }]),
  );
  // The keys are those of `types`.
  return { table, columns: columns as PlanTable<Name>['columns'], ...(derived && { derived }) };
}

function snakeCase(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const nameKey: PlanTable['derived'] = [
  { from: 'name', column: { name: 'name_key', type: 'text' }, of: (name) => (typeof name === 'string' ? nameKeyOf(name) : name) },
];

/** Parents first: rows are inserted in this order and deleted in the opposite one. */
export const planTables: { readonly [Name in EntityName]: PlanTable<Name> } = {
  site: tableOf<'site'>('sites', {
    id: 'uuid',
    name: 'text',
    countryCode: 'text',
    regionCode: 'text',
    timeZone: 'text',
    weekendDays: 'smallint[]',
  }),
  holiday: tableOf<'holiday'>('holidays', { id: 'uuid', siteId: 'uuid', name: 'text', kind: 'text', startOn: 'date', endOn: 'date' }),
  companyEvent: tableOf<'companyEvent'>('company_events', {
    id: 'uuid',
    siteId: 'uuid',
    name: 'text',
    color: 'text',
    startOn: 'date',
    endOn: 'date',
  }),
  staff: tableOf<'staff'>('staff', {
    id: 'uuid',
    name: 'text',
    homeSiteId: 'uuid',
    jobTitle: 'text',
    maxCapacityPercent: 'smallint',
    weeklyPattern: 'smallint[]',
    isActive: 'boolean',
  }),
  equipment: tableOf<'equipment'>('equipment', {
    id: 'uuid',
    siteId: 'uuid',
    name: 'text',
    typeName: 'text',
    color: 'text',
    isActive: 'boolean',
    notes: 'text',
  }),
  project: tableOf<'project'>(
    'projects',
    {
      id: 'uuid',
      siteId: 'uuid',
      rank: 'text',
      name: 'text',
      startOn: 'date',
      endOn: 'date',
      hasFixedDates: 'boolean',
      autoSchedule: 'boolean',
      workingDays: 'boolean',
      isConfirmed: 'boolean',
      isArchived: 'boolean',
      color: 'text',
      customer: 'text',
      managerId: 'uuid',
      salesManagerId: 'uuid',
      volume: 'numeric',
      currency: 'text',
      notes: 'text',
    },
    nameKey,
  ),
  phase: tableOf<'phase'>(
    'phases',
    {
      id: 'uuid',
      projectId: 'uuid',
      parentId: 'uuid',
      rank: 'text',
      name: 'text',
      startOn: 'date',
      endOn: 'date',
      isMilestone: 'boolean',
      milestoneEdge: 'text',
      completionPercent: 'smallint',
      status: 'text',
      color: 'text',
      notes: 'text',
    },
    nameKey,
  ),
  dependency: tableOf<'dependency'>('dependencies', {
    id: 'uuid',
    predecessorId: 'uuid',
    successorId: 'uuid',
    type: 'text',
    lagDays: 'integer',
  }),
  assignment: tableOf<'assignment'>('assignments', {
    id: 'uuid',
    staffId: 'uuid',
    projectId: 'uuid',
    phaseId: 'uuid',
    allocationPercent: 'smallint',
    startOn: 'date',
    endOn: 'date',
  }),
  reservation: tableOf<'reservation'>('equipment_reservations', {
    id: 'uuid',
    equipmentId: 'uuid',
    kind: 'text',
    projectId: 'uuid',
    phaseId: 'uuid',
    startOn: 'date',
    endOn: 'date',
    note: 'text',
  }),
  timeOff: tableOf<'timeOff'>('time_off', {
    id: 'uuid',
    staffId: 'uuid',
    kind: 'text',
    startOn: 'date',
    endOn: 'date',
    dayPart: 'text',
    recurrence: 'jsonb',
    exceptionsOn: 'date[]',
    note: 'text',
  }),
  customColumn: tableOf<'customColumn'>('custom_columns', {
    id: 'uuid',
    rank: 'text',
    name: 'text',
    kind: 'text',
    appliesTo: 'text',
    options: 'jsonb',
  }),
  customValue: tableOf<'customValue'>('custom_values', {
    id: 'uuid',
    columnId: 'uuid',
    projectId: 'uuid',
    phaseId: 'uuid',
    value: 'jsonb',
  }),
};

/** Every kind, parents first. */
export const entityOrder = Object.keys(planTables) as readonly EntityName[]; // The keys are those of the type above.
