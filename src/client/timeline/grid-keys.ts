/** What keys mean in the tree grid, before any view adds its own. */
import type { BarStep, ChooseHow } from './timeline-model.ts';

export type KeyLike = {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
};

export type CellPlace = {
  readonly isFirstColumn: boolean;
  readonly isBar: boolean;
  readonly isExpanded: boolean | undefined;
  readonly level: number;
};

export type GridAction =
  | { readonly kind: 'row'; readonly by: 1 | -1; readonly how: ChooseHow }
  | { readonly kind: 'page'; readonly by: 1 | -1; readonly how: ChooseHow }
  | { readonly kind: 'edge'; readonly to: 'first' | 'last'; readonly how: ChooseHow }
  /** The row of the tab stop is chosen too, or no longer. */
  | { readonly kind: 'choose' }
  | { readonly kind: 'chooseAll' }
  | { readonly kind: 'column'; readonly by: 1 | -1 }
  | { readonly kind: 'toggle'; readonly isExpanded: boolean }
  | { readonly kind: 'parent' }
  | { readonly kind: 'nudge'; readonly step: BarStep }
  | { readonly kind: 'today' }
  | { readonly kind: 'zoom'; readonly factor: number };

const ZOOM_STEP = 1.25;

export function gridActionOf(event: KeyLike, place: CellPlace): GridAction | undefined {
  if (event.altKey) return nudgeOf(event);
  if (event.metaKey || event.ctrlKey) return controlOf(event);
  const how = event.shiftKey ? 'range' : 'only';
  switch (event.key) {
    case 'ArrowUp':
      return { kind: 'row', by: -1, how };
    case 'ArrowDown':
      return { kind: 'row', by: 1, how };
    case 'PageUp':
      return { kind: 'page', by: -1, how };
    case 'PageDown':
      return { kind: 'page', by: 1, how };
    case 'ArrowRight':
      return place.isFirstColumn && place.isExpanded === false ? { kind: 'toggle', isExpanded: true } : { kind: 'column', by: 1 };
    case 'ArrowLeft':
      return leftOf(place);
    case 'Home':
      return { kind: 'today' };
    case '+':
    case '=':
      return { kind: 'zoom', factor: ZOOM_STEP };
    case '-':
    case '_':
      return { kind: 'zoom', factor: 1 / ZOOM_STEP };
    default:
      return undefined;
  }
}

function leftOf(place: CellPlace): GridAction | undefined {
  if (!place.isFirstColumn) return { kind: 'column', by: -1 };
  if (place.isExpanded === true) return { kind: 'toggle', isExpanded: false };
  return place.level > 1 ? { kind: 'parent' } : undefined;
}

function nudgeOf(event: KeyLike): GridAction | undefined {
  if (event.ctrlKey || event.metaKey) return undefined;
  const kind = event.shiftKey ? 'resizeEnd' : 'move';
  switch (event.key) {
    case 'ArrowLeft':
      return { kind: 'nudge', step: { kind, days: -1 } };
    case 'ArrowRight':
      return { kind: 'nudge', step: { kind, days: 1 } };
    case 'PageUp':
      return { kind: 'nudge', step: { kind, days: -7 } };
    case 'PageDown':
      return { kind: 'nudge', step: { kind, days: 7 } };
    // With Shift they move the row.
    case 'ArrowUp':
    case 'ArrowDown':
      return event.shiftKey ? undefined : { kind: 'nudge', step: { kind: 'progress', isUp: event.key === 'ArrowUp' } };
    default:
      return undefined;
  }
}

/** With Ctrl the tab stop moves on its own, and single rows are chosen. */
function controlOf(event: KeyLike): GridAction | undefined {
  const how = event.shiftKey ? 'range' : 'only';
  switch (event.key) {
    case 'Home':
      return { kind: 'edge', to: 'first', how };
    case 'End':
      return { kind: 'edge', to: 'last', how };
    case 'ArrowUp':
      return { kind: 'row', by: -1, how: 'keep' };
    case 'ArrowDown':
      return { kind: 'row', by: 1, how: 'keep' };
    case ' ':
      return { kind: 'choose' };
    case 'a':
    case 'A':
      return event.shiftKey ? undefined : { kind: 'chooseAll' };
    default:
      return undefined;
  }
}
