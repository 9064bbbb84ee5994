/** What the timeline's controller and what shows its rows tell each other. */
import type { Rect } from './bar-geometry.ts';
import type { LinkIndex } from './link-index.ts';
import { EMPTY_WINDOW, type RowWindow } from './row-layout.ts';
import type { HeaderWords } from './ticks.ts';
import type { DayShading, RowSource, Span } from './timeline-model.ts';
import type { ViewportView } from './viewport.ts';

export type TimelineElements = {
  readonly scroller: HTMLElement;
  readonly spacer: HTMLElement;
  readonly bodyCanvas: HTMLCanvasElement;
  readonly headerCanvas: HTMLCanvasElement;
  readonly overlayLayer: HTMLElement;
};

export type TimelineData = {
  readonly rows: RowSource;
  readonly links: LinkIndex;
  readonly rowHeight: number;
  readonly extent: Span;
  readonly shadingOf: (calendarKey: string) => DayShading;
  readonly headerCalendarKey: string;
  readonly locale: string;
  readonly words: HeaderWords;
  /** The active one of the chosen rows. */
  readonly selectedRowId: string | undefined;
  readonly selectedRowIds: ReadonlySet<string>;
  readonly selectedLinkId: string | undefined;
  readonly tracedLinkIds: ReadonlySet<string>;
};

/** What is in the document: a window of rows, and the part of the content in which bars get cells of their own. */
export type RenderedWindow = {
  readonly rows: RowWindow;
  /** While one scrolls, elements keep their order in the document: only their texts and places change. */
  readonly isMoving: boolean;
  readonly bars: Rect;
  readonly settledCount: number;
};

export const NOTHING: Rect = { x: 0, y: 0, width: 0, height: 0 };
export const NO_WINDOW: RenderedWindow = { rows: EMPTY_WINDOW, isMoving: false, bars: NOTHING, settledCount: 0 };

/** What is seen at first, beside a table of this width. */
export type TimelinePlace = { readonly view: ViewportView; readonly gridWidth: number };

export type TimelineEvents = {
  onWindowChange(): void;
  onViewSettled(view: ViewportView, visible: Span): void;
};
