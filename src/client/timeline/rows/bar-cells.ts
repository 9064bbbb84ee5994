/** The cells that lie over bars, so that keys and screen readers reach them. */
import type { Rect } from '../bar-geometry.ts';
import { placeOfBar, type Scene } from '../scene.ts';
import { BAR_COLUMN } from '../timeline-cells.ts';
import type { TimelineBar, TimelineRow } from '../timeline-model.ts';
import styles from '../timeline.module.css';
import { makeElement, paintAttribute } from './paint-element.ts';

/** A bar that gets a cell, and its seen part: from the left of the bars' area, and from the top of its row. */
export type PlacedBar = { readonly bar: TimelineBar; readonly box: Rect };

export type PlacesOfBars = (row: TimelineRow, index: number, isStop: boolean) => readonly PlacedBar[];

export type BarLook = {
  readonly left: number;
  readonly columnIndex: number;
  readonly isStop: boolean;
  readonly isChosen: boolean;
};

/** So far above and below what is seen bars have cells, for a key that goes there. */
const BEYOND_PX = 400;
/** As wide is what is hardly seen. */
const MIN_WIDTH_PX = 4;

/** `visible`: what was seen when scrolling settled. A bar out of sight has no cell, but for that of the tab stop. */
export function placesOfBars(sceneOf: () => Scene | undefined, visible: Rect): PlacesOfBars {
  const scene = sceneOf();
  if (!scene) return () => [];
  return (row, index, isStop) =>
    row.bars.flatMap((bar) => {
      const rect = placeOfBar(scene, bar, index);
      const left = Math.max(rect.x, visible.x);
      const right = Math.min(rect.x + rect.width, visible.x + visible.width);
      const isSeen = right > left && rect.y + rect.height > visible.y - BEYOND_PX && rect.y < visible.y + visible.height + BEYOND_PX;
      if (!isSeen && !isStop) return [];
      const x = Math.min(Math.max(left - visible.x, 0), Math.max(0, visible.width - MIN_WIDTH_PX));
      const box = { x, y: rect.y - scene.layout.topOf(index), width: Math.max(MIN_WIDTH_PX, right - left), height: rect.height };
      return [{ bar, box }];
    });
}

/** The cells over the bars of a row, in the elements that there were as far as they go. */
export function paintBarCells(row: HTMLElement, elements: HTMLElement[], bars: readonly PlacedBar[], look: BarLook): void {
  for (const element of elements.splice(bars.length)) element.remove();
  bars.forEach(({ bar, box }, index) => {
    const element = elements[index] ?? makeBarCell(row);
    elements[index] = element;
    element.setAttribute('aria-colindex', String(look.columnIndex));
    element.setAttribute('aria-label', bar.describe());
    element.tabIndex = look.isStop ? 0 : -1;
    element.dataset.bar = bar.id;
    element.dataset.start = String(bar.startDay);
    element.dataset.end = String(bar.endDay);
    paintAttribute(element, 'data-chosen', look.isChosen ? 'true' : undefined);
    element.style.cssText = `left:${look.left + box.x}px;top:${box.y}px;width:${box.width}px;height:${box.height}px`;
  });
}

function makeBarCell(row: HTMLElement): HTMLElement {
  const element = makeElement('gridcell', styles.bar);
  element.dataset.column = BAR_COLUMN;
  return row.appendChild(element);
}
