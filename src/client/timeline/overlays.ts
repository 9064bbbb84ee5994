/** The few elements that lie over the canvas: the hovered and the dragged bar, words about them, and what others just changed (the focused bar is a cell of its own). */
import type { Rect } from './bar-geometry.ts';
import { createHandOverlays, type HandOverlays } from './hand-overlays.ts';
import type { Point } from './link-routing.ts';
import { addElement, hide, place, placeWords, textLine } from './overlay-elements.ts';
import { cssColor } from './palette.ts';
import type { TimelineBar, TooltipText } from './timeline-model.ts';
import styles from './overlays.module.css';

/** The bar in the hand. */
export type DragOverlay = {
  readonly bar: Pick<TimelineBar, 'kind' | 'color' | 'label'>;
  readonly rect: Rect;
  readonly isRefused: boolean;
};

/** What can be taken at the bar under the pointer. */
export type BarHandles = {
  readonly canResize: boolean;
  readonly canLink: boolean;
  /** Pixels from the bar's left; undefined: its progress cannot be pulled. */
  readonly progressX: number | undefined;
  /** The handle under the pointer. */
  readonly active: 'start' | 'end' | 'progress' | undefined;
  readonly isTouch: boolean;
};

export type Overlays = HandOverlays & {
  showHover(rect: Rect, handles: BarHandles): void;
  hideHover(): void;
  /** The two places at which an arrow can be taken. */
  showGrips(from: Point, to: Point): void;
  hideGrips(): void;
  showDrag(drag: DragOverlay): void;
  hideDrag(): void;
  showTooltip(text: TooltipText, x: number, rect: Rect, visible: Rect): void;
  hideTooltip(): void;
  /** A ring that fades, with the name of the person who changed the bar. */
  flash(rect: Rect, who: string): void;
};

const FLASH_MS = 2200;

export function createOverlays(layer: HTMLElement): Overlays {
  const hover = addElement(layer, styles.hover);
  const handles = [styles.gripStart, styles.gripEnd, styles.dotStart, styles.dotEnd].map((name) => addElement(hover, name));
  for (const handle of handles) handle.hidden = false;
  const progress = addElement(hover, styles.progressHandle);
  const grips = [addElement(layer, styles.linkGrip), addElement(layer, styles.linkGrip)];
  const drag = addElement(layer, styles.drag);
  const dragText = addElement(drag, styles.dragText);
  dragText.hidden = false;
  const tooltip = addElement(layer, styles.tooltip);

  return {
    ...createHandOverlays(layer),
    showHover(rect, { canResize, canLink, progressX, active, isTouch }) {
      place(hover, rect);
      hover.classList.toggle(styles.resizable ?? '', canResize && rect.width > 24);
      hover.classList.toggle(styles.linkable ?? '', canLink);
      hover.classList.toggle(styles.touch ?? '', isTouch);
      hover.dataset.active = active ?? '';
      progress.hidden = progressX === undefined;
      progress.style.left = `${progressX ?? 0}px`;
    },
    showGrips(...points) {
      for (const [index, { x, y }] of points.entries()) {
        const grip = grips[index];
        if (grip) place(grip, { x: x - 6, y: y - 6, width: 12, height: 12 });
      }
    },
    hideGrips: () => grips.forEach(hide),
    hideHover: () => hide(hover),
    showDrag({ bar, rect, isRefused }) {
      place(drag, rect);
      drag.style.setProperty('--bar-color', cssColor(bar.color));
      drag.classList.toggle(styles.milestone ?? '', bar.kind === 'milestone');
      drag.classList.toggle(styles.refused ?? '', isRefused);
      dragText.textContent = bar.kind === 'milestone' || rect.width < 60 ? '' : bar.label;
    },
    hideDrag: () => hide(drag),
    showTooltip(text, x, rect, visible) {
      tooltip.replaceChildren(textLine('strong', text.title), ...text.lines.map((line) => textLine('span', line)));
      tooltip.hidden = false;
      placeWords(tooltip, rect, x, visible, tooltip.offsetHeight + 10);
    },
    hideTooltip: () => hide(tooltip),
    flash(rect, who) {
      const ring = addElement(layer, styles.flash);
      place(ring, rect);
      if (who !== '') ring.appendChild(textLine('span', who));
      setTimeout(() => ring.remove(), FLASH_MS);
    },
  };
}
