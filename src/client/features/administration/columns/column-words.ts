import type { ColumnScope, CustomColumn, CustomColumnKind, CustomValue } from '../../../../planning/model.ts';
import { customValuesIn, type Plan } from '../../../../planning/plan.ts';

export const kindWords: Readonly<Record<CustomColumnKind, string>> = {
  text: 'Text',
  number: 'Number',
  date: 'Date',
  checkbox: 'Checkbox',
  list: 'List',
};

export const scopeWords: Readonly<Record<ColumnScope, string>> = {
  all: 'Projects and phases',
  projects: 'Projects',
  phases: 'Phases',
};

export function countOf(count: number, one: string, many: string): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}

const NAMED = 3;

/** "Assay, Report and 4 more": whose cells these are. */
export function ownersOf(plan: Plan, values: readonly CustomValue[]): string {
  const names = values.slice(0, NAMED).flatMap(({ phaseId, projectId }) => {
    const owner = phaseId === null ? projectId && plan.projects.get(projectId) : plan.phases.get(phaseId);
    return owner ? [owner.name] : [];
  });
  const more = values.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

/** What goes with an option that is taken out of a list; undefined where nothing does. */
export function lossesOf(plan: Plan, column: CustomColumn | undefined, keptIds: readonly string[]): readonly string[] {
  if (column?.kind !== 'list') return [];
  const values = customValuesIn(plan, column.id);
  return column.options.flatMap(({ id, label }) => {
    const lost = keptIds.includes(id) ? [] : values.filter(({ value }) => value === id);
    return lost.length === 0 ? [] : [`“${label}” is taken out of ${countOf(lost.length, 'cell', 'cells')}: ${ownersOf(plan, lost)}.`];
  });
}
