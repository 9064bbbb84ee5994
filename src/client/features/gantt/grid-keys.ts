/** Keys of the Gantt that the timeline does not know by itself. */
import type { KeyLike } from '../../timeline/grid-keys.ts';
import { isTyped, type ColumnId } from './gantt-columns.ts';
import type { MenuChoice } from './gantt-menu.tsx';

export type GridKey =
  /** `text`: what was typed to begin with. */
  | { readonly kind: 'edit'; readonly column: ColumnId; readonly text?: string }
  | { readonly kind: 'menu' }
  | { readonly kind: 'choice'; readonly choice: MenuChoice }
  | { readonly kind: 'releaseTab' }
  /** Of several chosen rows only the active one stays chosen. */
  | { readonly kind: 'chooseOne' }
  | { readonly kind: 'goToDate' }
  | { readonly kind: 'fit'; readonly target: 'plan' | 'selection' }
  | { readonly kind: 'help' }
  | { readonly kind: 'search' };

export type KeyPlace = {
  readonly column: ColumnId | 'bar';
  /** Escape was pressed on a name, so that Tab leaves the grid instead of indenting. */
  readonly isTabReleased: boolean;
  readonly selectedCount: number;
  /** The column is one of boxes, which the space bar checks. */
  readonly isBox?: boolean;
};

export function gridKeyOf(event: KeyLike, { column, isTabReleased, selectedCount, isBox = false }: KeyPlace): GridKey | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return modifiedKeyOf(event);
  if (isBox && event.key === ' ' && column !== 'bar') return { kind: 'edit', column };
  const typed = typedText(event.key, column);
  if (typed) return typed;
  switch (event.key) {
    case 'Enter':
      return enterOf(column);
    case 'l':
    case 'L':
      return column === 'bar' ? { kind: 'choice', choice: 'linkTo' } : undefined;
    case 'F1':
      return event.shiftKey ? { kind: 'choice', choice: 'why' } : undefined;
    case 'F2':
      return column === 'bar' || column === 'actions' ? { kind: 'edit', column: 'name' } : { kind: 'edit', column };
    case 'Insert':
      return { kind: 'choice', choice: 'addBelow' };
    case 'Delete':
      return { kind: 'choice', choice: 'delete' };
    case 'F10':
      return event.shiftKey ? { kind: 'menu' } : undefined;
    case 'ContextMenu':
      return { kind: 'menu' };
    case 'Tab':
      return column === 'name' && !isTabReleased ? { kind: 'choice', choice: event.shiftKey ? 'outdent' : 'indent' } : undefined;
    case 'Escape':
      if (selectedCount > 1) return { kind: 'chooseOne' };
      return column === 'name' && !isTabReleased ? { kind: 'releaseTab' } : undefined;
    case 'f':
      return { kind: 'fit', target: 'selection' };
    case 'F':
      return { kind: 'fit', target: 'plan' };
    case '?':
      return { kind: 'help' };
    case '/':
      return { kind: 'search' };
    default:
      return undefined;
  }
}

/** Alt+Shift moves rows, Ctrl copies and links; the browser's own copy, cut and paste come as events of their own. */
function modifiedKeyOf(event: KeyLike): GridKey | undefined {
  const key = event.key.toLowerCase();
  if (event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey) {
    if (key === 'arrowup') return { kind: 'choice', choice: 'moveUp' };
    return key === 'arrowdown' ? { kind: 'choice', choice: 'moveDown' } : undefined;
  }
  if (event.altKey || event.shiftKey) return undefined;
  if (key === 'd') return { kind: 'choice', choice: 'duplicate' };
  if (key === 'g') return { kind: 'goToDate' };
  return key === 'f2' ? { kind: 'choice', choice: 'chain' } : undefined;
}

function enterOf(column: ColumnId | 'bar'): GridKey {
  if (column === 'bar') return { kind: 'choice', choice: 'open' };
  return column === 'actions' ? { kind: 'menu' } : { kind: 'edit', column };
}

/** As in a spreadsheet, typing in a cell replaces its text. On names and bars, signs and digits keep their meaning as keys. */
function typedText(key: string, column: ColumnId | 'bar'): GridKey | undefined {
  if (column === 'bar' || column === 'actions' || !isTyped(column) || key === '?' || key === '/') return undefined;
  const begins = column === 'name' ? /^\p{L}$/u : /^[\p{L}\d.+\-−]$/u;
  return begins.test(key) ? { kind: 'edit', column, text: key } : undefined;
}
