import type { CellStyle } from './cell-content.ts';

// A windowed grid of absolutely placed rows cannot be a table element: the roles say what the elements are.
export function makeElement(role: string, className: string | undefined): HTMLElement {
  const element = document.createElement('div');
  element.setAttribute('role', role);
  element.className = className ?? '';
  return element;
}

/** Undefined takes the attribute away. */
export function paintAttribute(element: HTMLElement, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

export function paintStyle({ style }: HTMLElement, before: CellStyle | undefined, next: CellStyle | undefined): void {
  if (before === next) return;
  for (const name in before) if (next?.[name] === undefined) style.removeProperty(name);
  for (const name in next) if (before?.[name] !== next[name]) style.setProperty(name, next[name] ?? '');
}
