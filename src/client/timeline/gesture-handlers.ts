/** What a view does with gestures. */
import type { ChooseHow, Gesture, GesturePreview, TimelineRow, TooltipText } from './timeline-model.ts';

export type GestureHandlers = {
  preview(gesture: Gesture): GesturePreview;
  /** `announcement`: what the last preview would say. */
  commit(gesture: Gesture, announcement: string): void;
  chooseBar(row: TimelineRow, how: ChooseHow): void;
  chooseLink(linkId: string): void;
  chooseNothing(row: TimelineRow | undefined, how: ChooseHow): void;
  openRow(row: TimelineRow): void;
  openMenu(row: TimelineRow, x: number, y: number): void;
  tooltipOf(row: TimelineRow): TooltipText | undefined;
  announce(text: string): void;
};
