import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { CommitNumberField, CommitTextField } from './commit-fields.tsx';

afterEach(cleanup);

const box = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Duration' });

async function type(text: string): Promise<void> {
  await act(async () => {
    box().focus();
    fireEvent.input(box(), { target: { value: text } });
    box().blur();
    await Promise.resolve();
  });
}

it('a number out of range is refused in words and never made another one', async () => {
  const onCommit = vi.fn<(days: number | null) => Promise<undefined>>(() => Promise.resolve(undefined));
  render(<CommitNumberField label="Duration" value={5} minValue={1} maxValue={10_000} onCommit={onCommit} />);
  await type('1000000');
  expect(onCommit).not.toHaveBeenCalled();
  expect(screen.getByText(/^Type a number from 1 to 10.000$/)).toBeTruthy();
  expect(box().value).toBe('5');
  await type('0');
  expect(onCommit).not.toHaveBeenCalled();
  await type('12');
  expect(onCommit.mock.calls).toEqual([[12]]);
});

it('a number between the steps is shown as it is', () => {
  render(
    <CommitNumberField label="Duration" value={53} minValue={0} maxValue={100} step={5} onCommit={() => Promise.resolve(undefined)} />,
  );
  expect(box().value).toBe('53');
});

it('Enter takes a text, but not while it chooses characters', () => {
  const onCommit = vi.fn<(text: string) => Promise<undefined>>(() => Promise.resolve(undefined));
  render(<CommitTextField label="Name" value="" onCommit={onCommit} />);
  const field = screen.getByRole('textbox', { name: 'Name' });
  fireEvent.change(field, { target: { value: 'じっけん' } });
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  expect(onCommit).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onCommit).toHaveBeenCalledWith('じっけん');
});
