/** What a view does with gestures. */
import type {
  BarGesture,
  BarSide,
  ChooseHow,
  Gesture,
  GesturePreview,
  Magnet,
  OpenLink,
  TimelineRow,
  TooltipText,
} from './timeline-model.ts';

export type GestureHandlers = {
  preview(gesture: Gesture): GesturePreview;
  /** `announcement`: what the last preview would say. */
  commit(gesture: Gesture, announcement: string): void;
  chooseBar(row: TimelineRow, how: ChooseHow): void;
  /** What the edges of a bar snap to while it is moved or resized. */
  magnetsOf(rowId: string, kind: BarGesture['kind']): readonly Magnet[];
  /** The rows that the held end of an arrow may be dropped on. Cheap: asked for each row that is seen. */
  targetsOf(link: OpenLink): (rowId: string) => boolean;
  /** A new bar, tied to this end of a row's bar. */
  addLinked(row: TimelineRow, side: BarSide): void;
  chooseLink(linkId: string, x: number, y: number): void;
  /** A finger chose this bar, or pressed on something that is none. */
  pressByFinger?(row: TimelineRow | undefined): void;
  chooseNothing(row: TimelineRow | undefined, how: ChooseHow): void;
  openRow(row: TimelineRow): void;
  openMenu(row: TimelineRow, x: number, y: number): void;
  tooltipOf(row: TimelineRow): TooltipText | undefined;
  linkTooltipOf(linkId: string): TooltipText | undefined;
  announce(text: string): void;
  /** Presses add to what is chosen. */
  readonly isSelecting?: boolean;
};
