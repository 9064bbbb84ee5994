import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome', '/Applications/Google Chrome.app/Contents/MacOS'];

/** The Chromium to run browser tests in: the one that is named, the system's, else Playwright's own. Throws what to install. */
export function findBrowser(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return named;
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter);
  const candidates = [...FOLDERS, ...onPath].flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  const found = [...candidates, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', chromium.executablePath()].find((file) =>
    existsSync(file),
  );
  if (found !== undefined) return found;
  throw new Error(
    'The browser tests need Chromium and found none. Install it (Debian, Ubuntu: apt-get install chromium; elsewhere: npx playwright install chromium) or set CHROMIUM_PATH to the program.',
  );
}
