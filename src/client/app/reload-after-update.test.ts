import { afterEach, expect, it, vi } from 'vitest';
import { reloadAfterUpdate } from './reload-after-update.ts';

const page = (script: string) => `<!doctype html><html><head><script type="module" src="/assets/${script}.js"></script></head></html>`;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  sessionStorage.clear();
  document.head.replaceChildren();
});

async function loseAPart(answer: () => Promise<Response>): Promise<ReturnType<typeof vi.fn>> {
  document.head.innerHTML = '<script type="text/plain" src="/assets/main-1.js"></script>';
  // Only now, so that nothing is fetched for it.
  document.querySelector('script')?.setAttribute('type', 'module');
  vi.stubGlobal('fetch', vi.fn(answer));
  const reload = vi.spyOn(window.location, 'reload').mockImplementation(() => undefined);
  reloadAfterUpdate();
  window.dispatchEvent(new Event('vite:preloadError'));
  await new Promise((resolve) => setTimeout(resolve, 10));
  return reload;
}

it('a page of an older version is loaded afresh, once', async () => {
  const reload = await loseAPart(() => Promise.resolve(new Response(page('main-2'))));
  expect(reload).toHaveBeenCalledOnce();
  window.dispatchEvent(new Event('vite:preloadError'));
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(reload).toHaveBeenCalledOnce();
});

it.each([
  ['the server does not answer', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['the server is starting', () => Promise.resolve(new Response('', { status: 503 }))],
  ['the page is of the present version', () => Promise.resolve(new Response(page('main-1')))],
])('the page stays where %s', async (_when, answer) => {
  expect(await loseAPart(answer)).not.toHaveBeenCalled();
});
