import { describe, expect, it } from 'vitest';
import type { SiteId } from '../../../planning/model.ts';
import { faultOfChoices, faultOfFile, formOf, type ImportChoices } from './import-state.ts';

// Ids are born at the server; here one is enough that looks like any text.
const choices: ImportChoices = { siteId: 'site' as SiteId, newSiteName: 'Main site', workingDays: false, projectName: null, sheet: {} };
const file = new File(['Name\nA'], 'plan.csv');
const partsOf = (changed: Partial<ImportChoices>) =>
  Object.fromEntries([...formOf(file, { ...choices, ...changed })].filter(([key]) => key !== 'file'));

describe('the form of an import', () => {
  it('sends only what was decided', () => {
    expect(partsOf({})).toEqual({ siteId: 'site' });
    expect(partsOf({ workingDays: true, projectName: ' Mine ', sheet: { dateOrder: 'dmy', columns: { name: 2 } } })).toEqual({
      siteId: 'site',
      workingDays: 'true',
      projectName: 'Mine',
      sheet: '{"dateOrder":"dmy","columns":{"name":2}}',
    });
  });

  it('names the first site and its time zone where there is none yet', () => {
    expect(partsOf({ siteId: null })).toEqual({
      newSiteName: 'Main site',
      newSiteTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
  });

  it('says what is missing before it is sent', () => {
    expect(faultOfChoices(choices)).toBeUndefined();
    expect(faultOfChoices({ ...choices, projectName: ' ' })).toBe('Give the project a name.');
    expect(faultOfChoices({ ...choices, siteId: null, newSiteName: '' })).toBe('Give the site a name.');
  });

  it('refuses empty and oversized files without sending them', () => {
    expect(faultOfFile({ name: 'a.xml', size: 0 }, 1000)).toContain('“a.xml” is empty');
    expect(faultOfFile({ name: 'a.xml', size: 3 << 20 }, 2 << 20)).toContain('larger than 2 MB');
    expect(faultOfFile({ name: 'a.xml', size: 5 }, 1000)).toBeUndefined();
  });
});
