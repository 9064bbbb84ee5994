import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ids, itemOf, samplePlan, valuesOf } from '../../../../../tests/support/gantt-plan.ts';
import { CellEditor, type Leaving } from './cell-editor.tsx';

afterEach(cleanup);

it('Enter takes the text of a cell and Escape gives it up, but not while they choose characters', () => {
  const plan = samplePlan();
  const onCommit = vi.fn<(text: string, leaving: Leaving) => undefined>();
  const onCancel = vi.fn<() => void>();
  render(
    <CellEditor
      {...{ onCommit, onCancel }}
      values={valuesOf(plan)}
      item={itemOf(plan, ids.report)}
      column="name"
      initialText="じ"
      chosenCount={1}
    />,
  );
  const field = screen.getByRole('textbox');
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  fireEvent.keyDown(field, { key: 'Escape', isComposing: true });
  expect(onCommit).not.toHaveBeenCalled();
  expect(onCancel).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onCommit).toHaveBeenCalledWith('じ', 'stay');
});
