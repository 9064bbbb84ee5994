/** Turns a draft into SQL: set-based, one statement per table and kind of change, whatever the number of patches. */
import { sql, type RawBuilder } from 'kysely';
import { toWire } from '../../../contract/days-wire.ts';
import type { EntityName } from '../../../planning/model.ts';
import type { Draft, Touched } from './draft.ts';
import { entityOrder, planTables, type Column, type PlanTable } from './plan-tables.ts';

/** A statement that can stand in a WITH clause and answers with as many rows as it changed, which must be `expected`. */
export type WriteStatement = { readonly statement: RawBuilder<unknown>; readonly expected: number };

/** Columns that belong to a row but to no field, such as whether a reservation is exclusive. */
export type ExtraColumns = {
  readonly entity: EntityName;
  readonly column: Column;
  /** The value for every row that is written, and the rows that must be written for its sake alone. */
  readonly valueOf: (id: string) => unknown;
  readonly alsoUpdate: readonly string[];
};

/** Statements that make the tables equal to the draft. Order among them does not matter: references are judged at commit. */
export function writeStatements(draft: Draft, extra: ExtraColumns): WriteStatement[] {
  const touched = Map.groupBy(draft.touched, (entry) => entry.entity);
  return entityOrder.flatMap((entity) => {
    const own = entity === extra.entity ? extra : undefined;
    return statementsOf(draft, entity, touched.get(entity) ?? [], own);
  });
}

function statementsOf(draft: Draft, entity: EntityName, touched: readonly Touched[], extra: ExtraColumns | undefined): WriteStatement[] {
  const table: PlanTable = planTables[entity];
  const created: string[] = [];
  const deleted: string[] = [];
  const updated = new Set(extra?.alsoUpdate);
  const fields = new Set<string>();
  for (const { id, patches } of touched) {
    const [before, after] = [draft.before(entity, id), draft.after(entity, id)];
    if (before && after) {
      updated.add(id);
      for (const patch of patches) fields.add(patch.field);
    } else if (after) created.push(id);
    else if (before) deleted.push(id);
  }
  const rowsOf = (ids: Iterable<string>) =>
    JSON.stringify(Array.from(ids, (id) => columnsOf(table, { id, row: draft.after(entity, id), extra })));
  const statements: WriteStatement[] = [];
  if (created.length > 0) statements.push({ statement: insert(table, extra, rowsOf(created)), expected: created.length });
  if (updated.size > 0) statements.push({ statement: update(table, fields, extra, rowsOf(updated)), expected: updated.size });
  if (deleted.length > 0)
    statements.push({
      statement: sql`delete from ${sql.table(table.table)} where id = any(${deleted}::uuid[]) returning 1`,
      expected: deleted.length,
    });
  return statements;
}

type RowSource = { readonly id: string; readonly row: object | undefined; readonly extra: ExtraColumns | undefined };

/** A row with column names, days as text. */
function columnsOf(table: PlanTable, { id, row, extra }: RowSource): object {
  const values: Record<string, unknown> = {};
  const wire = toWire(row);
  const entries = typeof wire === 'object' && wire !== null ? Object.entries(wire) : [];
  const columns: Readonly<Record<string, Column>> = table.columns;
  for (const [field, value] of entries) {
    const column = columns[field];
    if (column) values[column.name] = value;
    for (const derived of table.derived ?? []) if (derived.from === field) values[derived.column.name] = derived.of(value);
  }
  if (extra) values[extra.column.name] = extra.valueOf(id);
  return values;
}

function insert(table: PlanTable, extra: ExtraColumns | undefined, rows: string): RawBuilder<unknown> {
  const columns = [
    ...Object.values(table.columns),
    ...(table.derived ?? []).map((derived) => derived.column),
    ...(extra ? [extra.column] : []),
  ];
  const names = sql.join(columns.map((column) => sql.ref(column.name)));
  return sql`insert into ${sql.table(table.table)} (${names})
    select ${names} from json_to_recordset(${rows}::json) as r (${recordOf(columns)}) returning 1`;
}

/** Sets every column that any of the rows changes; the rows are whole, so the others of them are written as they are. */
function update(table: PlanTable, fields: ReadonlySet<string>, extra: ExtraColumns | undefined, rows: string): RawBuilder<unknown> {
  const known: Readonly<Record<string, Column>> = table.columns;
  const changed = Object.keys(known).flatMap((field) => (fields.has(field) && known[field] ? [known[field]] : []));
  const derived = (table.derived ?? []).filter(({ from }) => fields.has(from)).map(({ column }) => column);
  const columns = [...changed, ...derived, ...(extra ? [extra.column] : [])];
  const assignments = sql.join(columns.map((column) => sql`${sql.ref(column.name)} = ${sql.ref(`r.${column.name}`)}`));
  const idColumn: Column = { name: 'id', type: 'uuid' };
  return sql`update ${sql.table(table.table)} as t set ${assignments}
    from json_to_recordset(${rows}::json) as r (${recordOf([idColumn, ...columns])}) where t.id = r.id returning 1`;
}

function recordOf(columns: readonly Column[]): RawBuilder<unknown> {
  // Types are from the closed list of `ColumnType`, never from outside.
  return sql.join(columns.map((column) => sql`${sql.ref(column.name)} ${sql.raw(column.type)}`));
}
