/** Whether the space bar is held over the timeline: then a pull takes the content along. */
import { isTextEntry } from '../timeline-cells.ts';

export class SpaceKey {
  isDown = false;
  private readonly scroller: HTMLElement;
  private readonly isBusy: () => boolean;

  constructor(scroller: HTMLElement, signal: AbortSignal, isBusy: () => boolean) {
    this.scroller = scroller;
    this.isBusy = isBusy;
    scroller.addEventListener('keydown', (event) => this.press(event), { signal });
    globalThis.addEventListener(
      'keyup',
      (event) => {
        if (event.key === ' ') this.release();
      },
      { signal },
    );
    // Whoever leaves the window with the key down lets it go elsewhere.
    globalThis.addEventListener('blur', () => this.release(), { signal });
  }

  private press(event: KeyboardEvent): void {
    const { target } = event;
    if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.defaultPrevented || isTextEntry(target)) return;
    // Space presses buttons.
    if (target instanceof Element && target.closest('button, a, [role="button"], [role="checkbox"]')) return;
    // And checks the box of a cell.
    if (target instanceof Element && target.querySelector(':scope > [role="checkbox"]')) return;
    event.preventDefault();
    this.isDown = true;
    if (!this.isBusy()) this.scroller.dataset.gesture = 'space';
  }

  private release(): void {
    if (!this.isDown) return;
    this.isDown = false;
    if (!this.isBusy()) delete this.scroller.dataset.gesture;
  }
}
