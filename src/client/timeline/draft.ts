/** What a running gesture would make of the plan, for painting; nothing of it is kept. */
import type { BarEnd, OpenLink, Span } from './timeline-model.ts';

export type Draft = {
  /** The bar in the hand, and where the hand holds it: an element over the canvas. Rules may want it elsewhere. */
  readonly held?: { readonly rowId: string; readonly span: Span };
  /** New places by row id. */
  readonly spans: ReadonlyMap<string, Span>;
  readonly reasonOf?: ((rowId: string) => string | undefined) | undefined;
  readonly progress?: { readonly rowId: string; readonly percent: number };
  readonly link?: LinkDraft;
};

export type LinkDraft = OpenLink & {
  readonly isTarget: (rowId: string) => boolean;
  /** The end of a bar that the hand is over. */
  readonly target: BarEnd | undefined;
  readonly isRefused: boolean;
  /** Where the hand is, in pixels of the content. */
  readonly x: number;
  readonly y: number;
};
