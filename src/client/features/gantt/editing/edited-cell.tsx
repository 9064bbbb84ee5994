import { customColumnOf } from '../custom-fields.ts';
import { CellEditor, type CellEditorProps } from './cell-editor.tsx';
import { OptionEditor } from './option-editor.tsx';

/** The field in a cell while it is edited: a list where the column has options. */
export function EditedCell(props: CellEditorProps) {
  const custom = customColumnOf(props.values.plan, props.column);
  return custom?.kind === 'list' ? <OptionEditor {...props} list={custom} /> : <CellEditor {...props} />;
}
