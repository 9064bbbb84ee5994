/** Keys of the Gantt that the timeline does not know by itself. */
import type { KeyLike } from '../../timeline/grid-keys.ts';
import type { ColumnId } from './gantt-columns.ts';
import type { MenuChoice } from './gantt-menu.tsx';

export type GridKey =
  | { readonly kind: 'edit'; readonly column: ColumnId }
  | { readonly kind: 'menu' }
  | { readonly kind: 'choice'; readonly choice: MenuChoice }
  | { readonly kind: 'releaseTab' }
  /** Of several chosen rows only the active one stays chosen. */
  | { readonly kind: 'chooseOne' }
  | { readonly kind: 'help' }
  | { readonly kind: 'search' };

export type KeyPlace = {
  readonly column: ColumnId | 'bar';
  /** Escape was pressed on a name, so that Tab leaves the grid instead of indenting. */
  readonly isTabReleased: boolean;
  readonly selectedCount: number;
};

export function gridKeyOf(event: KeyLike, { column, isTabReleased, selectedCount }: KeyPlace): GridKey | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  switch (event.key) {
    case 'Enter':
      return enterOf(column);
    case 'F1':
      return event.shiftKey ? { kind: 'choice', choice: 'why' } : undefined;
    case 'F2':
      return { kind: 'edit', column: 'name' };
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
    case '?':
      return { kind: 'help' };
    case '/':
      return { kind: 'search' };
    default:
      return undefined;
  }
}

function enterOf(column: ColumnId | 'bar'): GridKey {
  if (column === 'bar') return { kind: 'choice', choice: 'open' };
  return column === 'actions' ? { kind: 'menu' } : { kind: 'edit', column };
}
