/** Colour arithmetic in sRGB, enough to make a calm bar out of any colour and keep its label readable. */

export type Rgb = readonly [red: number, green: number, blue: number];

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i;
const RGB = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/;
const GREY: Rgb = [128, 128, 128];

/** Reads `#rrggbb` and `rgb(…)`; anything else is grey. */
export function parseColor(text: string): Rgb {
  const hex = HEX.exec(text.trim());
  if (hex) return [Number.parseInt(hex[1] ?? '', 16), Number.parseInt(hex[2] ?? '', 16), Number.parseInt(hex[3] ?? '', 16)];
  const rgb = RGB.exec(text.trim());
  return rgb ? [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])] : GREY;
}

function toCss([red, green, blue]: Rgb, alpha = 1): string {
  return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)}${alpha === 1 ? '' : ` / ${alpha}`})`;
}

/** `share` of `over` on `under`. */
function mix(over: Rgb, under: Rgb, share: number): Rgb {
  return [blend(over[0], under[0], share), blend(over[1], under[1], share), blend(over[2], under[2], share)];
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [first, second] = [luminance(a), luminance(b)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

export type BarColors = {
  readonly fill: string;
  readonly progress: string;
  readonly border: string;
  readonly text: string;
  readonly strong: string;
};

const READABLE = 4.6;

/**
 * A tint for the bar, a stronger one for the part that is done, an outline, all of one hue; `text` reads on both fills.
 * The shares are lowered until it does, which only very light or very dark colours need.
 */
export function barColorsOf(color: Rgb, surface: Rgb, text: Rgb): BarColors {
  const isDark = luminance(surface) < 0.2;
  const readable = (share: number): Rgb => {
    for (let lower = share; lower > 0.05; lower -= 0.05) {
      const fill = mix(color, surface, lower);
      if (contrast(fill, text) >= READABLE) return fill;
    }
    return surface;
  };
  return {
    fill: toCss(readable(isDark ? 0.3 : 0.2)),
    progress: toCss(readable(isDark ? 0.62 : 0.44)),
    border: toCss(mix(color, surface, isDark ? 0.85 : 0.72)),
    text: toCss(text),
    strong: toCss(color),
  };
}

function blend(over: number, under: number, share: number): number {
  return over * share + under * (1 - share);
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
