/** The colours of the canvas, read from the same custom properties that the CSS uses. */
import { barColorsOf, parseColor, type BarColors } from './color.ts';

const TOKENS = {
  surface: '--chart-surface',
  weekend: '--chart-weekend',
  holiday: '--chart-holiday',
  grid: '--chart-grid',
  gridStrong: '--chart-grid-strong',
  rowLine: '--chart-row-line',
  rowSelected: '--chart-row-selected',
  today: '--chart-today',
  text: '--chart-text',
  textMuted: '--chart-text-muted',
  link: '--chart-link',
  linkActive: '--chart-link-active',
  critical: '--chart-critical',
  violation: '--chart-violation',
  slack: '--chart-slack',
  ghost: '--chart-ghost',
  parent: '--chart-parent',
  masked: '--chart-masked',
  header: '--timeline-header',
} as const;

export type PaletteColor = keyof typeof TOKENS;

export type Palette = Readonly<Record<PaletteColor, string>> & {
  readonly fontFamily: string;
  /** The colours of a bar, made once per colour. */
  barColors(color: string): BarColors;
  /** The plain colour behind a `#rrggbb` or a custom property's name. */
  plain(color: string): string;
};

/** Reads the palette as it is now; read again when the theme changes. */
export function readPalette(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim() || '#808080';
  // The keys of TOKENS are the keys of the result.
  const colors = Object.fromEntries(Object.entries(TOKENS).map(([key, name]) => [key, read(name)])) as Record<PaletteColor, string>;
  const [surface, text] = [parseColor(colors.surface), parseColor(colors.text)];
  const plainOf = new Map<string, string>();
  const barsOf = new Map<string, BarColors>();
  const plain = (color: string) => {
    const known = plainOf.get(color);
    if (known !== undefined) return known;
    const resolved = color.startsWith('--') ? read(color) : color;
    plainOf.set(color, resolved);
    return resolved;
  };
  return {
    ...colors,
    fontFamily: style.fontFamily || 'sans-serif',
    plain,
    barColors(color) {
      const known = barsOf.get(color);
      if (known) return known;
      const made = barColorsOf(parseColor(plain(color)), surface, text);
      barsOf.set(color, made);
      return made;
    },
  };
}

/** Calls back when the theme may have changed. Returns the function that stops it. */
export function watchTheme(onChange: () => void): () => void {
  const query = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(onChange);
  query.addEventListener('change', onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'data-theme', 'style'] });
  return () => {
    query.removeEventListener('change', onChange);
    observer.disconnect();
  };
}

/** A bar colour as CSS understands it. */
export function cssColor(color: string): string {
  return color.startsWith('--') ? `var(${color})` : color;
}
