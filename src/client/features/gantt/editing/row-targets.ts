/** The rows of the table by the elements that a pointer meets. */

/** The row whose name is under the pointer; its field and its arrow are none. */
export function rowOfName(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element) || target.closest('input, button')) return undefined;
  if (target.closest<HTMLElement>('[data-column]')?.dataset.column !== 'name') return undefined;
  return target.closest<HTMLElement>('[data-row]')?.dataset.row;
}

/** The row whose cells are under the pointer; what can be pressed by itself in them is none of it. */
export function rowOfCells(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element) || target.closest('input, button, [data-column="bar"]')) return undefined;
  return target.closest('[data-column]')?.closest<HTMLElement>('[data-row]')?.dataset.row;
}

export function rowUnder(root: HTMLElement, x: number, y: number): HTMLElement | undefined {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-row]');
  if (row && root.contains(row)) return row;
  // Beside the table, the rows' heights alone count.
  const found = Array.from(root.querySelectorAll<HTMLElement>('[data-row]')).find((element) => {
    const box = element.getBoundingClientRect();
    return y >= box.top && y < box.bottom;
  });
  return found;
}
