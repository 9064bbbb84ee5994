let region: HTMLElement | undefined;

/** Reads a sentence out to screen reader users, such as where a moved bar came to stand. Nothing is shown. */
export function announce(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  region ??= createRegion();
  const line = document.createElement('p');
  line.textContent = text;
  region.setAttribute('aria-live', urgency);
  region.replaceChildren(line);
}

function createRegion(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'visually-hidden';
  element.dataset.announcer = '';
  element.setAttribute('role', 'log');
  element.setAttribute('aria-label', 'Announcements');
  document.body.append(element);
  return element;
}
