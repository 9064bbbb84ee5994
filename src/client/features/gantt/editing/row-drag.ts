/** Rows taken by their names and dropped elsewhere in the tree: a line or a frame shows where, words say what keeps them from it. */
import { LongPress } from '../../../timeline/hands/long-press.ts';
import styles from './editing.module.css';

export type DropView = {
  readonly mark: 'before' | 'into' | 'after';
  /** How deep in the tree the line is, 1 for projects. */
  readonly level: number;
  readonly words: string;
  readonly isRefused: boolean;
  /** The row at which the mark is, where that is not the one under the pointer. */
  readonly rowId?: string;
};

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
/** Where the names of projects begin in their cells. */
const NAME_INSET = 29;

/** Listens until the function that it returns is called. */
export function listenForRowDrags(root: HTMLElement, handlers: () => RowDragHandlers): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  const longPress = new LongPress();
  let press: Press | undefined;
  /** The finger that is being lifted rested on a row: no click is made of that. */
  let hasRested = false;
  let drag: ReturnType<typeof createMarks> | undefined;
  let at = { x: 0, y: 0 };
  let frame = 0;

  const stop = (): void => {
    if (drag) handlers().end();
    drag?.remove();
    cancelAnimationFrame(frame);
    longPress.stop();
    [press, drag, frame] = [undefined, undefined, 0];
    delete document.documentElement.dataset.rowDrag;
  };
  const follow = (): void => {
    const row = rowUnder(root, at.x, at.y);
    const under = row?.getBoundingClientRect();
    const view = row && under ? handlers().over(row.dataset.row ?? '', (at.y - under.top) / under.height) : undefined;
    const marked = view?.rowId === undefined ? row : root.querySelector(`[data-row="${CSS.escape(view.rowId)}"]`);
    const box = marked?.getBoundingClientRect();
    const cells = marked?.firstElementChild?.getBoundingClientRect();
    drag?.show(view, box && cells ? { left: cells.left, top: box.top, width: cells.width, height: box.height } : undefined, at);
  };
  const scroll = (): void => {
    const scroller = root.querySelector<HTMLElement>('[data-part="scroller"]');
    const box = scroller?.getBoundingClientRect();
    if (!drag || !scroller || !box) return;
    const by = at.y < box.top + EDGE_PX + 52 ? -SCROLL_PX : at.y > box.bottom - EDGE_PX ? SCROLL_PX : 0;
    if (by !== 0) {
      scroller.scrollTop += by;
      follow();
    }
    frame = requestAnimationFrame(scroll);
  };
  const begin = (): void => {
    const words = press && handlers().begin(press.rowId);
    if (words === undefined) {
      press = undefined;
      return;
    }
    drag = createMarks(words, { indentStep: indentStepOf(root), isTouch: press?.isTouch === true });
    document.documentElement.dataset.rowDrag = '';
    frame = requestAnimationFrame(scroll);
  };

  const take = (event: PointerEvent): void => {
    if (event.button !== 0 || hasModifier(event)) return;
    const isTouch = event.pointerType === 'touch';
    const rowId = isTouch ? rowOfCells(event.target) : rowOfName(event.target);
    if (rowId === undefined || (press && press.pointerId !== event.pointerId)) {
      stop();
      return;
    }
    const taken: Press = { rowId, x: event.clientX, y: event.clientY, pointerId: event.pointerId, isTouch, isReady: !isTouch };
    press = taken;
    hasRested = false;
    if (isTouch)
      longPress.start(event, () => {
        taken.isReady = true;
        hasRested = true;
        handlers().rest(rowId);
      });
  };
  root.addEventListener('pointerdown', take, { signal });
  globalThis.addEventListener(
    'pointermove',
    (event) => {
      longPress.follow(event);
      if (!press?.isReady || event.pointerId !== press.pointerId) return;
      at = { x: event.clientX, y: event.clientY };
      if (!drag && Math.hypot(at.x - press.x, at.y - press.y) >= THRESHOLD_PX) begin();
      if (drag) follow();
    },
    { signal },
  );
  root.addEventListener(
    'dragstart',
    (event) => {
      if (rowOfCells(event.target) !== undefined) event.preventDefault();
    },
    { signal },
  );
  listenForTaps(root, handlers, signal);
  // The browser scrolls under a finger, and makes a click of it, unless it is told otherwise in time.
  const keepBack = (event: TouchEvent, isHeld: boolean): void => {
    if (isHeld && event.cancelable) event.preventDefault();
  };
  root.addEventListener('touchmove', (event) => keepBack(event, press?.isTouch === true && press.isReady), { signal, passive: false });
  root.addEventListener('touchend', (event) => keepBack(event, hasRested), { signal, passive: false });
  globalThis.addEventListener(
    'pointerup',
    () => {
      if (drag) {
        swallowClick();
        handlers().drop();
      }
      stop();
    },
    { signal },
  );
  globalThis.addEventListener('pointercancel', stop, { signal });
  globalThis.addEventListener('blur', stop, { signal });
  globalThis.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !drag) return;
      event.preventDefault();
      event.stopPropagation();
      stop();
    },
    { signal, capture: true },
  );
  return () => {
    stop();
    abort.abort();
  };
}

/** While rows are being chosen, a press on a row's cells is that, and nothing else. */
function listenForTaps(root: HTMLElement, handlers: () => RowDragHandlers, signal: AbortSignal): void {
  const tappedRow = (event: MouseEvent): string | undefined => {
    const rowId = handlers().isSelecting() ? rowOfCells(event.target) : undefined;
    if (rowId !== undefined) {
      event.preventDefault();
      event.stopPropagation();
    }
    return rowId;
  };
  root.addEventListener(
    'mousedown',
    (event) => {
      // The focus, which would choose its row alone, stays where it is; a button in a row does what it does.
      const isButton = event.target instanceof Element && event.target.closest('[data-row] button') !== null;
      if (isButton && handlers().isSelecting()) event.preventDefault();
      else tappedRow(event);
    },
    { signal, capture: true },
  );
  root.addEventListener(
    'click',
    (event) => {
      const rowId = tappedRow(event);
      if (rowId !== undefined) handlers().tap(rowId);
    },
    { signal, capture: true },
  );
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

/** The row whose name is under the pointer; its field and its arrow are none. */
function rowOfName(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element) || target.closest('input, button')) return undefined;
  if (target.closest<HTMLElement>('[data-column]')?.dataset.column !== 'name') return undefined;
  return target.closest<HTMLElement>('[data-row]')?.dataset.row;
}

/** The row whose cells are under the pointer; what can be pressed by itself in them is none of it. */
function rowOfCells(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element) || target.closest('input, button, [data-column="bar"]')) return undefined;
  return target.closest('[data-column]')?.closest<HTMLElement>('[data-row]')?.dataset.row;
}

function rowUnder(root: HTMLElement, x: number, y: number): HTMLElement | undefined {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-row]');
  if (row && root.contains(row)) return row;
  // Beside the table, the rows' heights alone count.
  const found = Array.from(root.querySelectorAll<HTMLElement>('[data-row]')).find((element) => {
    const box = element.getBoundingClientRect();
    return y >= box.top && y < box.bottom;
  });
  return found;
}

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** Pixels per level of the tree: fewer on a narrow screen. */
function indentStepOf(root: HTMLElement): number {
  const scroller = root.querySelector('[data-part="scroller"]');
  return scroller ? Number.parseFloat(getComputedStyle(scroller).getPropertyValue('--indent-step')) || 0 : 0;
}

function createMarks(words: string, { indentStep, isTouch }: { readonly indentStep: number; readonly isTouch: boolean }) {
  const make = (name: string | undefined): HTMLElement => {
    const element = document.createElement('div');
    element.className = name ?? '';
    element.hidden = true;
    document.body.append(element);
    return element;
  };
  const [line, frame, label] = [make(styles.dropLine), make(styles.dropInto), make(styles.dropLabel)];
  return {
    show(view: DropView | undefined, box: Box | undefined, { x, y }: { readonly x: number; readonly y: number }): void {
      line.hidden = !view || !box || view.mark === 'into';
      frame.hidden = !view || !box || view.mark !== 'into';
      label.hidden = false;
      label.textContent = view ? (view.isRefused ? view.words : `${words} · ${view.words}`) : words;
      // A finger covers what is below it.
      const top = isTouch ? Math.max(8, y - label.offsetHeight - 36) : y + 14;
      Object.assign(label.style, { left: `${x + 14}px`, top: `${top}px` });
      for (const element of [line, frame, label]) element.toggleAttribute('data-refused', view?.isRefused === true);
      if (!view || !box) return;
      const indent = NAME_INSET + (view.level - 1) * indentStep;
      const lineTop = view.mark === 'after' ? box.top + box.height : box.top;
      Object.assign(line.style, { left: `${box.left + indent}px`, top: `${lineTop}px`, width: `${box.width - indent}px` });
      Object.assign(frame.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` });
    },
    remove(): void {
      for (const element of [line, frame, label]) element.remove();
    },
  };
}
