import { useState } from 'react';
import type { Project } from '../../../../planning/model.ts';
import type { Plan } from '../../../../planning/plan.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { countText } from '../describe.ts';
import { fieldOf, type FieldId } from '../gantt-columns.ts';
import { findItem, nameOf, type GanttItem } from '../gantt-items.ts';
import type { GanttRows } from '../gantt-rows.ts';
import type { ValueContext } from '../gantt-values.ts';
import type { Act } from '../use-actions.ts';
import { planCells, planPhases, refusalWords, type PastePlan, type Table } from './paste-table.ts';
import type { Pasting } from './use-clipboard.ts';
import styles from './editing.module.css';

type Mode = 'phases' | 'cells';
const SHOWN_ROWS = 60;
const SHOWN_REASONS = 6;

export type PasteDialogProps = {
  readonly pasting: Pasting;
  readonly values: ValueContext;
  readonly rows: GanttRows;
  readonly columns: readonly FieldId[];
  readonly canEdit: (project: Project) => boolean;
  readonly act: Act;
  readonly onClose: () => void;
};

/** Shows what a block of cells would become before anything is changed, with each cell that cannot be taken. */
export function PasteDialog({ pasting, values, rows, columns, canEdit, act, onClose }: PasteDialogProps) {
  const { table, atId, column } = pasting;
  const [mode, setMode] = useState<Mode>(column === 'name' ? 'phases' : 'cells');
  const at = findItem(values.plan, atId);
  if (!at) return null;
  const cells = (): PastePlan => {
    const from = { items: itemsFrom(rows, atId, table.length), columns: columns.slice(Math.max(0, columns.indexOf(column))) };
    return planCells(values, table, from, canEdit);
  };
  const plan = mode === 'phases' ? planPhases(values, table, at) : cells();
  const reasons = refusalWords(values.plan, plan, table);
  const paste = (): void => {
    onClose();
    void act(plan.action ?? { reason: 'Nothing has changed' }, { isUndoOffered: true });
  };
  return (
    <Dialog
      title={`Paste ${countText(table.length, 'row', 'rows')}`}
      size="large"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" isDisabled={!plan.action} onPress={paste}>
            Paste
          </Button>
        </>
      }
    >
      <Segmented
        label="Paste as"
        value={mode}
        onChange={setMode}
        choices={[
          { key: 'phases', label: 'As new phases', short: 'As new phases' },
          { key: 'cells', label: 'Into the cells', short: 'Into the cells' },
        ]}
      />
      <output className={styles.summary}>
        {plan.summary}
        {mode === 'phases' ? ` after ${nameOf(at)}` : ` from ${nameOf(at)} on`}
        {plan.refused.size === 0 ? '.' : `; ${countText(plan.refused.size, 'cell is', 'cells are')} left out.`}
      </output>
      <PreviewTable table={table} plan={plan} of={values.plan} />
      {reasons.length === 0 ? null : (
        <ul className={styles.reasons} aria-label="What is left out">
          {reasons.slice(0, SHOWN_REASONS).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
          {reasons.length > SHOWN_REASONS ? <li>and {reasons.length - SHOWN_REASONS} more</li> : null}
        </ul>
      )}
    </Dialog>
  );
}

function PreviewTable({ table, plan, of }: { readonly table: Table; readonly plan: PastePlan; readonly of: Plan }) {
  const shown = table.slice(0, SHOWN_ROWS);
  return (
    // The block scrolls by itself, so it takes the focus of keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.preview} tabIndex={0} aria-label="What was copied">
      <table>
        <thead>
          <tr>
            {plan.columns.map((column, index) => (
              // Columns have no other name than their place.
              // oxlint-disable-next-line react/no-array-index-key
              <th key={index} scope="col">
                {column === undefined ? '–' : (fieldOf(of, column)?.title ?? column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((cells, row) =>
            plan.hasHead && row === 0 ? null : (
              // Lines have no other name than their place.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={row}>
                {plan.columns.map((_, column) => {
                  const reason = plan.refused.get(`${row}:${column}`);
                  return (
                    // oxlint-disable-next-line react/no-array-index-key
                    <td key={column} className={cx(reason !== undefined && styles.refused)} title={reason}>
                      {cells[column]}
                    </td>
                  );
                })}
              </tr>
            ),
          )}
        </tbody>
      </table>
      {table.length > SHOWN_ROWS ? <p className={styles.more}>and {table.length - SHOWN_ROWS} more rows</p> : null}
    </section>
  );
}

function itemsFrom(rows: GanttRows, atId: string, count: number): readonly GanttItem[] {
  const items: GanttItem[] = [];
  for (let index = Math.max(0, rows.indexOf(atId)); index < rows.count && items.length < count; index += 1) {
    const flat = rows.itemAt(index);
    if (flat) items.push(flat.item);
  }
  return items;
}
