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

/** Above the bar, or below it where there is no room, and never beyond what is seen. */
export function placeWords(element: HTMLElement, rect: Rect, x: number, visible: Rect): void {
  element.hidden = false;
  element.style.maxWidth = `${Math.min(MAX_WORDS_WIDTH, visible.width - 12)}px`;
  const [width, height] = [element.offsetWidth, element.offsetHeight];
  const left = Math.max(visible.x + 6, Math.min(x, visible.x + visible.width - width - 6));
  const above = rect.y - height - 8;
  element.style.transform = `translate(${Math.round(left)}px, ${above < visible.y + 2 ? rect.y + rect.height + 8 : above}px)`;
}

export function hide(element: HTMLElement): void {
  element.hidden = true;
}
