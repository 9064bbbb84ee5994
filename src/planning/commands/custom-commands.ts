/** Columns of an organization's own, and what stands in their cells. */
import { rankBetween } from '../../lib/rank.ts';
import { customValueIdOf } from '../custom-value-id.ts';
import type { CellValue, CustomColumn, CustomValue } from '../model.ts';
import { customValuesIn, listCustomColumns, type Plan } from '../plan-index.ts';
import { archived } from '../tree/place-in-tree.ts';
import type { CommandOf } from './command.ts';
import { appliesTo, checkColumn, findMisfit, fitsColumn, MAX_CELL_TEXT, MAX_CUSTOM_COLUMNS } from './custom-checks.ts';
import { withoutUndefined } from './phase-commands.ts';
import { alreadyExists, notFound, quote, refused, type Refused } from './refused.ts';
import { type Transaction, write } from './transaction.ts';

export function createColumn(tx: Transaction, { id, fields }: CommandOf<'customColumn.create'>): Refused | undefined {
  const { plan } = tx;
  if (plan.customColumns.has(id)) return alreadyExists('column');
  if (plan.customColumns.size >= MAX_CUSTOM_COLUMNS)
    return refused('invalid_field', `There can be at most ${MAX_CUSTOM_COLUMNS} custom columns. Delete one that is not needed.`, {
      field: 'id',
    });
  const rank = rankBetween(listCustomColumns(plan).at(-1)?.rank, undefined);
  const column: CustomColumn = { appliesTo: 'all', options: [], ...withoutUndefined(fields), id, rank };
  const refusal = checkColumn(plan, column);
  if (!refusal) write(tx, 'customColumn', id, column);
  return refusal;
}

export function updateColumn(tx: Transaction, { id, fields }: CommandOf<'customColumn.update'>): Refused | undefined {
  const { plan } = tx;
  const before = plan.customColumns.get(id);
  if (!before) return notFound('column');
  const changed = { ...before, ...withoutUndefined(fields) };
  const column = changed.kind !== 'list' && before.kind === 'list' && !fields.options ? { ...changed, options: [] } : changed;
  const refusal = checkColumn(plan, column);
  if (refusal) return refusal;
  if (column.kind === before.kind) dropValuesOf(tx, column, before);
  const misfit = findMisfit(plan, column);
  if (misfit) return hasValues(plan, before, misfit, column.kind === before.kind ? 'appliesTo' : 'kind');
  write(tx, 'customColumn', id, column);
  return undefined;
}

/** What was chosen of a list goes with the option. */
function dropValuesOf(tx: Transaction, { options, id }: CustomColumn, before: CustomColumn): void {
  if (before.kind !== 'list' || before.options === options) return;
  const kept = new Set<CellValue>(options.map((option) => option.id));
  for (const value of customValuesIn(tx.plan, id)) if (!kept.has(value.value)) write(tx, 'customValue', value.id, undefined);
}

function hasValues(plan: Plan, { name }: CustomColumn, misfit: CustomValue, field: 'kind' | 'appliesTo'): Refused {
  const owner = misfit.phaseId === null ? misfit.projectId && plan.projects.get(misfit.projectId) : plan.phases.get(misfit.phaseId);
  const what = field === 'kind' ? 'be of another kind' : 'apply to less';
  return refused(
    'in_use',
    `${quote(name)} cannot ${what} while ${quote(owner ? owner.name : '')} has a value in it. Empty its cells first.`,
    {
      field: `fields.${field}`,
      ids: [misfit.projectId ?? misfit.phaseId ?? misfit.id],
    },
  );
}

export function moveColumn(tx: Transaction, { id, afterId }: CommandOf<'customColumn.move'>): Refused | undefined {
  const column = tx.plan.customColumns.get(id);
  if (!column) return notFound('column');
  const others = listCustomColumns(tx.plan).filter((other) => other.id !== id);
  const index = afterId === null ? -1 : others.findIndex((other) => other.id === afterId);
  if (afterId !== null && index === -1) return notFound('column', 'afterId');
  const [before, after] = [others[index], others[index + 1]];
  const stands = (before === undefined || before.rank < column.rank) && (after === undefined || column.rank < after.rank);
  if (!stands) write(tx, 'customColumn', id, { ...column, rank: rankBetween(before?.rank, after?.rank) });
  return undefined;
}

export function deleteColumn(tx: Transaction, { id }: CommandOf<'customColumn.delete'>): Refused | undefined {
  if (!tx.plan.customColumns.has(id)) return notFound('column');
  for (const value of customValuesIn(tx.plan, id)) write(tx, 'customValue', value.id, undefined);
  write(tx, 'customColumn', id, undefined);
  return undefined;
}

export function setCustomValue(tx: Transaction, command: CommandOf<'customValue.set'>): Refused | undefined {
  const { plan } = tx;
  const { projectId = null, phaseId = null } = command;
  const column = plan.customColumns.get(command.id);
  if (!column) return notFound('column');
  if ((projectId === null) === (phaseId === null))
    return refused('invalid_field', 'Choose either a project or a phase, not both.', { field: 'phaseId' });
  const node = phaseId === null ? undefined : plan.index.nodes.get(phaseId);
  if (phaseId !== null && !node) return notFound('phase', 'phaseId');
  const project = node?.project ?? (projectId === null ? undefined : plan.index.projectNodes.get(projectId));
  if (!project) return notFound('project', 'projectId');
  if (project.project.isArchived) return archived(project);
  if (!appliesTo(column, node ? 'phase' : 'project'))
    return refused('invalid_field', `${quote(column.name)} is a column of ${node ? 'projects' : 'phases'} alone.`, {
      field: node ? 'phaseId' : 'projectId',
    });
  const id = customValueIdOf(command.id, phaseId ?? projectId ?? command.id);
  const value = command.value === false ? null : command.value;
  if (value === null) {
    if (plan.customValues.has(id)) write(tx, 'customValue', id, undefined);
    return undefined;
  }
  if (!fitsColumn(column, value)) return misfit(column);
  write(tx, 'customValue', id, { id, columnId: column.id, projectId, phaseId, value });
  return undefined;
}

const WANTED: Readonly<Record<CustomColumn['kind'], string>> = {
  text: `a line of at most ${MAX_CELL_TEXT} characters`,
  number: 'a number',
  date: 'a day such as 2026-03-31',
  checkbox: 'true or nothing',
  list: 'one of its options',
};

function misfit({ name, kind }: CustomColumn): Refused {
  return refused('invalid_field', `${quote(name)} takes ${WANTED[kind]}.`, { field: 'value' });
}
