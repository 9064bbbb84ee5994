/**
 * `npm run bench -- gantt`: the product's Gantt beside dhtmlx-gantt, chart beside chart, each on a fresh page of the same browser,
 * both given the same array. `node bench/gantt.ts 10000` for one size alone.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import './gantt/page-type.ts';
import { compileEarly } from '../scripts/compile-early.ts';
import { findBrowser } from '../tests/support/find-browser.ts';
import { median, percentile } from './support/measure.ts';
import { report } from './support/report.ts';

const SIZES = [1000, 10_000, 100_000];
const ROUNDS: Readonly<Record<number, number>> = { 1000: 9, 10_000: 9, 100_000: 5 };
const SCROLL_FRAMES = 100;
const DRAG_STEPS = 40;
/** Before each figure: closing the page before and collecting garbage go on in the background, and stand in the way on few cores. */
const REST_MS = 1000;
const MEGABYTE = 1024 * 1024;
/** Frames as fast as they can be made: at the pace of a screen every frame below 16.7 ms looks alike. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const UNPACED = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

type ChartName = 'milestone' | 'dhtmlx';
type Figures = {
  readonly readyMs: number;
  /** What showing the chart took; and all that the page then uses, scripts compiled before among it. */
  readonly heapMb: number;
  readonly pageHeapMb: number;
  readonly scrollDownMs: number;
  readonly scrollUpMs: number;
  readonly editMs: number;
  readonly dragMs: number;
};

const folder = mkdtempSync(path.join(tmpdir(), 'milestone-bench-gantt-'));
const source = new URL('gantt/', import.meta.url).pathname;

/** Builds both pages as they would be shipped. */
async function buildPages(): Promise<void> {
  await build({
    configFile: false,
    root: source,
    logLevel: 'error',
    plugins: [compileEarly(), react()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: {
        input: [`${source}milestone.html`, `${source}dhtmlx.html`],
        // Libraries apart from the product's own code, which alone is compiled early.
        output: { codeSplitting: { groups: [{ name: 'vendor', test: /node_modules[\\/](?!dhtmlx-gantt)/ }] } },
      },
    },
  });
}

const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

async function serve(): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const name = path.normalize(new URL(request.url ?? '/', 'http://bench').pathname);
    try {
      const body = readFileSync(path.join(folder, name));
      response.setHeader('content-type', types[path.extname(name).slice(1)] ?? 'application/octet-stream');
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

async function scriptMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000;
}

/** Where a bar can be taken: the first leaf of the plan. */
const bars: Readonly<Record<ChartName, string>> = {
  milestone: '[data-row="01904000-0000-7000-8000-000000000000"] [data-column="bar"]',
  dhtmlx: '.gantt_task_line[data-task-id="01904000-0000-7000-8000-000000000000"]',
};

/** Script time of each step of a drag, the 95th percentile of them. */
async function measureDrag(page: Page, session: CDPSession, chart: ChartName): Promise<number> {
  const box = await page.locator(bars[chart]).first().boundingBox();
  if (!box) throw new Error(`${chart} shows no bar to drag`);
  const [x, y] = [box.x + Math.min(box.width / 2, 40), box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const steps: number[] = [];
  for (let step = 1; step <= DRAG_STEPS; step += 1) {
    const before = await scriptMs(session);
    await page.mouse.move(x + step * 12, y);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
    steps.push((await scriptMs(session)) - before);
  }
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return percentile(steps, 95);
}

type Opened = Pick<Figures, 'readyMs' | 'heapMb' | 'pageHeapMb'> & { readonly page: Page; readonly session: CDPSession };

/** A fresh page with the chart on it. */
async function openPage(browser: Browser, address: string, rowCount: number): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'UTC' });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(address);
  await page.evaluate((count) => window.bench.prepare(count), rowCount);
  const before = await heapBytes(session);
  await page.waitForTimeout(REST_MS);
  const readyMs = await page.evaluate(() => window.bench.ready());
  const after = await heapBytes(session);
  return { page, session, readyMs, heapMb: (after - before) / MEGABYTE, pageHeapMb: after / MEGABYTE };
}

async function measurePage(browser: Browser, origin: string, chart: ChartName, rowCount: number): Promise<Figures> {
  const { page, session, readyMs, heapMb, pageHeapMb } = await openPage(browser, `${origin}/${chart}.html`, rowCount);
  await page.waitForTimeout(REST_MS);
  const dragMs = await measureDrag(page, session, chart);
  await page.waitForTimeout(REST_MS);
  const editMs = await page.evaluate(() => window.bench.edit(3));
  await page.waitForTimeout(REST_MS);
  const down = await page.evaluate((frames) => window.bench.scroll(frames, 1), SCROLL_FRAMES);
  await page.waitForTimeout(REST_MS);
  const up = await page.evaluate((frames) => window.bench.scroll(frames, -1), SCROLL_FRAMES);
  await page.close();
  return { readyMs, heapMb, pageHeapMb, dragMs, editMs, scrollDownMs: percentile(down, 95), scrollUpMs: percentile(up, 95) };
}

/** Told beside the chart's own figures: the product's whole page, with all that it has around the chart; and the chart in an app that starts with it. */
type Beside = Readonly<Record<'whole' | 'cold', Pick<Figures, 'readyMs' | 'heapMb'>>>;

async function measure(browser: Browser, origin: string, rowCount: number): Promise<Record<ChartName, Figures> & { beside: Beside }> {
  const all: Record<ChartName, Figures[]> = { milestone: [], dhtmlx: [] };
  const others: Record<keyof Beside, Opened[]> = { whole: [], cold: [] };
  for (let round = 0; round < (ROUNDS[rowCount] ?? 3); round += 1) {
    // In turns: whoever comes second has the page of the other closing behind it.
    const charts = round % 2 === 0 ? (['dhtmlx', 'milestone'] as const) : (['milestone', 'dhtmlx'] as const);
    for (const chart of charts) all[chart].push(await measurePage(browser, origin, chart, rowCount));
    for (const other of ['whole', 'cold'] as const) {
      const opened = await openPage(browser, `${origin}/milestone.html?${other}`, rowCount);
      await opened.page.close();
      others[other].push(opened);
    }
  }
  const middle = (figures: readonly Figures[], name: keyof Figures) => median(figures.map((figure) => figure[name]));
  const medians = (figures: readonly Figures[]): Figures => ({
    readyMs: middle(figures, 'readyMs'),
    heapMb: middle(figures, 'heapMb'),
    pageHeapMb: middle(figures, 'pageHeapMb'),
    scrollDownMs: middle(figures, 'scrollDownMs'),
    scrollUpMs: middle(figures, 'scrollUpMs'),
    editMs: middle(figures, 'editMs'),
    dragMs: middle(figures, 'dragMs'),
  });
  const besideOf = (opened: readonly Opened[]) => ({
    readyMs: median(opened.map(({ readyMs }) => readyMs)),
    heapMb: median(opened.map(({ heapMb }) => heapMb)),
  });
  return {
    milestone: medians(all.milestone),
    dhtmlx: medians(all.dhtmlx),
    beside: { whole: besideOf(others.whole), cold: besideOf(others.cold) },
  };
}

const questions: readonly { key: keyof Figures; text: string; unit: 'ms' | 'MB'; goals: Readonly<Record<number, number>> }[] = [
  { key: 'readyMs', text: 'ready', unit: 'ms', goals: { 1000: 1, 10_000: 1 / 4, 100_000: 1 / 8 } },
  { key: 'scrollDownMs', text: 'scroll down, p95 frame', unit: 'ms', goals: { 1000: 0.5, 10_000: 0.5, 100_000: 0.5 } },
  { key: 'scrollUpMs', text: 'scroll up, p95 frame', unit: 'ms', goals: { 1000: 0.5, 10_000: 0.5, 100_000: 0.5 } },
  { key: 'editMs', text: 'edit with cascade to rest', unit: 'ms', goals: { 1000: 1, 10_000: 1, 100_000: 1 } },
  { key: 'heapMb', text: 'heap', unit: 'MB', goals: { 1000: 0.5, 10_000: 0.5, 100_000: 0.5 } },
  // The other chart moves one bar; ours works out and shows all that follows, at each step.
  { key: 'dragMs', text: 'drag, p95 script time of a step', unit: 'ms', goals: { 1000: 2, 10_000: 2, 100_000: 2 } },
];

const noteOn = ({ whole, cold }: Beside, key: 'readyMs' | 'heapMb', unit: string): string =>
  `with toolbar, menus and panels around it ${whole[key].toFixed(2)} ${unit}; the app started with it ${cold[key].toFixed(2)} ${unit}`;

const noteOnPages = (milestone: Figures, dhtmlx: Figures): string =>
  `all that the page uses ${milestone.pageHeapMb.toFixed(2)} MB beside ${dhtmlx.pageHeapMb.toFixed(2)} MB`;

const only = Number(process.argv[2]);
await buildPages();
const { server, origin } = await serve();
const browser = await chromium.launch({ executablePath: findBrowser(), args: [...FLAGS, ...UNPACED] });
try {
  for (const rowCount of SIZES) {
    if (only > 0 && rowCount !== only) continue;
    const { milestone, dhtmlx, beside } = await measure(browser, origin, rowCount);
    for (const { key, text, unit, goals } of questions)
      report({
        name: `gantt, ${rowCount.toLocaleString('en')} rows: ${text}`,
        of: { baseline: 'dhtmlx-gantt 10.0.3', figure: 'Milestone, engine on' },
        baseline: dhtmlx[key],
        figure: milestone[key],
        unit,
        goal: { kind: '≤', ratio: goals[rowCount] ?? 1 },
        ...(key === 'readyMs' ? { note: noteOn(beside, key, unit) } : {}),
        ...(key === 'heapMb' ? { note: `${noteOn(beside, key, unit)}; ${noteOnPages(milestone, dhtmlx)}` } : {}),
      });
  }
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
}
