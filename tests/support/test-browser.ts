type Cookie = { readonly value: string; readonly path: string };
export type Visit = { readonly url: URL; readonly status: number; readonly text: string };

/** What a browser does when it is led about: keeps cookies by path and follows redirects. Ports share cookies, as in browsers. */
export type TestBrowser = {
  /** Follows redirects to the end, or to the first address that `until` names, which is not asked for. */
  visit(url: string, until?: (url: URL) => boolean): Promise<Visit>;
  /** The cookie header for an address. */
  cookiesFor(url: string): string;
  /** Cookies of the other browser, as somebody who stole them would have them. */
  copyFrom(other: TestBrowser, url: string): void;
};

const MAX_REDIRECTS = 15;

/** `isPage`: addresses of the application itself, which are not fetched. */
export function createTestBrowser(isPage: (url: URL) => boolean = () => false): TestBrowser {
  const jar = new Map<string, Cookie>();
  const cookiesFor = (text: string): string => {
    const { pathname } = new URL(text);
    const sent = [...jar].filter(([, { path }]) => pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`));
    return sent.map(([key, { value }]) => `${key.split('\n')[0] ?? ''}=${value}`).join('; ');
  };
  const keep = (url: URL, header: string): void => {
    const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const path = attributes.find((part) => /^path=/i.test(part))?.slice(5) ?? url.pathname.replace(/\/[^/]*$/, '/');
    const isOver = attributes.some((part) => /^max-age=0$/i.test(part) || /^expires=Thu, 01 Jan 1970/i.test(part));
    const key = `${name}\n${path}`;
    if (isOver) jar.delete(key);
    else jar.set(key, { value: pair.slice(name.length + 1), path });
  };
  return {
    cookiesFor,
    copyFrom: (other, url) => {
      for (const pair of other.cookiesFor(url).split('; ')) keep(new URL(url), `${pair}; path=/`);
    },
    visit: async (start, until = () => false) => {
      let url = new URL(start);
      for (let count = 0; count < MAX_REDIRECTS; count += 1) {
        if (count > 0 && (until(url) || isPage(url))) return { url, status: 0, text: '' };
        const response = await fetch(url, { redirect: 'manual', headers: { cookie: cookiesFor(url.href) } });
        for (const header of response.headers.getSetCookie()) keep(url, header);
        const location = response.headers.get('location');
        const text = await response.text();
        if (location === null) return { url, status: response.status, text };
        url = new URL(location, url);
      }
      throw new Error(`too many redirects from ${start}`);
    },
  };
}
