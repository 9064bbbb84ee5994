import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { IconButton } from './button.tsx';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const mouse = { pointerType: 'mouse' };
const enter = (button: HTMLElement): void => {
  fireEvent.pointerEnter(button, mouse);
  act(() => {
    vi.advanceTimersByTime(1000);
  });
};

it('a tooltip waits for the pointer to come, where the control came to the pointer', () => {
  render(<IconButton icon="x" label="Close details" />);
  fireEvent.pointerDown(document.body, mouse);
  const button = screen.getByRole('button', { name: 'Close details' });
  enter(button);
  expect(screen.queryByRole('tooltip')).toBeNull();

  fireEvent.pointerLeave(button, mouse);
  fireEvent.pointerMove(document.body, mouse);
  enter(button);
  expect(screen.getByRole('tooltip').textContent).toBe('Close details');
});
