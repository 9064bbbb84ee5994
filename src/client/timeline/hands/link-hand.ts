/** Draws an arrow from the end of one bar to the end of another, or takes an arrow that is there to another bar. */
import type { Rect } from '../bar-geometry.ts';
import { placeOfRow } from '../scene.ts';
import type { BarEnd, GesturePreview, LinkGesture, OpenLink, Span } from '../timeline-model.ts';
import { countOutOfSight, finishGesture, showWords } from './gesture-display.ts';
import type { Hand, HandContext, HandPoint } from './hand.ts';

/** Pixels beside a bar at which an arrow still finds its end. */
const REACH_PX = 28;
const NOWHERE: GesturePreview = {
  kind: 'accepted',
  spans: new Map(),
  label: 'Choose the start or the end of a bar',
  detail: 'Letting go elsewhere gives up',
  announcement: '',
};

export function takeLink(context: HandContext, link: OpenLink): Hand {
  const { timeline, handlers } = context;
  const isTarget = handlers().targetsOf(link);
  let aimed: { readonly target: BarEnd; readonly gesture: LinkGesture; readonly outcome: GesturePreview } | undefined;
  return {
    name: 'link',
    sticks: true,
    follow(point) {
      const target = endAt(context, point, link.fixed.rowId);
      if (!target) aimed = undefined;
      else if (!aimed || aimed.target.rowId !== target.rowId || aimed.target.side !== target.side) {
        const gesture = gestureTo(link, target);
        aimed = { target, gesture, outcome: handlers().preview(gesture) };
      }
      const outcome = aimed?.outcome ?? NOWHERE;
      const spans = outcome.kind === 'accepted' ? outcome.spans : new Map<string, Span>();
      const isRefused = outcome.kind === 'refused';
      timeline.draft = {
        spans,
        reasonOf: outcome.kind === 'accepted' ? outcome.reasonOf : undefined,
        link: { ...link, isTarget, target, isRefused, x: point.x, y: point.y },
      };
      showWords(context, outcome, { x: point.x + 14, y: point.y - 14, width: 0, height: 36 });
      timeline.overlays.showOutOfSight(countOutOfSight(timeline, spans), timeline.viewport.visible, {
        x: point.x,
        y: point.y,
        width: 0,
        height: 24,
      });
      timeline.invalidate();
    },
    drop() {
      if (aimed) finishGesture(context, aimed.gesture, aimed.outcome);
    },
  };
}

function gestureTo({ linkId, fixed, held }: OpenLink, target: BarEnd): LinkGesture {
  const [from, to] = held === 'to' ? [fixed, target] : [target, fixed];
  return { kind: 'link', ...(linkId === undefined ? {} : { linkId }), from, to };
}

/** The end of a bar near a point: in the half of the bar that the point is in, or beside it. */
function endAt({ timeline }: HandContext, { x, y }: HandPoint, fixedRowId: string): BarEnd | undefined {
  const { scene } = timeline;
  if (y < 0 || y >= scene.layout.totalHeight) return undefined;
  const index = scene.layout.indexAt(y);
  const rowId = scene.rows.rowAt(index).id;
  const place = rowId === fixedRowId ? undefined : placeOfRow(scene, index, false);
  if (!place || x < place.x - REACH_PX || x > place.x + place.width + REACH_PX) return undefined;
  return { rowId, side: isInFirstHalf(place, x) ? 'start' : 'end' };
}

function isInFirstHalf(place: Rect, x: number): boolean {
  return x < place.x + place.width / 2;
}
