import { describe, expect, it } from 'vitest';
import { createProgressBar } from './progress-bar.ts';

function screenOf(isTTY: boolean) {
  const written: string[] = [];
  return { written, screen: { isTTY, write: (text: string | Uint8Array) => written.push(String(text)) > 0 } };
}

describe('the progress bar', () => {
  it('moves in a terminal and ends its line', () => {
    const { written, screen } = screenOf(true);
    const bar = createProgressBar('Tenants', { isQuiet: false, screen });
    bar.show(1000, 2000);
    bar.show(2000, 2000, '1 failed');
    bar.end();
    expect(written[0]).toMatch(/^\rTenants \[#{15}·{15}\] 1,000\/2,000/);
    expect(written[1]).toMatch(/^\rTenants \[#{30}\] 2,000\/2,000, 1 failed/);
    expect(written[2]).toBe('\n');
  });

  it('writes a line for each tenth where there is no terminal', () => {
    const { written, screen } = screenOf(false);
    const bar = createProgressBar('Tenants', { isQuiet: false, screen });
    for (let done = 1; done <= 200; done += 1) bar.show(done, 200);
    bar.end();
    expect(written).toHaveLength(10);
    expect(written[9]).toBe('Tenants 200/200\n');
  });

  it('says nothing when it is to be quiet, or there is nothing to do', () => {
    const { written, screen } = screenOf(true);
    createProgressBar('Tenants', { isQuiet: true, screen }).show(1, 1);
    createProgressBar('Tenants', { isQuiet: false, screen }).show(0, 0);
    expect(written).toEqual([]);
  });
});
