/** What a view may ask its timeline to do. */
import type { Day } from '../../lib/days.ts';
import type { ScaleMode } from './scale.ts';
import type { Draft } from './draft.ts';
import type { BarStep, OpenLink, Span } from './timeline-model.ts';

export type TimelineHandle = {
  /** Shows a day; `place` 0 is the left edge of the bars, 1 the right one. */
  showDay(day: Day, place?: number): void;
  fit(span: Span): void;
  setZoom(mode: ScaleMode, cellWidth: number): void;
  /** Scrolls to a row and, unless `keepsDays`, to its bar; `focus` also makes that cell the active one. */
  revealRow(rowId: string, options?: { readonly focus?: string; readonly keepsDays?: boolean }): void;
  /** Puts the focus back on the active cell, as after editing in it; or on the one `by` columns further. */
  focusActive(by?: number): void;
  /** One more step of what keys and buttons do to a row's bar, shown until it is done by `commitNudge` or taken back by Escape. */
  nudge(rowId: string, step: BarStep): void;
  commitNudge(): void;
  /** Hands over an arrow of which the next press on a bar gives the other end. */
  beginLink(link: OpenLink): void;
  /** Ends such an arrow and tells which it was. */
  takeOpenLink(): OpenLink | undefined;
  /** New places of bars that wait for a decision, shown until they are replaced; without any the bars stand where they are. */
  showMoves(moves: Pick<Draft, 'spans' | 'reasonOf'> | undefined): void;
  /** A ring around a row's bar that fades, with a name; at the edge of what is seen where the bar is beyond it. */
  flashRow(rowId: string, who: string): void;
};
