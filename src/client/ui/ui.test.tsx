import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { announce } from './announce.ts';
import { Button } from './button.tsx';
import { DateField } from './date-field.tsx';
import { formatRange } from './format-day.ts';
import { Select } from './select.tsx';
import { Table } from './table.tsx';
import { TextField } from './text-field.tsx';
import { ToastProvider, useToasts, type Toast } from './toast.tsx';
import { dayOf } from '../../lib/days.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('fields', () => {
  it('name themselves and tell what is wrong at the field', () => {
    render(<TextField label="Name" isRequired value="" error="Give it a name." onChange={() => undefined} />);
    const field = screen.getByLabelText('Name');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const described = (field.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent);
    expect(described.join(' ')).toContain('Give it a name.');
  });

  it('of a date show the day of the plan, whatever the time zone', () => {
    render(<DateField label="Start" value={dayOf(2026, 11, 2)} onChange={() => undefined} />);
    const parts = screen.getAllByRole('spinbutton').map((part) => Number(part.getAttribute('aria-valuenow')));
    expect(parts.toSorted((a, b) => a - b)).toEqual([2, 11, 2026]);
  });

  it('of a choice answer the key that was chosen', async () => {
    const onChange = vi.fn<(key: string) => void>();
    const choices = [
      { key: 'a', label: 'Basel' },
      { key: 'b', label: 'Lyon' },
    ] as const;
    render(<Select label="Site" choices={choices} value="a" onChange={onChange} />);
    fireEvent.click(screen.getByRole('button', { name: /Site/ }));
    fireEvent.click(await screen.findByRole('option', { name: 'Lyon' }));
    expect(onChange).toHaveBeenCalledWith('b');
  });
});

describe('buttons', () => {
  it('cannot be pressed or submit while they work', () => {
    const onPress = vi.fn<() => void>();
    const onSubmit = vi.fn<(event: { preventDefault: () => void }) => void>((event) => event.preventDefault());
    render(
      <form onSubmit={onSubmit}>
        <Button type="submit" isPending onPress={onPress}>
          Save
        </Button>
      </form>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(onPress).not.toHaveBeenCalled();
    expect(onSubmit).not.toHaveBeenCalled();
  });
});

function Shower({ toasts }: { readonly toasts: readonly Toast[] }) {
  const messages = useToasts();
  const [next, setNext] = useState(0);
  const press = (): void => {
    const toast = toasts[next];
    if (toast) messages.show(toast);
    setNext(next + 1);
  };
  return <Button onPress={press}>Show</Button>;
}

describe('messages', () => {
  it('leave after a while, errors stay, and one with the same key takes the place of the other', () => {
    vi.useFakeTimers();
    const toasts: Toast[] = [
      { key: 'step', text: 'Undone: A' },
      { key: 'step', text: 'Undone: B' },
      { tone: 'error', text: 'Not done' },
    ];
    render(
      <ToastProvider>
        <Shower toasts={toasts} />
      </ToastProvider>,
    );
    for (let index = 0; index < 3; index += 1) fireEvent.click(screen.getByRole('button', { name: 'Show' }));
    expect(screen.queryByText('Undone: A')).toBeNull();
    expect(screen.getByText('Undone: B')).toBeTruthy();
    act(() => void vi.advanceTimersByTime(8000));
    expect(screen.queryByText('Undone: B')).toBeNull();
    expect(screen.getByText('Not done')).toBeTruthy();
  });

  it('carry an action that closes them', () => {
    const run = vi.fn<() => void>();
    render(
      <ToastProvider>
        <Shower toasts={[{ text: 'Moved', action: { label: 'Undo', run } }]} />
      </ToastProvider>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Show' }));
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(run).toHaveBeenCalledOnce();
    expect(screen.queryByText('Moved')).toBeNull();
  });

  it('for a screen reader are said again even when they are the same', () => {
    announce('Moved to Monday');
    const first = document.querySelector('[data-announcer] p');
    announce('Moved to Monday');
    expect(document.querySelector('[data-announcer] p')).not.toBe(first);
    expect(document.querySelector('[data-announcer]')?.getAttribute('aria-live')).toBe('polite');
  });
});

it('a table names each row by its first column and says when it is empty', () => {
  const columns = [
    { key: 'name', title: 'Name', cell: (row: { name: string }) => row.name },
    { key: 'length', title: 'Length', cell: (row: { name: string }) => row.name.length },
  ];
  const { rerender } = render(<Table label="Things" columns={columns} rows={[{ name: 'NMR' }]} rowKey={(row) => row.name} />);
  expect(screen.getByRole('rowheader', { name: 'NMR' })).toBeTruthy();
  rerender(<Table label="Things" columns={columns} rows={[]} rowKey={(row) => row.name} empty="Nothing yet." />);
  expect(screen.getByText('Nothing yet.')).toBeTruthy();
});

it('a range of days is said as shortly as it can be', () => {
  expect(formatRange(dayOf(2026, 11, 2), dayOf(2026, 11, 30))).toMatch(/^November 2026$/);
  expect(formatRange(dayOf(2026, 11, 2), dayOf(2027, 1, 3))).toMatch(/Nov.*2026.*Jan.*2027/);
});
