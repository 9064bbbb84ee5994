/** One text typed for many rows: what it changes, and which of them cannot take it. */
import { actionOf } from '../cell-edit.ts';
import { countText } from '../describe.ts';
import type { Action } from '../gantt-actions.ts';
import { fieldOf, lockOf, type TypedId } from '../gantt-columns.ts';
import { nameOf, type GanttItem } from '../gantt-items.ts';
import type { ValueContext } from '../gantt-values.ts';
import type { Project } from '../../../../planning/model.ts';

export type ManyEdits = {
  readonly action: Action | undefined;
  readonly changedCount: number;
  /** "Synthesis: A milestone has no length" */
  readonly refused: readonly string[];
};

export type Edit = { readonly item: GanttItem; readonly column: TypedId; readonly text: string };

/** All edits as one step of undo. */
export function editMany(
  context: ValueContext,
  edits: readonly Edit[],
  canEdit: (project: Project) => boolean,
  label = labelOf(edits),
): ManyEdits {
  const commands: Action['commands'][number][] = [];
  const changed = new Set<string>();
  const refused: string[] = [];
  for (const { item, column, text } of edits) {
    const lock = lockOf(context.plan, item, column, canEdit(item.project));
    const result = lock === undefined ? actionOf(context, item, column, text) : undefined;
    const reason = lock ?? (result?.ok === false ? result.refusal : undefined);
    if (reason !== undefined) refused.push(`${nameOf(item)}: ${reason}`);
    const action = result?.ok ? result.value : undefined;
    if (!action) continue;
    commands.push(...action.commands);
    changed.add(item.id);
  }
  return {
    action: commands.length === 0 ? undefined : { commands, label, announcement: summaryOf(changed.size, refused) },
    changedCount: changed.size,
    refused,
  };
}

function labelOf(edits: readonly Edit[]): string {
  const column = edits[0] && fieldOf(edits[0].column);
  return `Change ${column?.title.toLocaleLowerCase() ?? 'cells'} of ${countText(edits.length, 'row', 'rows')}`;
}

export function summaryOf(changedCount: number, refused: readonly string[]): string {
  const changed = `${countText(changedCount, 'row', 'rows')} changed`;
  return refused.length === 0 ? changed : `${changed}. Not: ${refused.slice(0, 3).join('; ')}${refused.length > 3 ? '; …' : ''}`;
}
