/** Widths of texts on a canvas, remembered: measuring costs more than drawing. */
const widths = new Map<string, Map<string, number>>();
const MAX_REMEMBERED = 20_000;

/** Width of a text in `font`, which is the context's present one (asking the context for its name is slow). */
export function measureText(context: CanvasRenderingContext2D, font: string, text: string): number {
  let ofFont = widths.get(font);
  if (!ofFont) {
    ofFont = new Map();
    widths.set(font, ofFont);
  }
  const known = ofFont.get(text);
  if (known !== undefined) return known;
  if (ofFont.size >= MAX_REMEMBERED) ofFont.clear();
  const { width } = context.measureText(text);
  ofFont.set(text, width);
  return width;
}
