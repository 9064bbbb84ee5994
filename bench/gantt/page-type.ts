/** What the benchmark asks of a page, whichever chart is on it. */
export type BenchPage = {
  prepare(rowCount: number): void;
  /** Milliseconds from giving the array to the last paint. */
  ready(): Promise<number>;
  /** Milliseconds of each frame while scrolling over the whole height in equal steps. */
  scroll(frames: number, direction: 1 | -1): Promise<number[]>;
  /** Milliseconds from an edit to the last paint. */
  edit(days: number): Promise<number>;
};

declare global {
  interface Window {
    bench: BenchPage;
  }
}
