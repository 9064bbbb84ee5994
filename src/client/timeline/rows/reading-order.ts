/**
 * Puts elements into the order in which they are read. The one that has the focus, or what in it has, is not touched: taken out
 * of the document for a moment it would lose it.
 */
export function putInOrder(host: HTMLElement, elements: readonly HTMLElement[]): void {
  const held = elements.findIndex((element) => element.parentNode === host && element.contains(document.activeElement));
  place(host, elements.slice(0, Math.max(0, held)), host.firstChild);
  place(host, elements.slice(Math.max(0, held)), held < 0 ? host.firstChild : (elements[held] ?? null));
}

function place(host: HTMLElement, elements: readonly HTMLElement[], first: ChildNode | null): void {
  let next = first;
  for (const element of elements) {
    if (element === next) next = element.nextSibling;
    else host.insertBefore(element, next);
  }
}
