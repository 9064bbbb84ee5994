import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ids, itemOf, run, samplePlan, valuesOf } from '../../../../../tests/support/gantt-plan.ts';
import { createUuid } from '../../../../lib/uuid.ts';
import type { CustomColumnId, ListOption, ListOptionId } from '../../../../planning/model.ts';
import { customFieldId } from '../custom-fields.ts';
import type { Leaving } from './cell-editor.tsx';
import { EditedCell } from './edited-cell.tsx';

afterEach(cleanup);

const option = (label: string): ListOption => ({ id: createUuid() as ListOptionId, label, color: null });

function show() {
  const [plan, id, high] = [samplePlan(), createUuid() as CustomColumnId, option('High')];
  run(plan, [
    { kind: 'customColumn.create', id, fields: { name: 'Urgency', kind: 'list', appliesTo: 'all', options: [option('Higher'), high] } },
    { kind: 'customValue.set', id, phaseId: ids.report, value: high.id },
  ]);
  const onCommit = vi.fn<(text: string, leaving: Leaving) => undefined>();
  const place = { values: valuesOf(plan), item: itemOf(plan, ids.report), column: customFieldId({ id }) };
  render(<EditedCell {...place} {...{ onCommit }} initialText={undefined} chosenCount={1} onCancel={() => undefined} />);
  return { field: screen.getByRole('combobox'), onCommit };
}

it('takes the option whose name is typed, also where that is the present one', () => {
  const { field, onCommit } = show();
  fireEvent.change(field, { target: { value: 'Hig' } });
  fireEvent.change(field, { target: { value: 'High' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onCommit).toHaveBeenCalledWith('High', 'stay');
});

it('leaves Enter to the choice of characters', () => {
  const { field, onCommit } = show();
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  expect(onCommit).not.toHaveBeenCalled();
});
