export type ChartPoint = { readonly atMs: number; readonly value: number };
export type ChartSpan = {
  readonly fromMs: number;
  readonly toMs: number;
  /** Points further apart are not joined: nothing was recorded between them. */
  readonly stepMs: number;
};

/** The hours up to a moment. */
export type ShownTime = { readonly toMs: number; readonly hours: number };
export type ChartSize = { readonly width: number; readonly height: number };

/** Room above the largest value. */
const TOP = 4;

/** Where a moment lies in the span, from 0 to 1. */
export function shareOf(atMs: number, { fromMs, toMs }: ChartSpan): number {
  return toMs <= fromMs ? 1 : Math.min(1, Math.max(0, (atMs - fromMs) / (toMs - fromMs)));
}

/** How far a value is from the top, from 0 to 1. */
export function depthOf(value: number, max: number, { height }: ChartSize): number {
  return 1 - (Math.max(0, value) / Math.max(max, Number.MIN_VALUE)) * ((height - TOP) / height);
}

/** The line, and the area between it and the ground, as paths; a point without neighbours is a short stroke. */
export function pathsOf(points: readonly ChartPoint[], span: ChartSpan, size: ChartSize): { readonly line: string; readonly area: string } {
  const max = Math.max(0, ...points.map(({ value }) => value));
  const place = ({ atMs, value }: ChartPoint): readonly [x: string, y: string] => [
    (shareOf(atMs, span) * size.width).toFixed(1),
    (depthOf(value, max, size) * size.height).toFixed(1),
  ];
  const drawn = runsOf(points, span.stepMs).map((run) => {
    const places = run.map(place);
    const [first, last] = [places[0], places.at(-1)];
    if (!first || !last) return { line: '', area: '' };
    const line = places.length === 1 ? `M${first[0]} ${first[1]} h0.01` : `M${places.map(([x, y]) => `${x} ${y}`).join(' L')}`;
    return { line, area: places.length === 1 ? '' : `${line} L${last[0]} ${size.height} L${first[0]} ${size.height} Z` };
  });
  return { line: drawn.map(({ line }) => line).join(' '), area: drawn.map(({ area }) => area).join(' ') };
}

/** Points that follow each other without a gap. */
function runsOf(points: readonly ChartPoint[], stepMs: number): readonly (readonly ChartPoint[])[] {
  const runs: ChartPoint[][] = [];
  for (const point of points) {
    const before = runs.at(-1)?.at(-1);
    if (before && point.atMs - before.atMs <= stepMs) runs.at(-1)?.push(point);
    else runs.push([point]);
  }
  return runs;
}

/** The point that is nearest to a share of the width. */
export function nearestTo(points: readonly ChartPoint[], share: number, span: ChartSpan): number {
  let nearest = 0;
  for (const [index, point] of points.entries()) {
    const best = points[nearest];
    if (best && Math.abs(shareOf(point.atMs, span) - share) < Math.abs(shareOf(best.atMs, span) - share)) nearest = index;
  }
  return nearest;
}
