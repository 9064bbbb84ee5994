export type ProgressBar = {
  show(done: number, total: number, remark?: string): void;
  /** Leaves the last state on the screen. */
  end(): void;
};

type Screen = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;

const WIDTH = 30;
const REDRAW_MS = 60;
const LINES = 10;

/** A bar that moves in a terminal; elsewhere, as in a log, a line for each tenth. With `isQuiet` nothing. */
export function createProgressBar(label: string, { isQuiet, screen = process.stderr }: { isQuiet: boolean; screen?: Screen }): ProgressBar {
  let drawnAtMs = 0;
  let tenths = 0;
  let isOpen = false;
  return {
    show: (done, total, remark = '') => {
      if (isQuiet || total === 0) return;
      const counts = `${done.toLocaleString('en')}/${total.toLocaleString('en')}${remark === '' ? '' : `, ${remark}`}`;
      if (screen.isTTY) {
        if (done < total && performance.now() - drawnAtMs < REDRAW_MS) return;
        drawnAtMs = performance.now();
        isOpen = true;
        const filled = Math.round((done / total) * WIDTH);
        screen.write(`\r${label} [${'#'.repeat(filled)}${'·'.repeat(WIDTH - filled)}] ${counts}\u001B[K`);
      } else if (Math.floor((done / total) * LINES) > tenths) {
        tenths = Math.floor((done / total) * LINES);
        screen.write(`${label} ${counts}\n`);
      }
    },
    end: () => {
      if (isOpen) screen.write('\n');
      isOpen = false;
    },
  };
}
