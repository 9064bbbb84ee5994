/** A finger that rests: it takes what it would otherwise scroll over. */
const HOLD_MS = 420;
const STILL_PX = 9;

export class LongPress {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private startX = 0;
  private startY = 0;

  start({ clientX, clientY }: PointerEvent, onHeld: () => void): void {
    this.stop();
    this.startX = clientX;
    this.startY = clientY;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      globalThis.navigator.vibrate?.(12);
      onHeld();
    }, HOLD_MS);
  }

  /** A finger that goes on its way does not rest. */
  follow({ clientX, clientY }: PointerEvent): void {
    if (this.timer !== undefined && Math.hypot(clientX - this.startX, clientY - this.startY) > STILL_PX) this.stop();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
