/** One text typed for many rows, or a text for each of many cells: what it changes, and what cannot be taken. */
import type { Command } from '../../../../planning/commands/command.ts';
import type { Project } from '../../../../planning/model.ts';
import { actionOf } from '../cell-edit.ts';
import { countText } from '../describe.ts';
import type { Action } from '../gantt-actions.ts';
import { fieldOf, lockOf, type TypedId } from '../gantt-columns.ts';
import { nameOf, type GanttItem } from '../gantt-items.ts';
import type { ValueContext } from '../gantt-values.ts';

export type Edit = { readonly item: GanttItem; readonly column: TypedId; readonly text: string };
export type EditRefusal = { readonly edit: Edit; readonly reason: string };

export type ManyEdits = {
  readonly action: Action | undefined;
  readonly changedCount: number;
  readonly refusals: readonly EditRefusal[];
};

/** All edits as one step of undo. */
export function editMany(
  context: ValueContext,
  edits: readonly Edit[],
  canEdit: (project: Project) => boolean,
  label = labelOf(context, edits),
): ManyEdits {
  const commands: Command[] = [];
  const changed = new Map<string, GanttItem>();
  const refusals: EditRefusal[] = [];
  for (const edit of edits) {
    // A second date of a row counts from what the first one made of it.
    const item = changed.get(edit.item.id) ?? edit.item;
    const lock = lockOf(context.plan, item, edit.column, canEdit(item.project));
    const result = lock === undefined ? actionOf(context, item, edit.column, edit.text) : undefined;
    const reason = lock ?? (result?.ok === false ? result.refusal : undefined);
    if (reason !== undefined) refusals.push({ edit, reason });
    const action = result?.ok ? result.value : undefined;
    if (!action) continue;
    commands.push(...action.commands);
    changed.set(item.id, action.commands.reduce(withDays, item));
  }
  const announcement = summaryOf(changed.size, refusals);
  return { action: commands.length === 0 ? undefined : { commands, label, announcement }, changedCount: changed.size, refusals };
}

function withDays(item: GanttItem, command: Command): GanttItem {
  if (command.kind !== 'phase.reschedule' && command.kind !== 'project.reschedule') return item;
  const { startOn, endOn } = command;
  return item.kind === 'phase'
    ? { ...item, phase: { ...item.phase, startOn, endOn } }
    : { ...item, project: { ...item.project, startOn, endOn } };
}

function labelOf({ plan }: ValueContext, edits: readonly Edit[]): string {
  const column = edits[0] && fieldOf(plan, edits[0].column);
  return `Change ${column?.custom ? column.title : (column?.title.toLocaleLowerCase() ?? 'cells')} of ${countText(edits.length, 'row', 'rows')}`;
}

function summaryOf(changedCount: number, refusals: readonly EditRefusal[]): string {
  const changed = `${countText(changedCount, 'row', 'rows')} changed`;
  const named = refusals.slice(0, 3).map(({ edit, reason }) => `${nameOf(edit.item)}: ${reason}`);
  return refusals.length === 0 ? changed : `${changed}. Not: ${named.join('; ')}${refusals.length > 3 ? '; …' : ''}`;
}
