import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createUuid } from '../lib/uuid.ts';
import type { SiteId } from '../planning/model.ts';
import { LIMITS } from './foreign-project.ts';
import { toCommands } from './mapping/to-commands.ts';
import { readFile } from './read-file.ts';

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../../tests/fixtures/${name}`, import.meta.url));
const files = [
  'mspdi/cryostat-upgrade.xml',
  'mspdi/Project.xml',
  'csv/english-mdy.csv',
  'csv/deutsch-windows-1252.csv',
  'csv/francais-utf16.csv',
].map(fixture);
const textBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Far more than any of these files should need; a hang fails the test. */
const MAX_MS = 20_000;

/** Reads and maps as an import does. Anything but a plan or a refusal with a whole sentence fails the test. */
function take(bytes: Uint8Array, name = 'file'): 'taken' | 'refused' {
  const from = performance.now();
  const read = readFile(bytes, name);
  const mapped = read.ok
    ? toCommands(read.value.project, {
        siteId: createUuid() as SiteId,
        fallbackName: name,
        workingDays: false,
        staff: [],
        fallbackStartOn: 20_000,
        createId: createUuid,
      })
    : read;
  expect(performance.now() - from).toBeLessThan(MAX_MS);
  expect(mapped.ok ? 'Taken.' : mapped.refusal.message).toMatch(/^\S.+[.”]$/s);
  return mapped.ok ? 'taken' : 'refused';
}

const someFile = fc.constantFrom(...files);

describe('broken and hostile files', () => {
  it('a file that ends anywhere is read or refused with a sentence', () => {
    fc.assert(
      fc.property(someFile, fc.nat({ max: 1_000_000 }), (file, place) => {
        expect(['taken', 'refused']).toContain(take(file.subarray(0, place % (file.length + 1))));
      }),
      { numRuns: 300 },
    );
  });

  it('an XML file that ends early is never taken', () => {
    const [file = new Uint8Array()] = files;
    const text = new TextDecoder().decode(file);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.lastIndexOf('</Project>') + 9 }), (end) => {
        expect(take(textBytes(text.slice(0, end)))).toBe('refused');
      }),
      { numRuns: 300 },
    );
  });

  it('changed bytes are read or refused with a sentence', () => {
    const change = fc.tuple(fc.nat({ max: 1_000_000 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(someFile, fc.array(change, { minLength: 1, maxLength: 30 }), (file, changes) => {
        const bytes = new Uint8Array(file);
        for (const [place, value] of changes) bytes[place % bytes.length] = value;
        expect(['taken', 'refused']).toContain(take(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('any bytes at all are read or refused with a sentence, whatever the start pretends', () => {
    const starts = ['', '<', '<?xml version="1.0"?><Project>', 'Name,Start\n', '\u0000', '\ufeff', 'MPX,', 'sep=;\n', '"'].map(textBytes);
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 2000 }), (start, rest) => {
        expect(['taken', 'refused']).toContain(take(new Uint8Array([...start, ...rest])));
      }),
      { numRuns: 500 },
    );
  });

  it('odd cells of a sheet are read or refused with a sentence', () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('1FS+', '99999999999999999999', '-1', '31.02.2027', '=1+1', '\t', '1'.repeat(500), '((((', '[', '%', '0.0.0.0'),
    );
    const titles = [
      'ID',
      'WBS',
      'Outline Level',
      'Name',
      'Start',
      'Finish',
      'Duration',
      '% Complete',
      'Predecessors',
      'Milestone',
      'Notes',
      'Resource Names',
    ];
    fc.assert(
      fc.property(fc.array(fc.array(odd, { maxLength: titles.length + 1 }), { maxLength: 30 }), (rows) => {
        const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
        const sheet = [titles.map(quote).join(','), ...rows.map((row) => row.map(quote).join(','))].join('\n');
        expect(['taken', 'refused']).toContain(take(textBytes(sheet)));
      }),
      { numRuns: 300 },
    );
  });

  it('bombs, towers and floods are refused within the limits', () => {
    const entities = Array.from({ length: 30 }, (_, index) => `<!ENTITY a${index + 1} "&a${index};&a${index};&a${index};">`).join('');
    const hostile: readonly (readonly [string, Uint8Array])[] = [
      [
        'a billion laughs',
        textBytes(`<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a0 "ha">${entities}]><Project><Title>&a30;</Title></Project>`),
      ],
      ['an outside entity', textBytes('<!DOCTYPE p SYSTEM "file:///etc/passwd"><Project/>')],
      ['a tower of elements', textBytes(`<Project>${'<Tasks>'.repeat(500_000)}`)],
      ['a million tasks', textBytes(`<Project><Tasks>${'<Task><UID>1</UID></Task>'.repeat(1_000_000)}</Tasks></Project>`)],
      ['a million rows', textBytes(`Name\n${'A\n'.repeat(1_000_000)}`)],
      ['a row of a million cells', textBytes(`Name,Start\nA${','.repeat(1_000_000)}\n`)],
      ['an endless first element', textBytes(`<Project a="${'x'.repeat(5_000_000)}"><Tasks/></Project>`)],
      ['an endless quote', textBytes(`Name,Start\n"${'x'.repeat(5_000_000)}`)],
      ['zeros', new Uint8Array(5_000_000)],
      ['blanks', textBytes(' '.repeat(5_000_000))],
    ];
    for (const [what, bytes] of hostile) expect(`${what}: ${take(bytes)}`).toBe(`${what}: refused`);
  });

  it('large values in small files are read and cut to what a plan holds', () => {
    const long = 'x'.repeat(5_000_000);
    expect(
      take(textBytes(`<Project><Tasks><Task b="${long}"><UID>1</UID><Name>${long}</Name><Notes>${long}</Notes></Task></Tasks></Project>`)),
    ).toBe('taken');
    expect(take(textBytes(`Name,Notes,Predecessors\nA,${'y'.repeat(900_000)},${'1;'.repeat(40_000)}`))).toBe('taken');
    expect(take(textBytes(`<Project>${'<!-- -->'.repeat(300_000)}<Tasks/></Project>`))).toBe('taken');
  });

  it('a chain as deep as it is long, circles of links and repeated ids are untangled', () => {
    const task = (uid: number, level: number, predecessor: number): string =>
      `<Task><UID>${uid}</UID><Name>T</Name><OutlineLevel>${level}</OutlineLevel><Start>2027-01-01T08:00:00</Start><Finish>2027-01-01T17:00:00</Finish>` +
      `<PredecessorLink><PredecessorUID>${predecessor}</PredecessorUID></PredecessorLink></Task>`;
    const many = 20_000;
    const tower = Array.from({ length: many }, (_, index) => task(index + 1, index + 1, 0)).join('');
    const ring = Array.from({ length: many }, (_, index) => task(index + 1, 1, ((index + 1) % many) + 1)).join('');
    const pairs = Array.from({ length: many }, (_, index) => task(index + 1, 1, (index ^ 1) + 1)).join('');
    const same = Array.from({ length: many }, () => task(7, 1, 7)).join('');
    for (const tasks of [tower, ring, pairs, same]) expect(take(textBytes(`<Project><Tasks>${tasks}</Tasks></Project>`))).toBe('taken');
  });

  it('a file above the size limit is refused without being looked at', () => {
    expect(readFile(new Uint8Array(LIMITS.bytes + 1), 'x')).toMatchObject({ ok: false, refusal: { code: 'too_large' } });
  });
});
