import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

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

const server = process.env.MILESTONE_DEV_SERVER ?? 'http://127.0.0.1:8485';
const tenantPrefix = '^(/t/[^/]+)?/api/';

export default defineConfig({
  root: 'src/client',
  base: '/',
  cacheDir: '../../.cache/vite',
  plugins: [keepLocales(LOCALES), react()],
  build: {
    outDir: '../../dist/client',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
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
