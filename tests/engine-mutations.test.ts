import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A deliberate error in the engine: the text must stand in the file, so that no mutation fades away unnoticed. */
type Mutation = { readonly name: string; readonly file: string; readonly from: string; readonly to: string };

const mutations: readonly Mutation[] = [
  {
    name: 'a negative lag counts as a positive one',
    file: 'schedule/requirement.ts',
    from: ': instant + days;',
    to: ': instant + Math.abs(days);',
  },
  {
    name: 'a milestone at the end of its day counts as standing at its start',
    file: 'phase-node.ts',
    from: "phase.isMilestone && phase.milestoneEdge === 'end' ? phase.startOn + 1 : phase.startOn",
    to: 'phase.startOn',
  },
  {
    name: 'links on a containing phase do not bind its leaves',
    file: 'schedule/requirement.ts',
    from: 'node = node.parent)',
    to: 'node = undefined)',
  },
  {
    name: 'what follows a containing phase is not looked at',
    file: 'schedule/settle.ts',
    from: 'if (node.parent?.exit) node.parent.exit.isAlarmed = true;',
    to: '',
  },
  {
    name: 'circles through containment are not seen',
    file: 'schedule/gate-order.ts',
    from: 'if (node.parent?.exit) visit(node.parent.exit);',
    to: '',
  },
  {
    name: 'holidays count as working days',
    file: 'calendar/site-calendar.ts',
    from: 'if (off[holiday] === day) holiday += 1;',
    to: 'if (off[holiday] === -1) holiday += 1;',
  },
  {
    name: 'a pushed phase keeps calendar days where it should keep working days',
    file: 'schedule/requirement.ts',
    from: 'if (!calendar || workedDays === 0) return { startOn,',
    to: 'if (calendar || workedDays === 0) return { startOn,',
  },
  {
    name: 'phases are pushed where automatic scheduling is off',
    file: 'schedule/settle.ts',
    from: '!project.autoSchedule &&',
    to: 'false &&',
  },
  {
    name: 'bookings stay behind when their phase moves',
    file: 'commands/transaction.ts',
    from: '  carryBookings(tx, node);\n  return undefined;',
    to: '  return undefined;',
  },
  {
    name: 'the latest finish of a parent is not lowered when its last leaf moves to the left',
    file: 'tree/tree-nodes.ts',
    from: 'if (needsSearch) return false;',
    to: 'if (needsSearch) return true;',
  },
  {
    name: 'a change is taken back in the order in which it was made',
    file: 'commands/transaction.ts',
    from: 'const entry = tx.log[index];',
    to: 'const entry = tx.log[tx.log.length - 1 - index];',
  },
  {
    name: 'a finish link binds the start',
    file: 'phase-node.ts',
    from: "edge.bindsFinish = type === 'FF' || type === 'SF';",
    to: "edge.bindsFinish = type === 'FF';",
  },
];

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);
const PLANS = 1500;
const SEED = 20_260_105;

describe('deliberate errors in the engine', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'milestone-mutations-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function copyEngine(name: string): string {
    const copy = path.join(folder, name);
    for (const part of ['src/planning', 'src/lib']) cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
    writeFileSync(path.join(copy, 'package.json'), '{"type":"module"}');
    symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
    return copy;
  }

  async function check(copy: string): Promise<string> {
    const script = path.join(root, 'tests/support/check-engine.ts');
    const { stdout } = await run(process.execPath, [script, copy, String(PLANS), String(SEED)], {
      timeout: 60_000,
      maxBuffer: 1 << 26,
    }).catch((error: unknown) => ({ stdout: `did not end: ${String(error)}` }));
    return stdout.trim();
  }

  it('an unchanged copy keeps every rule', async () => {
    expect(await check(copyEngine('control'))).toBe('kept');
  });

  it.each(mutations)('$name: the random plans notice', async ({ name, file, from, to }) => {
    const copy = copyEngine(name.replaceAll(/\W+/g, '-'));
    const mutated = path.join(copy, 'src/planning', file);
    const source = readFileSync(mutated, 'utf8');
    expect(source).toContain(from);
    writeFileSync(mutated, source.replaceAll(from, to));
    const fault = await check(copy);
    expect(fault).not.toBe('kept');
    expect(fault).not.toMatch(/^did not end.*(SyntaxError|ERR_)/);
  });
});
