import styles from './editing.module.css';
import type { DropPlace } from './row-drop.ts';

export type DropView = DropPlace & {
  readonly isRefused: boolean;
  /** The row at which the mark is, where that is not the one under the pointer. */
  readonly rowId?: string;
};

/** Where the names of projects begin in their cells. */
const NAME_INSET = 29;

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** Pixels per level of the tree: fewer on a narrow screen. */
export function indentStepOf(root: HTMLElement): number {
  const scroller = root.querySelector('[data-part="scroller"]');
  return scroller ? Number.parseFloat(getComputedStyle(scroller).getPropertyValue('--indent-step')) || 0 : 0;
}

/** The line or frame that shows where something would be dropped, and the words that go along with the pointer. */
export function createMarks(words: string, { indentStep, isTouch }: { readonly indentStep: number; readonly isTouch: boolean }) {
  const make = (name: string | undefined): HTMLElement => {
    const element = document.createElement('div');
    element.className = name ?? '';
    element.hidden = true;
    document.body.append(element);
    return element;
  };
  const [line, frame, label] = [make(styles.dropLine), make(styles.dropInto), make(styles.dropLabel)];
  return {
    show(view: DropView | undefined, box: Box | undefined, { x, y }: { readonly x: number; readonly y: number }): void {
      line.hidden = !view || !box || view.mark === 'into';
      frame.hidden = !view || !box || view.mark !== 'into';
      label.hidden = false;
      label.textContent = view ? (view.isRefused ? view.words : `${words} · ${view.words}`) : words;
      // A finger covers what is below it.
      const top = isTouch ? Math.max(8, y - label.offsetHeight - 36) : y + 14;
      Object.assign(label.style, { left: `${x + 14}px`, top: `${top}px` });
      for (const element of [line, frame, label]) element.toggleAttribute('data-refused', view?.isRefused === true);
      if (!view || !box) return;
      const indent = NAME_INSET + (view.level - 1) * indentStep;
      const lineTop = view.mark === 'after' ? box.top + box.height : box.top;
      Object.assign(line.style, { left: `${box.left + indent}px`, top: `${lineTop}px`, width: `${box.width - indent}px` });
      Object.assign(frame.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` });
    },
    remove(): void {
      for (const element of [line, frame, label]) element.remove();
    },
  };
}
