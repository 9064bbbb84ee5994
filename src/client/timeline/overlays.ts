/** The few elements that lie over the canvas: the hovered and the dragged bar, words about them, and what others just changed (the focused bar is a cell of its own). */
import type { Rect } from './bar-geometry.ts';
import { cssColor } from './palette.ts';
import type { TimelineBar, TooltipText } from './timeline-model.ts';
import styles from './overlays.module.css';

export type DragOverlay = {
  readonly bar: TimelineBar;
  readonly rect: Rect;
  readonly label: string;
  readonly detail: string | undefined;
  readonly isRefused: boolean;
  /** Content x between which words stay readable. */
  readonly visible: Rect;
};

export type Overlays = {
  showHover(rect: Rect, canResize: boolean): void;
  hideHover(): void;
  showDrag(drag: DragOverlay): void;
  hideDrag(): void;
  showTooltip(text: TooltipText, x: number, rect: Rect, visible: Rect): void;
  hideTooltip(): void;
  /** A ring that fades, with the name of the person who changed the bar. */
  flash(rect: Rect, who: string): void;
};

const FLASH_MS = 2200;
const MAX_WORDS_WIDTH = 320;

export function createOverlays(layer: HTMLElement): Overlays {
  const hover = addElement(layer, styles.hover);
  addElement(hover, styles.gripStart).hidden = false;
  addElement(hover, styles.gripEnd).hidden = false;
  const drag = addElement(layer, styles.drag);
  const dragText = addElement(drag, styles.dragText);
  dragText.hidden = false;
  const chip = addElement(layer, styles.chip);
  const chipLabel = chip.appendChild(document.createElement('strong'));
  const chipDetail = chip.appendChild(document.createElement('span'));
  const tooltip = addElement(layer, styles.tooltip);

  return {
    showHover(rect, canResize) {
      place(hover, rect);
      hover.classList.toggle(styles.resizable ?? '', canResize);
    },
    hideHover: () => hide(hover),
    showDrag({ bar, rect, label, detail, isRefused, visible }) {
      place(drag, rect);
      drag.style.setProperty('--bar-color', cssColor(bar.color));
      drag.classList.toggle(styles.milestone ?? '', bar.kind === 'milestone');
      drag.classList.toggle(styles.refused ?? '', isRefused);
      dragText.textContent = bar.kind === 'milestone' || rect.width < 60 ? '' : bar.label;
      chip.classList.toggle(styles.refused ?? '', isRefused);
      chipLabel.textContent = label;
      chipDetail.textContent = detail ?? '';
      chipDetail.hidden = detail === undefined;
      placeWords(chip, rect, rect.x, visible);
    },
    hideDrag() {
      hide(drag);
      hide(chip);
    },
    showTooltip(text, x, rect, visible) {
      tooltip.replaceChildren(textLine('strong', text.title), ...text.lines.map((line) => textLine('span', line)));
      placeWords(tooltip, rect, x, visible);
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

function addElement(parent: HTMLElement, className: string | undefined): HTMLElement {
  const element = document.createElement('div');
  element.className = className ?? '';
  element.hidden = true;
  parent.append(element);
  return element;
}

function textLine(tag: 'strong' | 'span', text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function place(element: HTMLElement, rect: Rect): void {
  element.hidden = false;
  element.style.transform = `translate(${rect.x}px, ${rect.y}px)`;
  element.style.width = `${rect.width}px`;
  element.style.height = `${rect.height}px`;
}

/** Above the bar, or below it where there is no room, and never beyond what is seen. */
function placeWords(element: HTMLElement, rect: Rect, x: number, visible: Rect): void {
  element.hidden = false;
  element.style.maxWidth = `${Math.min(MAX_WORDS_WIDTH, visible.width - 12)}px`;
  const [width, height] = [element.offsetWidth, element.offsetHeight];
  const left = Math.max(visible.x + 6, Math.min(x, visible.x + visible.width - width - 6));
  const above = rect.y - height - 8;
  element.style.transform = `translate(${Math.round(left)}px, ${above < visible.y + 2 ? rect.y + rect.height + 8 : above}px)`;
}

function hide(element: HTMLElement): void {
  element.hidden = true;
}
