/** What a pointer shows by being somewhere: the cursor, the bar or link under it with its handles, and after a while words about the bar. */
import { hasProgressHandle, progressX, type Hit } from '../hit-test.ts';
import type { BarHandles } from '../overlays.ts';
import { gripsOfLink, type LinkGrips } from '../scene.ts';
import type { HandContext, HitOf } from './hand.ts';
import { pointAt } from './pointer-place.ts';

const TOOLTIP_DELAY_MS = 350;

type OnBar = HitOf<'bar' | 'progress' | 'connector'>;

export class Hover {
  private readonly context: HandContext;
  private tooltipTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: HandContext) {
    this.context = context;
  }

  show(hit: Hit, clientX: number): void {
    const { timeline } = this.context;
    const rowId = 'row' in hit ? hit.row.id : undefined;
    const linkId = 'linkId' in hit ? hit.linkId : undefined;
    const cursor = cursorOf(hit);
    if (timeline.elements.scroller.style.cursor !== cursor) timeline.elements.scroller.style.cursor = cursor;
    if (rowId !== timeline.hoveredRowId || linkId !== timeline.activeLinkId) {
      timeline.hoveredRowId = rowId;
      timeline.activeLinkId = linkId;
      timeline.invalidate();
    }
    const grips = linkId === undefined ? undefined : gripsOfLink(timeline.scene, linkId);
    if (grips) timeline.overlays.showGrips(grips.from, grips.to);
    else timeline.overlays.hideGrips();
    if (hit.kind === 'bar' || hit.kind === 'progress' || hit.kind === 'connector') this.showBar(hit, clientX);
    else {
      timeline.overlays.hideHover();
      if (grips === undefined || linkId === undefined) this.hideTooltip();
      else this.showLink(linkId, grips, clientX);
    }
  }

  private showLink(linkId: string, { from, to }: LinkGrips, clientX: number): void {
    const { timeline, handlers } = this.context;
    clearTimeout(this.tooltipTimer);
    this.tooltipTimer = setTimeout(() => {
      const text = handlers().linkTooltipOf(linkId);
      const rect = { x: from.x, y: Math.min(from.y, to.y), width: 0, height: Math.abs(to.y - from.y) };
      if (text) timeline.overlays.showTooltip(text, pointAt(timeline, { clientX, clientY: 0 }).x, rect, timeline.viewport.visible);
    }, TOOLTIP_DELAY_MS);
  }

  /** A finger does not hover: what it chose shows its handles. */
  showHandles(hit: OnBar, isTouch: boolean): void {
    this.context.timeline.overlays.showHover(hit.rect, handlesOf(hit, isTouch));
  }

  hide(): void {
    const { overlays } = this.context.timeline;
    overlays.hideHover();
    overlays.hideGrips();
    this.hideTooltip();
  }

  hideTooltip(): void {
    clearTimeout(this.tooltipTimer);
    this.context.timeline.overlays.hideTooltip();
  }

  private showBar(hit: OnBar, clientX: number): void {
    const { timeline, handlers } = this.context;
    this.showHandles(hit, false);
    clearTimeout(this.tooltipTimer);
    if (hit.kind !== 'bar') {
      timeline.overlays.hideTooltip();
      return;
    }
    this.tooltipTimer = setTimeout(() => {
      const text = handlers().tooltipOf(hit.row);
      if (text) timeline.overlays.showTooltip(text, pointAt(timeline, { clientX, clientY: 0 }).x, hit.rect, timeline.viewport.visible);
    }, TOOLTIP_DELAY_MS);
  }
}

function handlesOf(hit: OnBar, isTouch: boolean): BarHandles {
  const { bar, rect } = hit;
  return {
    canResize: bar.canResize,
    canLink: bar.canLink === true,
    progressX: hasProgressHandle(bar, rect) ? progressX(bar, rect) - rect.x : undefined,
    active: hit.kind === 'connector' ? hit.side : hit.kind === 'progress' ? 'progress' : undefined,
    isTouch,
  };
}

function cursorOf(hit: Hit): string {
  switch (hit.kind) {
    case 'link':
      return 'pointer';
    case 'linkEnd':
      return 'grab';
    case 'connector':
      return 'crosshair';
    case 'progress':
      return 'ew-resize';
    case 'bar':
      if (hit.zone !== 'body') return 'ew-resize';
      return hit.bar.canMove ? 'grab' : 'pointer';
    case 'row':
    case 'nothing':
      return '';
  }
}
