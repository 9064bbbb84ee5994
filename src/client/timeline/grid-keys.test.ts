import { describe, expect, it } from 'vitest';
import { gridActionOf, type CellPlace, type KeyLike } from './grid-keys.ts';

const name: CellPlace = { isFirstColumn: true, isBar: false, isExpanded: undefined, level: 2 };

function press(key: string, modifiers: Partial<KeyLike> = {}): KeyLike {
  return { key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...modifiers };
}

describe('keys of the tree grid', () => {
  it('arrows on a name open and close first, then move', () => {
    expect(gridActionOf(press('ArrowRight'), { ...name, isExpanded: false })).toEqual({ kind: 'toggle', isExpanded: true });
    expect(gridActionOf(press('ArrowRight'), { ...name, isExpanded: true })).toEqual({ kind: 'column', by: 1 });
    expect(gridActionOf(press('ArrowLeft'), { ...name, isExpanded: true })).toEqual({ kind: 'toggle', isExpanded: false });
    expect(gridActionOf(press('ArrowLeft'), name)).toEqual({ kind: 'parent' });
    expect(gridActionOf(press('ArrowLeft'), { ...name, level: 1 })).toBeUndefined();
  });

  it('Alt moves the bar by a day, with Shift its end', () => {
    expect(gridActionOf(press('ArrowRight', { altKey: true }), name)).toEqual({ kind: 'nudge', step: { kind: 'move', days: 1 } });
    expect(gridActionOf(press('ArrowLeft', { altKey: true, shiftKey: true }), name)).toEqual({
      kind: 'nudge',
      step: { kind: 'resizeEnd', days: -1 },
    });
    expect(gridActionOf(press('ArrowLeft', { altKey: true, ctrlKey: true }), name)).toBeUndefined();
  });

  it('Alt tells how far a bar is, up and down, and leaves moving rows to Shift', () => {
    expect(gridActionOf(press('ArrowUp', { altKey: true }), name)).toEqual({ kind: 'nudge', step: { kind: 'progress', isUp: true } });
    expect(gridActionOf(press('ArrowDown', { altKey: true }), name)).toEqual({ kind: 'nudge', step: { kind: 'progress', isUp: false } });
    expect(gridActionOf(press('ArrowUp', { altKey: true, shiftKey: true }), name)).toBeUndefined();
  });

  it('Home goes to today, Ctrl+Home to the first row, plus and minus zoom', () => {
    expect(gridActionOf(press('Home'), name)).toEqual({ kind: 'today' });
    expect(gridActionOf(press('Home', { ctrlKey: true }), name)).toEqual({ kind: 'edge', to: 'first', how: 'only' });
    expect(gridActionOf(press('+'), name)).toMatchObject({ kind: 'zoom', factor: 1.25 });
    expect(gridActionOf(press('x'), name)).toBeUndefined();
  });

  it('Shift extends what is chosen, Ctrl moves without choosing, Ctrl+Space and Ctrl+A choose', () => {
    expect(gridActionOf(press('ArrowDown'), name)).toEqual({ kind: 'row', by: 1, how: 'only' });
    expect(gridActionOf(press('ArrowDown', { shiftKey: true }), name)).toEqual({ kind: 'row', by: 1, how: 'range' });
    expect(gridActionOf(press('ArrowUp', { ctrlKey: true }), name)).toEqual({ kind: 'row', by: -1, how: 'keep' });
    expect(gridActionOf(press('End', { ctrlKey: true, shiftKey: true }), name)).toEqual({ kind: 'edge', to: 'last', how: 'range' });
    expect(gridActionOf(press(' ', { ctrlKey: true }), name)).toEqual({ kind: 'choose' });
    expect(gridActionOf(press('a', { metaKey: true }), name)).toEqual({ kind: 'chooseAll' });
  });
});
