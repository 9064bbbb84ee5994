/** What lies over the canvas while a hand holds something: words at the hand, the line that it snapped to, and how many follow out of sight. */
import type { Rect } from './bar-geometry.ts';
import { addElement, hide, placeWords } from './overlay-elements.ts';
import styles from './overlays.module.css';

/** How many bars that move along are out of sight, by the edge that they are behind. */
export type OutOfSight = { readonly above: number; readonly below: number; readonly before: number; readonly after: number };

export type Words = { readonly label: string; readonly detail: string | undefined; readonly isRefused: boolean };

export type HandOverlays = {
  /** Words about what the hand does, beside a place. */
  showWords(words: Words, rect: Rect, visible: Rect): void;
  showGuide(guide: { readonly x: number; readonly label: string } | undefined, visible: Rect): void;
  /** `y`: the height at which those before and after what is seen are counted: where one looks. */
  showOutOfSight(count: OutOfSight, visible: Rect, y: number): void;
  hideHand(): void;
};

const EDGES = ['above', 'below', 'before', 'after'] as const;
const ARROWS = { above: '↑', below: '↓', before: '←', after: '→' } as const;
const EDGE_GAP = 8;

export function createHandOverlays(layer: HTMLElement): HandOverlays {
  const chip = addElement(layer, styles.chip);
  const chipLabel = chip.appendChild(document.createElement('strong'));
  const chipDetail = chip.appendChild(document.createElement('span'));
  const guide = addElement(layer, styles.guide);
  const guideLabel = guide.appendChild(document.createElement('span'));
  const edges = EDGES.map((edge) => ({ edge, element: addElement(layer, styles.edgeCount) }));
  return {
    showWords({ label, detail, isRefused }, rect, visible) {
      chip.classList.toggle(styles.refused ?? '', isRefused);
      chipLabel.textContent = label;
      chipDetail.textContent = detail ?? '';
      chipDetail.hidden = detail === undefined;
      placeWords(chip, rect, rect.x, visible);
    },
    showGuide(line, visible) {
      guide.hidden = line === undefined;
      if (!line) return;
      guideLabel.textContent = line.label;
      guide.style.transform = `translate(${Math.round(line.x)}px, ${visible.y}px)`;
      guide.style.height = `${visible.height}px`;
      guide.classList.toggle(styles.flipped ?? '', line.x > visible.x + visible.width - 180);
    },
    showOutOfSight(counts, visible, y) {
      for (const { edge, element } of edges) {
        element.hidden = counts[edge] === 0;
        if (element.hidden) continue;
        element.textContent = `${ARROWS[edge]} ${counts[edge]} more`;
        placeAtEdge(element, edge, visible, y);
      }
    },
    hideHand() {
      for (const element of [chip, guide, ...edges.map((one) => one.element)]) hide(element);
    },
  };
}

function placeAtEdge(element: HTMLElement, edge: (typeof EDGES)[number], visible: Rect, level: number): void {
  const [width, height] = [element.offsetWidth, element.offsetHeight];
  const middleX = visible.x + (visible.width - width) / 2;
  const middleY = Math.max(visible.y + EDGE_GAP, Math.min(level, visible.y + visible.height - height - EDGE_GAP));
  const x = edge === 'before' ? visible.x + EDGE_GAP : edge === 'after' ? visible.x + visible.width - width - EDGE_GAP : middleX;
  const y = edge === 'above' ? visible.y + EDGE_GAP : edge === 'below' ? visible.y + visible.height - height - EDGE_GAP : middleY;
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}
