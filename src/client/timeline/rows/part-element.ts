import type { CellPart } from './cell-content.ts';
import { paintAttribute, paintStyle } from './paint-element.ts';

/** The element of a piece of a cell, and what was painted in it. */
type PaintedPart = { readonly element: HTMLElement; part: CellPart };

export type PaintedParts = readonly PaintedPart[];

export const NO_PARTS: PaintedParts = [];
const EMPTY: CellPart = { className: '' };

/** Puts pieces before `next` in their cell, in the elements of those that were there as far as they go. */
export function paintParts(
  cell: HTMLElement,
  next: Node | null,
  painted: PaintedParts,
  parts: readonly CellPart[] | undefined,
): PaintedParts {
  const count = parts?.length ?? 0;
  if (count === 0 && painted.length === 0) return painted;
  for (let index = count; index < painted.length; index += 1) painted[index]?.element.remove();
  if (parts === undefined || count === 0) return NO_PARTS;
  return parts.map((part, index) => {
    const before = painted[index];
    if (before && isButton(before.part) === isButton(part)) return paintPart(before, part);
    const made = paintPart({ element: isButton(part) ? makeButton() : document.createElement('span'), part: EMPTY }, part);
    if (before) before.element.replaceWith(made.element);
    else cell.insertBefore(made.element, next);
    return made;
  });
}

const isButton = ({ label }: CellPart): boolean => label !== undefined;

function paintPart(painted: PaintedPart, part: CellPart): PaintedPart {
  const { element, part: before } = painted;
  painted.part = part;
  if (before.className !== part.className) element.className = part.className ?? '';
  if ((before.text ?? '') !== (part.text ?? '')) element.textContent = part.text ?? '';
  if (before.isCut !== part.isCut) element.toggleAttribute('data-cut', part.isCut === true);
  paintStyle(element, before.style, part.style);
  if (before.label !== part.label) paintAttribute(element, 'aria-label', part.label);
  if (before.hasMenu !== part.hasMenu) paintAttribute(element, 'aria-haspopup', part.hasMenu === true ? 'menu' : undefined);
  if (before.isChecked === part.isChecked) return painted;
  paintAttribute(element, 'role', part.isChecked === undefined ? undefined : 'checkbox');
  paintAttribute(element, 'aria-checked', part.isChecked === undefined ? undefined : String(part.isChecked));
  return painted;
}

/** The keys of its cell lead to it: it is no stop of the Tab key. */
function makeButton(): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.tabIndex = -1;
  return button;
}
