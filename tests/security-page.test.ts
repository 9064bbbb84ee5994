import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** What `docs/security.md` claims is shown by tests; this holds the page to tests that are really there. */
const rows = readFileSync('docs/security.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|')[3] ?? '');
const files = globSync(['src/**/*.test.ts', 'tests/**/*.test.ts']);

describe('the security page', () => {
  it('names a test for every point', () => {
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter((row) => !/`[^`]+\.test\.ts`/.test(row))).toEqual([]);
  });

  it('names no test file that is not there', () => {
    const named = rows.flatMap((row) => Array.from(row.matchAll(/`([^`]+\.test\.ts)`/g), (match) => match[1] ?? ''));
    expect(named.filter((name) => !files.some((file) => file === name || path.basename(file) === name))).toEqual([]);
  });

  it('names no test that is not in one of the files of its row', () => {
    const missing = rows.flatMap((row) => {
      const names = Array.from(row.matchAll(/`([^`]+\.test\.ts)`/g), (match) => path.basename(match[1] ?? ''));
      const text = files.filter((file) => names.includes(path.basename(file))).map((file) => readFileSync(file, 'utf8'));
      const titles = Array.from(row.matchAll(/"([^"]+)"/g), (match) => (match[1] ?? '').replace(/ …$/, ''));
      return titles.filter((title) => !text.join('').includes(title));
    });
    expect(missing).toEqual([]);
  });
});
