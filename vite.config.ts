import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { compileEarly } from './scripts/compile-early.ts';

/** Locales whose built-in component texts are shipped; every other one is left out of the bundle. */
const LOCALES = ['en-US', 'de-DE', 'fr-FR'];
const LOCALE_FILE = /[\\/]intl[\\/](?:[^\\/]+[\\/])?([a-z]{2}-[A-Z]{2})\.(?:m|c)?js$/;

/** React Aria carries its texts in more than thirty languages: only those that the product speaks are kept. */
function keepLocales(locales: readonly string[]): Plugin {
  return {
    name: 'keep-locales',
    enforce: 'pre',
    load(id) {
      const locale = LOCALE_FILE.exec(id.split('?')[0] ?? '')?.[1];
      return locale === undefined || locales.includes(locale) ? null : 'export default {};';
    },
  };
}

/**
 * Cascade layers rank by first mention, and the browser may load any style file first: each one starts with the whole order.
 */
function declareLayers(): Plugin {
  const order = /@layer [^;{]+;/.exec(readFileSync(new URL('src/client/ui/styles/layers.css', import.meta.url), 'utf8'))?.[0] ?? '';
  return {
    name: 'declare-layers',
    enforce: 'post',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = `${order}${String(file.source)}`;
    },
  };
}

const server = process.env.MILESTONE_DEV_SERVER ?? 'http://127.0.0.1:8485';
const tenantPrefix = '^(/t/[^/]+)?/api/';

export default defineConfig({
  root: 'src/client',
  base: '/',
  cacheDir: '../../.cache/vite',
  plugins: [keepLocales(LOCALES), declareLayers(), compileEarly(), react()],
  build: {
    outDir: '../../dist/client',
    emptyOutDir: true,
    manifest: true,
    // The tenant's application, and the portal of the control plane at /admin/.
    rolldownOptions: { input: ['src/client/index.html', 'src/client/admin.html'] },
    // Browsers with light-dark(), @property, nesting and cascade layers.
    target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: false,
  },
  css: { modules: { generateScopedName: '[name]_[local]_[hash:base64:5]' } },
  optimizeDeps: { include: ['react', 'react-dom/client', '@tanstack/react-router', '@tanstack/react-query', 'react-aria-components'] },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { [tenantPrefix]: { target: server, ws: true } },
  },
});
