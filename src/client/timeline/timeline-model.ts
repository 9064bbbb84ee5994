/** What a view gives to the timeline: rows with bars, links between bars, columns, and what days look like. No product data. */
import type { Day } from '../../lib/days.ts';

export type Span = { readonly startDay: Day; readonly endDay: Day };

export type BarKind = 'task' | 'summary' | 'project' | 'milestone';

export type TimelineBar = Span & {
  /** Unique in the whole timeline, whatever the row. */
  readonly id: string;
  readonly kind: BarKind;
  /** Where a milestone stands on its day. */
  readonly edge?: 'start' | 'end';
  /** `#rrggbb`, or the name of a registered custom property (`--chart-series-1`). */
  readonly color: string;
  readonly look: 'solid' | 'tentative' | 'masked';
  /** 0 to 100; null draws no progress. */
  readonly progressPercent: number | null;
  readonly isCritical: boolean;
  /** Last day that the bar could end on without harm; drawn as a thin line behind the bar. */
  readonly slackUntilDay?: Day;
  /** Where the bar once stood, drawn thinly below it; null: it is compared, and was not there. Either makes the room for it. */
  readonly compared?: Span | null;
  /** Written in the bar or beside it. */
  readonly label: string;
  /** The whole bar in a sentence, for people who do not see it. */
  readonly describe: () => string;
  readonly canMove: boolean;
  readonly canResize: boolean;
  /** Its progress can be pulled. */
  readonly canProgress?: boolean;
  /** Arrows can begin and end at it. */
  readonly canLink?: boolean;
};

export type TimelineRow = {
  readonly id: string;
  /** 1 for roots. */
  readonly level: number;
  readonly siblingCount: number;
  /** 1-based. */
  readonly siblingPosition: number;
  /** undefined: nothing below it. */
  readonly isExpanded: boolean | undefined;
  /** Names the shading of its days. */
  readonly calendarKey: string;
  /** Draws the line above the row stronger: a root of the tree. */
  readonly isGroupStart: boolean;
  readonly bars: readonly TimelineBar[];
};

/** Rows in order, made on demand, so that a hundred thousand of them cost nothing until they are looked at. */
export type RowSource = {
  readonly count: number;
  rowAt(index: number): TimelineRow;
  /** -1 when the row is not there or hidden. */
  indexOf(rowId: string): number;
};

export type BarSide = 'start' | 'end';

/** An arrow between the first bars of two rows. */
export type TimelineLink = {
  readonly id: string;
  readonly fromRowId: string;
  readonly fromSide: BarSide;
  readonly toRowId: string;
  readonly toSide: BarSide;
  readonly tone: 'normal' | 'critical' | 'violated';
};

export type DayShade = 'weekend' | 'holiday' | { readonly eventColor: string };

/** How days look at one place. */
export type DayShading = {
  readonly todayDay: Day;
  shadeOf(day: Day): DayShade | undefined;
};

/**
 * What choosing a row does to the rows that are chosen: it alone; it too, or no longer; all from the last one to it; or it becomes
 * the active one and what is chosen stays.
 */
export type ChooseHow = 'only' | 'toggle' | 'range' | 'keep';

export type TimelineColumn = {
  readonly id: string;
  readonly title: string;
  /** The title is read out, not shown: where the cells say enough. */
  readonly isTitleHidden?: boolean;
  /** The whole title where `title` is a short one. */
  readonly fullTitle?: string;
  readonly width: number;
  /** As wide as this, all its texts have room: nothing looks after cutting them then, which is dear while one scrolls. */
  readonly roomyFrom?: number;
  readonly align: 'start' | 'end';
  /** Stays where and as wide as it is. */
  readonly isFixed?: boolean;
  /** Takes what the others leave; only the first column. */
  readonly isFlexible?: boolean;
  readonly sorted?: 'ascending' | 'descending';
  readonly isFiltered?: boolean;
};

export type GestureKind = 'move' | 'resizeStart' | 'resizeEnd';

/** What a hand or a key does to a bar, in days. */
export type BarGesture = {
  readonly kind: GestureKind;
  readonly rowId: string;
  readonly barId: string;
  readonly deltaDays: number;
  readonly from: Span;
  readonly to: Span;
};

/** What a press on a key or button adds to a gesture. */
export type BarStep = { readonly kind: GestureKind; readonly days: number } | { readonly kind: 'progress'; readonly isUp: boolean };

export type ProgressGesture = { readonly kind: 'progress'; readonly rowId: string; readonly from: number; readonly to: number };

export type BarEnd = { readonly rowId: string; readonly side: BarSide };

/** A new arrow, or with `linkId` another way for one that is there. */
export type LinkGesture = { readonly kind: 'link'; readonly linkId?: string; readonly from: BarEnd; readonly to: BarEnd };

/** A new bar, drawn on the track of a row; without one below the last row. Or a point, by two presses on a day. */
export type DrawGesture = { readonly kind: 'draw'; readonly rowId: string | undefined; readonly to: Span; readonly isPoint?: boolean };

export type Gesture = BarGesture | ProgressGesture | LinkGesture | DrawGesture;

/** An arrow of which one end is held by a hand. */
export type OpenLink = { readonly linkId?: string; readonly fixed: BarEnd; readonly held: 'from' | 'to' };

/** An instant that draws the edges of bars to itself. */
export type Magnet = {
  readonly instant: number;
  /** The edge that it draws; absent: both. */
  readonly side?: BarSide;
  /** "End of Synthesis" */
  readonly label: string;
};

/** The whole consequence of a gesture, to be shown before it is done. */
export type GesturePreview =
  | {
      readonly kind: 'accepted';
      /** New places by row id, the dragged one and all others that move with it. */
      readonly spans: ReadonlyMap<string, Span>;
      /** Why another row moves, and how far: "+5 wd, after Synthesis". Asked for rows that are seen. */
      readonly reasonOf?: (rowId: string) => string | undefined;
      /** Beside the bar: "12 Mar → 19 Mar, +5 wd". */
      readonly label: string;
      /** A second, smaller line: "4 successors follow". */
      readonly detail?: string;
      /** Read out when a key did it. */
      readonly announcement: string;
    }
  | { readonly kind: 'refused'; readonly reason: string };

export type TooltipText = { readonly title: string; readonly lines: readonly string[] };
