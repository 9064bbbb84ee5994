import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { SortableList } from './sortable-list.tsx';

function Fruits() {
  const [fruits, setFruits] = useState(['Apple', 'Pear', 'Plum']);
  return (
    <SortableList
      label="Fruits"
      items={fruits}
      keyOf={(fruit) => fruit}
      nameOf={(fruit) => fruit}
      onMove={(fruit, index) => setFruits((before) => before.filter((other) => other !== fruit).toSpliced(index, 0, fruit))}
    >
      {(fruit) => <span data-testid="fruit">{fruit}</span>}
    </SortableList>
  );
}

const shown = () => screen.getAllByTestId('fruit').map(({ textContent }) => textContent);

const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });

test('a thing is moved by the arrow keys on its handle, which keeps the focus, as far as the list goes', () => {
  render(<Fruits />);
  screen.getByRole('button', { name: 'Move Plum, 3 of 3' }).focus();
  press('ArrowUp');
  expect(shown()).toEqual(['Apple', 'Plum', 'Pear']);
  press('ArrowUp');
  press('ArrowUp');
  expect(shown()).toEqual(['Plum', 'Apple', 'Pear']);
  press('ArrowDown');
  press('ArrowDown');
  expect(shown()).toEqual(['Apple', 'Pear', 'Plum']);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Move Plum, 3 of 3' }));
});
