/** The hand for what a pointer came down on. */
import type { Hit } from '../hit-test.ts';
import type { TimelineController } from '../timeline-controller.ts';
import type { OpenLink } from '../timeline-model.ts';
import { takeBar } from './bar-hand.ts';
import { takeTrack } from './draw-hand.ts';
import type { Hand, HandContext, HitOf } from './hand.ts';
import { takeLink } from './link-hand.ts';
import { pointAt } from './pointer-place.ts';
import { takeProgress } from './progress-hand.ts';

/** undefined: there is nothing to take, only to press. */
export function takeHit(context: HandContext, hit: Hit, event: PointerEvent): Hand | undefined {
  switch (hit.kind) {
    case 'bar':
      return takeBar(context, hit, pointAt(context.timeline, event));
    case 'progress':
      return takeProgress(context, hit);
    case 'connector':
      return takeLink(context, { fixed: { rowId: hit.row.id, side: hit.side }, held: 'to' });
    case 'linkEnd': {
      const open = openLink(context.timeline, hit);
      return open && takeLink(context, open);
    }
    case 'row':
      return takeTrack(context, hit, pointAt(context.timeline, event));
    case 'nothing':
      return context.timeline.rows.count === 0 ? undefined : takeTrack(context, undefined, pointAt(context.timeline, event));
    case 'link':
      return undefined;
  }
}

function openLink(timeline: TimelineController, { linkId, end }: HitOf<'linkEnd'>): OpenLink | undefined {
  const link = timeline.scene.links.find(linkId)?.link;
  if (!link) return undefined;
  const fixed = end === 'to' ? { rowId: link.fromRowId, side: link.fromSide } : { rowId: link.toRowId, side: link.toSide };
  return { linkId, fixed, held: end };
}
