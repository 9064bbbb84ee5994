/** What both pages offer to the benchmark, and how a page knows that it has come to rest. */
import './page-type.ts';
import { createTree, type Tree } from './tree.ts';

/** One chart. Times are counted from the call. */
export type Chart = {
  /** Puts the tree into the form that the chart takes, and into the element what stands around a chart; not counted. */
  prepare(tree: Tree, element: HTMLElement): void;
  /** Shows the tree; resolves as soon as the chart was told all of it. */
  show(element: HTMLElement): Promise<void> | void;
  /** What scrolls up and down. */
  scroller(): HTMLElement;
  /** Moves the first leaf of the first chain by some days, and all that follows it. */
  moveChain(tree: Tree, days: number): Promise<void> | void;
};

const QUIET_MS = 400;
const LONG_FRAME_MS = 60;
/** Around today, which is what a chart shows first. */
const FIRST_DAY = Math.floor(Date.now() / 86_400_000) + 2;

export function offer(chart: Chart): void {
  let tree: Tree | undefined;
  const element = document.getElementById('chart');
  if (!element) throw new Error('the page has no element "chart"');
  const need = (): Tree => {
    if (!tree) throw new Error('prepare comes first');
    return tree;
  };
  window.bench = {
    prepare(rowCount) {
      // As a server's answer would be: plain strings, whatever they were made of.
      tree = JSON.parse(JSON.stringify(createTree(rowCount, FIRST_DAY))) as Tree;
      chart.prepare(tree, element);
      fillNumberCache();
    },
    ready: () => timeToRest(async () => chart.show(element)),
    edit: (days) => timeToRest(async () => chart.moveChain(need(), days)),
    scroll: (frames, direction) => scrollOver(chart.scroller(), frames, direction),
  };
}

/**
 * The browser remembers whole numbers as texts, for all its pages' scripts alike, in a table that it makes at the first few hundred
 * of them. It is made before, so that it counts for neither chart, as with the larger trees, whose names have enough numbers.
 */
function fillNumberCache(): void {
  let length = 0;
  for (let number = 0; number < 4000; number += 1) length += String(number).length;
  if (length === 0) throw new Error('numbers have no texts');
}

/** From the start of a work to the last frame that changed the document or took long, as painted. */
async function timeToRest(work: () => Promise<void>): Promise<number> {
  let hasChanged = true;
  const observer = new MutationObserver(() => {
    hasChanged = true;
  });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  const startMs = performance.now();
  const working = work();
  let lastMs = startMs;
  let frameMs = startMs;
  for (;;) {
    const endMs = await nextPaint();
    if (hasChanged || endMs - frameMs > LONG_FRAME_MS) lastMs = endMs;
    hasChanged = false;
    frameMs = endMs;
    if (endMs - lastMs > QUIET_MS) break;
  }
  await working;
  observer.disconnect();
  return lastMs - startMs;
}

/** When the next frame has been painted: a task after the frame's own callbacks. */
function nextPaint(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.addEventListener('message', () => {
        channel.port1.close();
        resolve(performance.now());
      });
      channel.port1.start();
      channel.port2.postMessage(0);
    });
  });
}

async function scrollOver(scroller: HTMLElement, frames: number, direction: 1 | -1): Promise<number[]> {
  const height = scroller.scrollHeight - scroller.clientHeight;
  const from = direction > 0 ? 0 : height;
  const times: number[] = [];
  scroller.scrollTop = from;
  await nextPaint();
  await nextPaint();
  let before = await nextPaint();
  for (let frame = 1; frame <= frames; frame += 1) {
    scroller.scrollTop = from + (direction * (height * frame)) / frames;
    const endMs = await nextPaint();
    times.push(endMs - before);
    before = endMs;
  }
  return times;
}
