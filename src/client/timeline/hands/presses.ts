/** Presses without a pull: choosing, opening, asking for the menu. */
import type { Hit } from '../hit-test.ts';
import { dayAt } from '../scale.ts';
import { cellOf, chooseHowOf, isTextEntry } from '../timeline-cells.ts';
import type { TimelineController } from '../timeline-controller.ts';
import type { BarSide, TimelineRow } from '../timeline-model.ts';
import { finishGesture } from './gesture-display.ts';
import type { HandContext } from './hand.ts';
import type { Hover } from './hover.ts';
import { hitAt, isOverBars, pointAt } from './pointer-place.ts';

export class Presses {
  private readonly context: HandContext;
  private readonly hover: Hover;

  constructor(context: HandContext, hover: Hover) {
    this.context = context;
    this.hover = hover;
  }

  press(hit: Hit, event: PointerEvent): void {
    const handlers = this.context.handlers();
    const how = handlers.isSelecting === true ? 'toggle' : chooseHowOf(event);
    const isTouch = event.pointerType === 'touch';
    if (isTouch) handlers.pressByFinger?.(hit.kind === 'bar' || hit.kind === 'progress' ? hit.row : undefined);
    const side = event.shiftKey ? endOfHit(hit) : undefined;
    if (side !== undefined && 'row' in hit) handlers.addLinked(hit.row, side);
    else if (hit.kind === 'link' || hit.kind === 'linkEnd') handlers.chooseLink(hit.linkId, event.clientX, event.clientY);
    // The second press of a finger on the same bar opens it: there is no double click without hovering.
    else if (hit.kind === 'bar' && isTouch && handlers.isSelecting !== true && isChosen(this.context.timeline, hit))
      handlers.openRow(hit.row);
    else if (hit.kind === 'bar' || hit.kind === 'progress') {
      handlers.chooseBar(hit.row, how);
      if (isTouch) this.hover.showHandles(hit, true);
    } else {
      this.hover.hide();
      handlers.chooseNothing(hit.kind === 'row' ? hit.row : undefined, how);
    }
  }

  pressTwice(event: MouseEvent): void {
    const { timeline, handlers } = this.context;
    if (!isOverBars(timeline, event) || handlers().isSelecting === true) return;
    const hit = hitAt(timeline, event);
    if (hit.kind === 'bar' || hit.kind === 'progress') handlers().openRow(hit.row);
    else if (hit.kind === 'row' || (hit.kind === 'nothing' && timeline.rows.count > 0)) {
      const day = dayAt(timeline.viewport.scale, pointAt(timeline, event).x);
      const gesture = {
        kind: 'draw',
        rowId: hit.kind === 'row' ? hit.row.id : undefined,
        to: { startDay: day, endDay: day },
        isPoint: true,
      } as const;
      finishGesture(this.context, gesture, handlers().preview(gesture));
    }
  }

  askForMenu(event: MouseEvent): void {
    const { timeline, handlers } = this.context;
    const isOnBars = isOverBars(timeline, event);
    // A resting finger takes hold of things; on bars its menu comes when it is lifted without a pull, beside them it chooses rows.
    if ('pointerType' in event && event.pointerType === 'touch' && (isOnBars || rowOfCell(timeline, event.target))) {
      event.preventDefault();
      return;
    }
    const row = isOnBars ? rowOfHit(hitAt(timeline, event)) : rowOfCell(timeline, event.target);
    if (!row || isTextEntry(event.target)) return;
    event.preventDefault();
    handlers().openMenu(row, event.clientX, event.clientY);
  }

  openMenu(hit: Hit, { clientX, clientY }: PointerEvent): void {
    const row = rowOfHit(hit);
    if (row) this.context.handlers().openMenu(row, clientX, clientY);
  }
}

/** What a finger takes at once, without resting on it. */
export function isChosen(timeline: TimelineController, hit: Hit): boolean {
  if (hit.kind === 'linkEnd') return true;
  return 'rect' in hit && hit.row.id === timeline.scene.selectedRowId;
}

function rowOfHit(hit: Hit): TimelineRow | undefined {
  return 'row' in hit ? hit.row : undefined;
}

function rowOfCell(timeline: TimelineController, target: EventTarget | null): TimelineRow | undefined {
  const rowId = target ? cellOf(target)?.rowId : undefined;
  const index = rowId === undefined ? -1 : timeline.rows.indexOf(rowId);
  return index < 0 ? undefined : timeline.rows.rowAt(index);
}

/** The end of a bar that was hit, if it was an end. */
function endOfHit(hit: Hit): BarSide | undefined {
  if (hit.kind === 'connector') return hit.side;
  return hit.kind === 'bar' && hit.zone !== 'body' ? hit.zone : undefined;
}
