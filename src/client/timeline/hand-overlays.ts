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
  /** `held`: those before and after what is seen are counted beside it, where one looks, or below it where it reaches the edge. */
  showOutOfSight(count: OutOfSight, visible: Rect, held: Rect): void;
  hideHand(): void;
};

const EDGES = ['above', 'below', 'before', 'after'] as const;
const ARROWS = { above: '↑', below: '↓', before: '←', after: '→' } as const;
const EDGE_GAP = 8;
/** What a count takes up at an edge, with the gaps beside it. */
const COUNT_ROOM = 108;
/** Three lines of words and a gap. */
const ROOM_FOR_CHIP = 84;

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
      placeWords(chip, rect, rect.x, visible, ROOM_FOR_CHIP);
    },
    showGuide(line, visible) {
      guide.hidden = line === undefined;
      if (!line) return;
      guideLabel.textContent = line.label;
      guide.style.transform = `translate(${Math.round(line.x)}px, ${visible.y}px)`;
      guide.style.height = `${visible.height}px`;
      guide.classList.toggle(styles.flipped ?? '', line.x > visible.x + visible.width - 180);
    },
    showOutOfSight(counts, visible, held) {
      for (const { edge, element } of edges) {
        element.hidden = counts[edge] === 0;
        if (element.hidden) continue;
        element.textContent = `${ARROWS[edge]} ${counts[edge]} more`;
        placeAtEdge(element, edge, visible, held);
      }
    },
    hideHand() {
      for (const element of [chip, guide, ...edges.map((one) => one.element)]) hide(element);
    },
  };
}

/** Percentages are of the element itself: its size need not be asked for. */
function placeAtEdge(element: HTMLElement, edge: (typeof EDGES)[number], visible: Rect, held: Rect): void {
  const reaches = edge === 'before' ? held.x < visible.x + COUNT_ROOM : held.x + held.width > visible.x + visible.width - COUNT_ROOM;
  const level = reaches ? held.y + held.height + EDGE_GAP : held.y;
  const [right, bottom] = [visible.x + visible.width - EDGE_GAP, visible.y + visible.height - EDGE_GAP];
  const middleX = `calc(${Math.round(visible.x + visible.width / 2)}px - 50%)`;
  const middleY = `max(${visible.y + EDGE_GAP}px, min(${Math.round(level)}px, calc(${bottom}px - 100%)))`;
  const x = edge === 'before' ? `${visible.x + EDGE_GAP}px` : edge === 'after' ? `calc(${right}px - 100%)` : middleX;
  const y = edge === 'above' ? `${visible.y + EDGE_GAP}px` : edge === 'below' ? `calc(${bottom}px - 100%)` : middleY;
  element.style.transform = `translate(${x}, ${y})`;
}
