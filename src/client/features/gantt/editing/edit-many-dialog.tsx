import { useState } from 'react';
import type { CustomColumnKind, Project } from '../../../../planning/model.ts';
import { listCustomColumns } from '../../../../planning/plan.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { customFieldId } from '../custom-fields.ts';
import { countText } from '../describe.ts';
import { fieldOf, type TypedId } from '../gantt-columns.ts';
import { nameOf, type GanttItem } from '../gantt-items.ts';
import type { ValueContext } from '../gantt-values.ts';
import type { Act } from '../use-actions.ts';
import { editMany } from './edit-many.ts';
import styles from './editing.module.css';

type Field = { readonly column: TypedId; readonly placeholder: string };

const plainFields: readonly Field[] = [
  { column: 'start', placeholder: '+5d, next mon, 12 mar' },
  { column: 'end', placeholder: '+1w, w23' },
  { column: 'duration', placeholder: '3d, +1d, 2w' },
  { column: 'progress', placeholder: '50%, +10, done' },
  { column: 'status', placeholder: 'In progress' },
  { column: 'predecessors', placeholder: '1.2FS+3d' },
  { column: 'manager', placeholder: 'Name' },
  { column: 'customer', placeholder: 'Name' },
];
const placeholders: Readonly<Record<CustomColumnKind, string>> = {
  text: 'Text',
  number: 'Number',
  date: '+5d, next mon, 12 mar',
  checkbox: 'yes or no',
  list: 'Option',
};
const SHOWN_REASONS = 5;

export type EditManyDialogProps = {
  readonly items: readonly GanttItem[];
  readonly values: ValueContext;
  readonly canEdit: (project: Project) => boolean;
  readonly act: Act;
  readonly onClose: () => void;
};

/** The same change for many rows; an empty field leaves each of them as it is. */
export function EditManyDialog({ items, values, canEdit, act, onClose }: EditManyDialogProps) {
  const [texts, setTexts] = useState<Readonly<Partial<Record<TypedId, string>>>>({});
  const fields: readonly Field[] = [
    ...plainFields,
    ...listCustomColumns(values.plan).map((column) => ({ column: customFieldId(column), placeholder: placeholders[column.kind] })),
  ];
  const edits = items.flatMap((item) =>
    fields.flatMap(({ column }) => {
      const text = texts[column]?.trim() ?? '';
      return text === '' ? [] : [{ item, column, text }];
    }),
  );
  const { action, changedCount, refusals } = editMany(values, edits, canEdit, `Change ${countText(items.length, 'row', 'rows')}`);
  const save = (): void => {
    onClose();
    if (action) void act(action, { isUndoOffered: true });
  };
  return (
    <Dialog
      title={`Edit ${countText(items.length, 'row', 'rows')}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" isDisabled={!action} onPress={save}>
            {`Change ${countText(changedCount, 'row', 'rows')}`}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {fields.map(({ column, placeholder }) => (
          <TextField
            key={column}
            label={fieldOf(values.plan, column)?.title ?? column}
            placeholder={placeholder}
            autoComplete="off"
            value={texts[column] ?? ''}
            onChange={(text) => setTexts((before) => ({ ...before, [column]: text }))}
          />
        ))}
      </div>
      <output className={styles.summary}>
        {edits.length === 0 ? 'Empty fields leave every row as it is.' : `${countText(changedCount, 'row', 'rows')} will change.`}
      </output>
      {refusals.length === 0 ? null : (
        <ul className={styles.reasons} aria-label="What is left out">
          {refusals.slice(0, SHOWN_REASONS).map(({ edit, reason }) => (
            <li key={`${edit.item.id}${edit.column}`}>
              {nameOf(edit.item)}, {fieldOf(values.plan, edit.column)?.title}: {reason}
            </li>
          ))}
          {refusals.length > SHOWN_REASONS ? <li>and {refusals.length - SHOWN_REASONS} more</li> : null}
        </ul>
      )}
    </Dialog>
  );
}
