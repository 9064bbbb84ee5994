/** What a pointer shows by being somewhere: the cursor, the bar or link under it, and after a while words about the bar. */
import type { Hit } from '../hit-test.ts';
import type { BarHit, HandContext } from './hand.ts';
import { pointAt } from './pointer-place.ts';

const TOOLTIP_DELAY_MS = 350;

export class Hover {
  private readonly context: HandContext;
  private tooltipTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: HandContext) {
    this.context = context;
  }

  show(hit: Hit, clientX: number): void {
    const { timeline } = this.context;
    const rowId = hit.kind === 'bar' || hit.kind === 'row' ? hit.row.id : undefined;
    const linkId = hit.kind === 'link' ? hit.linkId : undefined;
    const cursor = cursorOf(hit);
    if (timeline.elements.scroller.style.cursor !== cursor) timeline.elements.scroller.style.cursor = cursor;
    if (rowId !== timeline.hoveredRowId || linkId !== timeline.activeLinkId) {
      timeline.hoveredRowId = rowId;
      timeline.activeLinkId = linkId;
      timeline.invalidate();
    }
    if (hit.kind === 'bar') this.showBar(hit, clientX);
    else {
      timeline.overlays.hideHover();
      this.hideTooltip();
    }
  }

  hideTooltip(): void {
    clearTimeout(this.tooltipTimer);
    this.context.timeline.overlays.hideTooltip();
  }

  private showBar(hit: BarHit, clientX: number): void {
    const { timeline, handlers } = this.context;
    timeline.overlays.showHover(hit.rect, hit.bar.canResize && hit.rect.width > 24);
    clearTimeout(this.tooltipTimer);
    this.tooltipTimer = setTimeout(() => {
      const text = handlers().tooltipOf(hit.row);
      if (text) timeline.overlays.showTooltip(text, pointAt(timeline, { clientX, clientY: 0 }).x, hit.rect, timeline.viewport.visible);
    }, TOOLTIP_DELAY_MS);
  }
}

function cursorOf(hit: Hit): string {
  if (hit.kind === 'link') return 'pointer';
  if (hit.kind !== 'bar') return '';
  if (hit.zone !== 'body') return 'ew-resize';
  return hit.bar.canMove ? 'grab' : 'pointer';
}
