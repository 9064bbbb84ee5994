/** Where the workspace lives on this host: `''` for the only one, `/t/{slug}` for one of many. Never ends in a slash. */
export function basePathOf(pathname: string): string {
  return /^\/t\/[a-z0-9][a-z0-9-]*(?=\/|$)/.exec(pathname)?.[0] ?? '';
}

/** The base path of the page that is open; it does not change without a page load. */
export function currentBasePath(): string {
  return basePathOf(window.location.pathname);
}
