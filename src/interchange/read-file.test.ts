import { describe, expect, it } from 'vitest';
import { readFile } from './read-file.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const bytes = (...start: number[]): Uint8Array =>
  new Uint8Array([...start, ...Array.from({ length: 600 }, (_, index) => (index * 7) % 256)]);
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const utf16 = (content: string): number[] => [...Buffer.from(content, 'utf16le')];

describe('what a file is', () => {
  it.each([
    ['nothing', new Uint8Array(), 'x.xml', 'empty', 'empty'],
    ['blanks', text(' \r\n\t'), 'x.csv', 'empty', 'nothing but blanks'],
    ['a picture', bytes(0xff, 0xd8, 0xff, 0xe0), 'plan.csv', 'not_a_plan', 'JPEG'],
    ['a PDF', text('%PDF-1.7 ...'), 'plan.xml', 'not_a_plan', 'PDF'],
    ['a web page', text('<!DOCTYPE HTML>\n<html><body>Sign in</body></html>'), 'plan.mpp', 'not_a_plan', 'web page'],
    ['a web page in XML', text('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html/>'), 'plan.xml', 'not_a_plan', 'web page'],
    ['a Project file by its name', bytes(...OLE), 'Plan.MPP', 'not_supported', 'save it as XML'],
    ['a Project file by its content', bytes(...OLE, ...utf16('Props14')), 'plan.csv', 'not_supported', 'save it as XML'],
    ['an old Word file', bytes(...OLE), 'plan.doc', 'not_a_plan', 'older Office document'],
    [
      'an Excel workbook',
      text('PK\u0003\u0004....[Content_Types].xml....xl/workbook.xml'),
      'plan.csv',
      'not_supported',
      'Save the sheet as CSV',
    ],
    ['a ZIP archive', text('PK\u0003\u0004plan.xml'), 'plan.zip', 'not_a_plan', 'Unpack'],
    ['an MPX file', text('MPX,Microsoft Project for Windows,4.0,ANSI\n'), 'plan.mpx', 'not_supported', 'MPX'],
    ['a Primavera file', text('ERMHDR\t8.0\n'), 'plan.xer', 'not_supported', 'Primavera'],
    ['a calendar', text('BEGIN:VCALENDAR\n'), 'plan.csv', 'not_a_plan', 'iCalendar'],
    ['JSON', text('{"tasks": []}'), 'plan.csv', 'not_supported', 'JSON'],
    ['another XML', text('<?xml version="1.0"?><svg/>'), 'plan.xml', 'not_a_plan', '“svg”'],
    ['data', bytes(0, 1, 2, 3), 'plan.csv', 'not_a_plan', 'not a text file'],
  ])('%s is refused with what it is and what to do', (_what, content, name, code, says) => {
    const result = readFile(content, name);
    expect(result).toMatchObject({ ok: false, refusal: { code } });
    expect(result.ok ? '' : result.refusal.message).toContain(says);
  });

  it('goes by content, not by name', () => {
    expect(readFile(text('Name;Start\nA;2027-01-01'), 'plan.mpp')).toMatchObject({ ok: true, value: { project: { format: 'csv' } } });
    expect(readFile(text('\ufeff\n <Project><Tasks/></Project>'), 'plan.csv')).toMatchObject({
      ok: true,
      value: { project: { format: 'mspdi' } },
    });
  });
});
