import { LongPress } from '../../../timeline/hands/long-press.ts';
import { createMarks, indentStepOf, type DropView } from './drop-marks.ts';
import { rowOfCells, rowOfName, rowUnder } from './row-targets.ts';

export type RowDragHandlers = {
  /** The words that go along with the pointer; undefined where the row cannot be taken. */
  begin(rowId: string): string | undefined;
  over(rowId: string, share: number): DropView | undefined;
  drop(): void;
  /** Also after a drop. */
  end(): void;
  /** A finger rested on a row: it can be pulled from here on. */
  rest(rowId: string): void;
  /** Presses add rows to those that are chosen, or take them off. */
  isSelecting(): boolean;
  tap(rowId: string): void;
};

type Press = {
  readonly rowId: string;
  readonly x: number;
  readonly y: number;
  readonly pointerId: number;
  readonly isTouch: boolean;
  /** A finger has to rest before it pulls; before that it scrolls. */
  isReady: boolean;
};

const THRESHOLD_PX = 5;
const EDGE_PX = 36;
const SCROLL_PX = 9;

/** A row that is pressed, and dragged once the pointer has gone far enough: scrolls at the edges of the table. */
export class RowHand {
  private readonly root: HTMLElement;
  private readonly handlers: () => RowDragHandlers;
  private readonly longPress = new LongPress();
  private press: Press | undefined;
  /** The finger that is being lifted rested on a row: no click is made of that. */
  private hasRested = false;
  private drag: ReturnType<typeof createMarks> | undefined;
  private at = { x: 0, y: 0 };
  private frame = 0;

  constructor(root: HTMLElement, handlers: () => RowDragHandlers) {
    this.root = root;
    this.handlers = handlers;
  }

  take(event: PointerEvent): void {
    if (event.button !== 0 || hasModifier(event)) return;
    const isTouch = event.pointerType === 'touch';
    const rowId = isTouch ? rowOfCells(event.target) : rowOfName(event.target);
    if (rowId === undefined || (this.press && this.press.pointerId !== event.pointerId)) {
      this.stop();
      return;
    }
    const taken: Press = { rowId, x: event.clientX, y: event.clientY, pointerId: event.pointerId, isTouch, isReady: !isTouch };
    this.press = taken;
    this.hasRested = false;
    if (isTouch)
      this.longPress.start(event, () => {
        taken.isReady = true;
        this.hasRested = true;
        this.handlers().rest(rowId);
      });
  }

  move(event: PointerEvent): void {
    this.longPress.follow(event);
    const { press } = this;
    if (!press?.isReady || event.pointerId !== press.pointerId) return;
    this.at = { x: event.clientX, y: event.clientY };
    if (!this.drag && Math.hypot(this.at.x - press.x, this.at.y - press.y) >= THRESHOLD_PX) this.begin(press);
    if (this.drag) this.follow();
  }

  release(): void {
    if (this.drag) {
      swallowClick();
      this.handlers().drop();
    }
    this.stop();
  }

  giveUp(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.drag) return;
    event.preventDefault();
    event.stopPropagation();
    this.stop();
  }

  /** The browser scrolls under a finger, and makes a click of it, unless it is told otherwise in time. */
  keepBack(event: TouchEvent): void {
    const isHeld = event.type === 'touchend' ? this.hasRested : this.press?.isTouch === true && this.press.isReady;
    if (isHeld && event.cancelable) event.preventDefault();
  }

  stop(): void {
    if (this.drag) this.handlers().end();
    this.drag?.remove();
    cancelAnimationFrame(this.frame);
    this.longPress.stop();
    this.press = undefined;
    this.drag = undefined;
    delete document.documentElement.dataset.rowDrag;
  }

  private begin({ rowId, isTouch }: Press): void {
    const words = this.handlers().begin(rowId);
    if (words === undefined) {
      this.press = undefined;
      return;
    }
    this.drag = createMarks(words, { indentStep: indentStepOf(this.root), isTouch });
    document.documentElement.dataset.rowDrag = '';
    this.frame = requestAnimationFrame(() => this.scroll());
  }

  private follow(): void {
    const { root, at } = this;
    const row = rowUnder(root, at.x, at.y);
    const under = row?.getBoundingClientRect();
    const view = row && under ? this.handlers().over(row.dataset.row ?? '', (at.y - under.top) / under.height) : undefined;
    const marked = view?.rowId === undefined ? row : root.querySelector(`[data-row="${CSS.escape(view.rowId)}"]`);
    this.drag?.show(view, marked?.getBoundingClientRect(), at);
  }

  private scroll(): void {
    const { at } = this;
    const scroller = this.root.querySelector<HTMLElement>('[data-part="scroller"]');
    const box = scroller?.getBoundingClientRect();
    if (!this.drag || !scroller || !box) return;
    const by = at.y < box.top + EDGE_PX + 52 ? -SCROLL_PX : at.y > box.bottom - EDGE_PX ? SCROLL_PX : 0;
    if (by !== 0) {
      scroller.scrollTop += by;
      this.follow();
    }
    this.frame = requestAnimationFrame(() => this.scroll());
  }
}

/** The press that ends a drag is no press on what lies under it. */
function swallowClick(): void {
  const over = new AbortController();
  globalThis.addEventListener('click', (click) => click.stopPropagation(), { capture: true, signal: over.signal });
  // A click comes with the release or not at all.
  setTimeout(() => over.abort(), 0);
}

function hasModifier(event: PointerEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}
