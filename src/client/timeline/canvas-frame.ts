/** A canvas that lies over a part of the content. Painters give content pixels; the frame makes them local and crisp. */
import type { Rect } from './bar-geometry.ts';
import { measureText } from './text-measure.ts';

export type Frame = {
  readonly context: CanvasRenderingContext2D;
  /** The part of the content that the canvas covers; whole pixels. */
  readonly region: Rect;
  /** One device pixel, in content pixels. */
  readonly hairline: number;
  /** Local x and y of content x and y, on the device's pixel grid. */
  x(contentX: number): number;
  y(contentY: number): number;
  /** Chooses the font of the next texts; naming the same again costs nothing, which matters: to the canvas it is dear. */
  font(weight: number, size: number, family: string): void;
  /** Width of a text in the chosen font. */
  widthOf(text: string): number;
};

/** Sizes the canvas for a region, puts it there and starts a frame with it. */
export function beginFrame(canvas: HTMLCanvasElement, region: Rect): Frame {
  const ratio = globalThis.devicePixelRatio || 1;
  const [width, height] = [Math.round(region.width * ratio), Math.round(region.height * ratio)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${region.width}px`;
    canvas.style.height = `${region.height}px`;
  }
  canvas.style.transform = `translate(${region.x}px, ${region.y}px)`;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('this browser gives no 2d canvas');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  let chosen = '';
  const snap = (value: number) => Math.round(value * ratio) / ratio;
  return {
    context,
    region,
    hairline: Math.max(1, Math.round(ratio)) / ratio,
    x: (contentX) => snap(contentX - region.x),
    y: (contentY) => snap(contentY - region.y),
    font(weight, size, family) {
      const next = `${weight} ${size}px ${family}`;
      if (next === chosen) return;
      chosen = next;
      context.font = next;
    },
    widthOf: (text) => measureText(context, chosen, text),
  };
}
