// The heads of a windowed tree grid cannot be table elements: the roles say what the elements are.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-static-element-interactions */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { TimelineColumn } from './timeline-model.ts';
import styles from './column-head.module.css';

/** What can be done with a column; the view decides what that means. */
export type ColumnHandlers = {
  /** `isAdded`: besides the present order, not instead of it. */
  readonly sort: (columnId: string, isAdded: boolean) => void;
  readonly resize: (columnId: string, width: number) => void;
  /** Before another column; undefined: to the end. */
  readonly move: (columnId: string, beforeId: string | undefined) => void;
  readonly openMenu: (columnId: string, x: number, y: number) => void;
};

export type ColumnHeadProps = {
  readonly column: TimelineColumn;
  readonly index: number;
  readonly width: number;
  readonly menuLabel: (title: string) => string;
  readonly handlers: ColumnHandlers | undefined;
  /** The width while it is being dragged; undefined when that ends. */
  readonly onDraftWidth: (columnId: string, width: number | undefined) => void;
};

const MIN_WIDTH = 40;
const MAX_WIDTH = 800;
const KEY_STEP = 8;
const DRAG_AFTER_PX = 5;

const clamp = (width: number) => Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)));

/** The head of a column: press to sort, drag to move, its right edge to resize; a menu and keys for each of them. */
export function ColumnHead(props: ColumnHeadProps) {
  const { column, index, handlers } = props;
  const isStill = column.isFixed === true || !handlers;
  const move = useMove(column.id, handlers);
  const openMenu = (element: Element) => {
    const box = element.closest('[data-head]')?.getBoundingClientRect();
    handlers?.openMenu(column.id, box?.left ?? 0, box?.bottom ?? 0);
  };
  return (
    <div
      role="columnheader"
      className={styles.head}
      style={{ flex: `0 0 ${props.width}px` }}
      data-align={column.align}
      data-head={column.id}
      data-fixed={column.isFixed || undefined}
      data-filtered={column.isFiltered || undefined}
      aria-colindex={index + 1}
      {...(column.sorted ? { 'aria-sort': column.sorted } : {})}
      tabIndex={-1}
      onKeyDown={(event) => handleKey(event, props, openMenu)}
      onContextMenu={(event) => {
        if (isStill) return;
        event.preventDefault();
        handlers.openMenu(column.id, event.clientX, event.clientY);
      }}
      {...(isStill || index === 0 ? {} : move)}
    >
      {column.isTitleHidden === true || isStill ? (
        <span className={column.isTitleHidden === true ? 'visually-hidden' : undefined}>{column.title}</span>
      ) : (
        <>
          <button
            type="button"
            tabIndex={-1}
            className={styles.title}
            title={column.fullTitle}
            onClick={(event) => handlers.sort(column.id, event.shiftKey)}
          >
            <span className={styles.text}>{column.title}</span>
            {column.sorted ? <span className={styles.arrow} data-direction={column.sorted} aria-hidden /> : null}
          </button>
          <button
            type="button"
            tabIndex={-1}
            className={styles.menu}
            aria-label={props.menuLabel(column.fullTitle ?? column.title)}
            aria-haspopup="menu"
            onClick={(event) => openMenu(event.currentTarget)}
          />
          <Resizer {...props} />
        </>
      )}
    </div>
  );
}

/** The line at the right edge of a head. A double press makes the column as wide as what is seen in it. */
function Resizer({ column, width, handlers, onDraftWidth }: ColumnHeadProps) {
  const startRef = useRef<{ readonly x: number; readonly width: number }>(undefined);
  const widthAt = (event: PointerEvent) => (startRef.current ? clamp(startRef.current.width + event.clientX - startRef.current.x) : width);
  return (
    <span
      className={styles.resizer}
      aria-hidden
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        startRef.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (startRef.current) onDraftWidth(column.id, widthAt(event));
      }}
      onPointerUp={(event) => {
        const [next, start] = [widthAt(event), startRef.current];
        startRef.current = undefined;
        onDraftWidth(column.id, undefined);
        if (start && next !== start.width) handlers?.resize(column.id, next);
      }}
      onPointerCancel={() => {
        startRef.current = undefined;
        onDraftWidth(column.id, undefined);
      }}
      onDoubleClick={(event) => handlers?.resize(column.id, fittingWidth(event.currentTarget, column.id))}
    />
  );
}

const CELL_PADDING = 18;

function fittingWidth(element: Element, columnId: string): number {
  const cells = element.closest('[role="treegrid"]')?.querySelectorAll(`[role="gridcell"][data-column="${CSS.escape(columnId)}"]`) ?? [];
  const contents = Array.from(cells, (cell) => {
    const { style } = cell.firstElementChild instanceof HTMLElement ? cell.firstElementChild : {};
    if (!style || cell.hasAttribute('data-cut')) return widthOfLine(cell);
    // The content says how wide it would be if it had all the room.
    const before = style.cssText;
    style.cssText += ';width:max-content;max-width:none;flex:none;overflow:visible';
    const wanted = cell.firstElementChild?.getBoundingClientRect().width ?? 0;
    style.cssText = before;
    return wanted;
  });
  const title = element.parentElement?.querySelector('button')?.scrollWidth ?? 0;
  return clamp(Math.ceil(Math.max(title, ...contents)) + CELL_PADDING);
}

/** All of a line, cut or not, with what stands before it. */
function widthOfLine(cell: Element): number {
  const range = document.createRange();
  range.selectNodeContents(cell);
  const { right, width } = range.getBoundingClientRect();
  const left = cell.getBoundingClientRect().left + CELL_PADDING / 2;
  return cell.getAttribute('data-align') === 'end' ? width : Math.max(width, right - left);
}

function handleKey(
  event: KeyboardEvent<HTMLElement>,
  { column, width, handlers }: ColumnHeadProps,
  openMenu: (element: Element) => void,
): void {
  const heads = headsBeside(event.currentTarget);
  const at = heads.indexOf(event.currentTarget);
  const done = (): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  const isSideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  const by = event.key === 'ArrowLeft' ? -1 : 1;
  if (isSideways && !event.altKey) {
    done();
    heads[at + by]?.focus();
  } else if (isSideways && handlers && column.isFixed !== true) {
    done();
    if (!event.shiftKey) handlers.resize(column.id, clamp(width + by * KEY_STEP));
    else if (at > 0) moveBy(heads, at, by, handlers);
  } else if ((event.key === 'Enter' || event.key === ' ') && event.target === event.currentTarget && handlers && column.isFixed !== true) {
    done();
    handlers.sort(column.id, event.shiftKey);
  } else if ((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu' || (event.key === 'ArrowDown' && event.altKey)) {
    done();
    if (column.isFixed !== true) openMenu(event.currentTarget);
  }
}

function moveBy(heads: readonly HTMLElement[], at: number, by: number, handlers: ColumnHandlers): void {
  const id = heads[at]?.dataset.head;
  // To the right: before the one after the next.
  const before = heads[by < 0 ? at - 1 : at + 2]?.dataset.head;
  const isAtEdge = by < 0 ? at <= 1 : at >= heads.length - 1;
  if (id !== undefined && !isAtEdge) handlers.move(id, before);
}

/** Dragging a head: a line shows where it would go. The window is listened to, as a quick hand leaves the head at once. */
function useMove(columnId: string, handlers: ColumnHandlers | undefined) {
  const wasMovedRef = useRef(false);
  const follow = (head: HTMLElement, pointerId: number, startX: number): void => {
    const listening = new AbortController();
    let before: string | undefined = columnId;
    const end = (): void => {
      listening.abort();
      delete head.dataset.dragged;
      for (const marked of headsBeside(head)) delete marked.dataset.drop;
    };
    const move = (event: globalThis.PointerEvent): void => {
      if (event.pointerId !== pointerId || (!wasMovedRef.current && Math.abs(event.clientX - startX) < DRAG_AFTER_PX)) return;
      wasMovedRef.current = true;
      head.dataset.dragged = '';
      before = markDrop(head, event.clientX);
    };
    const drop = (event: globalThis.PointerEvent): void => {
      if (event.pointerId !== pointerId) return;
      end();
      if (wasMovedRef.current && before !== columnId) handlers?.move(columnId, before);
    };
    const giveUp = (event: globalThis.KeyboardEvent): void => {
      if (event.key === 'Escape') end();
    };
    const { signal } = listening;
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener('pointerup', drop, { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener('keydown', giveUp, { signal, capture: true });
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      wasMovedRef.current = false;
      if (event.button === 0 && event.pointerType !== 'touch') follow(event.currentTarget, event.pointerId, event.clientX);
    },
    // The press that ends a drag is no press on the title.
    onClickCapture: (event: { stopPropagation(): void; preventDefault(): void }) => {
      if (!wasMovedRef.current) return;
      wasMovedRef.current = false;
      event.stopPropagation();
      event.preventDefault();
    },
  };
}

function headsBeside(head: HTMLElement): readonly HTMLElement[] {
  return [...(head.closest('[role="row"]')?.querySelectorAll<HTMLElement>('[data-head]') ?? [])];
}

/** Marks the place under a pointer; answers the column before which it is, undefined for the end. */
function markDrop(dragged: HTMLElement, clientX: number): string | undefined {
  const heads = headsBeside(dragged).filter((head) => head.dataset.fixed === undefined);
  for (const head of heads) delete head.dataset.drop;
  const middleOf = (head: HTMLElement) => head.getBoundingClientRect().left + head.offsetWidth / 2;
  // The first column stays the first.
  const next = heads.findIndex((head, index) => index > 0 && clientX < middleOf(head));
  const target = heads[next < 0 ? heads.length - 1 : next];
  if (target) target.dataset.drop = next < 0 ? 'after' : 'before';
  return next < 0 ? undefined : target?.dataset.head;
}
