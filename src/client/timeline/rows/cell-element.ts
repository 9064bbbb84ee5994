import styles from '../timeline.module.css';
import type { CellContent, CellLine } from './cell-content.ts';
import { paintStyle } from './paint-element.ts';
import { NO_PARTS, paintParts, type PaintedParts } from './part-element.ts';

const NOTHING: CellLine = { text: '' };

/** One cell of the table. It remembers what it shows and changes only what differs. */
export class CellElement {
  readonly element: HTMLElement;
  private readonly text: Text;
  private line: CellLine = NOTHING;
  private before: PaintedParts = NO_PARTS;
  private after: PaintedParts = NO_PARTS;
  private editor: HTMLElement | undefined;

  /** `element` shows an empty text. */
  constructor(element: HTMLElement) {
    this.element = element;
    this.text = document.createTextNode('');
    element.append(this.text);
  }

  /** `editor` stands in the place of the text while the cell is edited. */
  paint(content: CellContent, editor?: HTMLElement): void {
    const { element, line: before } = this;
    const line = typeof content === 'string' ? { text: content } : content;
    this.line = line;
    if (before.text !== line.text) this.text.data = line.text;
    if (before.className !== line.className || before.isBox !== line.isBox) element.className = classOf(line);
    if (before.isBox !== line.isBox) element.toggleAttribute('data-cut', line.isBox !== true);
    paintStyle(element, before.style, line.style);
    // While its row was out of sight the field may have come into another element.
    const held = this.editor?.parentNode === element ? this.editor : undefined;
    this.before = paintParts(element, held ?? this.text, this.before, line.before);
    this.after = paintParts(element, null, this.after, line.after);
    if (editor === held) return;
    held?.remove();
    if (editor) element.insertBefore(editor, this.text);
    this.editor = editor;
  }
}

function classOf({ className, isBox }: CellLine): string {
  const own = (isBox === true ? styles.cell : styles.textCell) ?? '';
  return className === undefined ? own : `${own} ${className}`;
}
