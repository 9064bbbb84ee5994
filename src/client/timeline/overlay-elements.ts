/** Elements over the canvas: made once, placed by content pixels. */
import type { Rect } from './bar-geometry.ts';

const MAX_WORDS_WIDTH = 320;

export function addElement(parent: HTMLElement, className: string | undefined): HTMLElement {
  const element = document.createElement('div');
  element.className = className ?? '';
  element.hidden = true;
  parent.append(element);
  return element;
}

export function textLine(tag: 'strong' | 'span', text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

export function place(element: HTMLElement, rect: Rect): void {
  element.hidden = false;
  element.style.transform = `translate(${rect.x}px, ${rect.y}px)`;
  element.style.width = `${rect.width}px`;
  element.style.height = `${rect.height}px`;
}

/**
 * Above the bar, or below it where there is no room, and never beyond what is seen. Percentages are of the element itself, so
 * that its size need not be asked for, which would lay out the page in the middle of a gesture: `roomAbove` is what it needs.
 */
export function placeWords(element: HTMLElement, rect: Rect, x: number, visible: Rect, roomAbove: number): void {
  element.hidden = false;
  element.style.maxWidth = `${Math.min(MAX_WORDS_WIDTH, visible.width - 12)}px`;
  const left = `max(${visible.x + 6}px, min(${Math.round(x)}px, calc(${visible.x + visible.width - 6}px - 100%)))`;
  const hasRoom = rect.y - visible.y >= roomAbove;
  const top = hasRoom ? `calc(${rect.y - 8}px - 100%)` : `${rect.y + rect.height + 8}px`;
  element.style.transform = `translate(${left}, ${top})`;
}

/** Asked for in each frame of a scroll: what is hidden is not touched. */
export function hide(element: HTMLElement): void {
  if (!element.hidden) element.hidden = true;
}
