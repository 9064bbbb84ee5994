import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TimelineHandle } from '../../../timeline/timeline-handle.ts';
import type { TimelineBar } from '../../../timeline/timeline-model.ts';
import { StepBar } from './step-bar.tsx';

const bar: TimelineBar = {
  id: 'A',
  kind: 'task',
  startDay: 10,
  endDay: 14,
  color: '#336699',
  look: 'solid',
  progressPercent: 0,
  isCritical: false,
  label: 'Synthesis',
  describe: () => 'Synthesis',
  canMove: true,
  canResize: true,
  canProgress: true,
};

/** What the timeline is asked for, in order. */
function show(shown: TimelineBar) {
  const asked: string[] = [];
  const handle: Pick<TimelineHandle, 'nudge' | 'commitNudge' | 'revealRow'> = {
    nudge: (rowId, step) => asked.push(`${rowId} ${step.kind} ${step.kind === 'progress' ? String(step.isUp) : String(step.days)}`),
    commitNudge: () => asked.push('done'),
    revealRow: () => undefined,
  };
  // The bar asks for these three alone.
  const timelineRef = { current: handle as TimelineHandle };
  return { asked, ...render(<StepBar rowId="A" bar={shown} timelineRef={timelineRef} />) };
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const names = () => screen.queryAllByRole('button').map((button) => button.getAttribute('aria-label'));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('presses that follow each other are one series, done when no more come', () => {
  const { asked } = show(bar);
  press('Move one day later');
  vi.advanceTimersByTime(900);
  press('Move one day later');
  vi.advanceTimersByTime(900);
  expect(asked).toEqual(['A move 1', 'A move 1']);
  vi.advanceTimersByTime(400);
  expect(asked).toEqual(['A move 1', 'A move 1', 'done']);
  press('End one day earlier');
  press('More progress');
  vi.advanceTimersByTime(5000);
  expect(asked.slice(3)).toEqual(['A resizeEnd -1', 'A progress true', 'done']);
});

test('a press elsewhere, and leaving the bar, end the series at once', () => {
  const { asked, unmount } = show(bar);
  press('Start one day earlier');
  fireEvent.pointerDown(document.body);
  expect(asked).toEqual(['A resizeStart -1', 'done']);
  fireEvent.pointerDown(document.body);
  press('Less progress');
  unmount();
  vi.advanceTimersByTime(5000);
  expect(asked.slice(2)).toEqual(['A progress false', 'done']);
});

test('only what the bar can do is offered', () => {
  const { unmount } = show({ ...bar, canResize: false, canProgress: false });
  expect(names()).toEqual(['Move one day earlier', 'Move one day later']);
  unmount();
  const reported = show({ ...bar, canMove: false, canResize: false });
  expect(names()).toEqual(['Less progress', 'More progress']);
  reported.unmount();
  show({ ...bar, canMove: false, canResize: false, canProgress: false });
  expect(screen.queryByRole('toolbar')).toBeNull();
});
