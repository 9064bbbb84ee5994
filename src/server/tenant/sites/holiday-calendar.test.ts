import { describe, expect, it } from 'vitest';
import { formatDay } from '../../../lib/days.ts';
import { listCalendarCountries, listPublicHolidays } from './holiday-calendar.ts';

async function daysOf(countryCode: string, regionCode: string | null, year: number): Promise<readonly string[]> {
  const holidays = await listPublicHolidays({ countryCode, regionCode }, { fromYear: year, toYear: year });
  return (holidays ?? []).map(({ startOn, endOn }) =>
    startOn === endOn ? formatDay(startOn) : `${formatDay(startOn)}/${formatDay(endOn)}`,
  );
}

describe('the calendar of public holidays', () => {
  it('knows Zürich, Bavaria, Saxony and France in 2027', async () => {
    expect(await daysOf('CH', 'ZH', 2027)).toEqual(
      expect.arrayContaining([
        '2027-01-01',
        '2027-03-26',
        '2027-03-29',
        '2027-05-01',
        '2027-05-06',
        '2027-05-17',
        '2027-08-01',
        '2027-12-25',
        '2027-12-26',
      ]),
    );
    expect(await daysOf('DE', 'BY', 2027)).toEqual(expect.arrayContaining(['2027-01-06', '2027-05-27', '2027-10-03', '2027-11-01']));
    expect(await daysOf('DE', 'SN', 2027)).toEqual(expect.arrayContaining(['2027-10-31', '2027-11-17']));
    expect(await daysOf('DE', 'SN', 2027)).not.toContain('2027-01-06');
    expect(await daysOf('FR', null, 2027)).toEqual(expect.arrayContaining(['2027-07-14', '2027-11-11']));
  });

  it('gives a day off in the local days of the place, far from UTC too', async () => {
    expect(await daysOf('NZ', null, 2027)).toEqual(expect.arrayContaining(['2027-02-06', '2027-04-25', '2027-12-25']));
    expect(await daysOf('US', null, 2027)).toEqual(expect.arrayContaining(['2027-07-04', '2027-11-25']));
  });

  it('lists each span of days once and in order', async () => {
    for (const [country, region] of [
      ['CH', 'TI'],
      ['GB', null],
      ['JP', null],
      ['TR', null],
      ['IL', null],
    ] as const) {
      const days = await daysOf(country, region, 2026);
      expect(days.length).toBeGreaterThan(4);
      expect(days).toEqual([...new Set(days)].sort());
    }
  });

  it('does not make up a country or region', async () => {
    expect(await listPublicHolidays({ countryCode: 'XX', regionCode: null }, { fromYear: 2027, toYear: 2027 })).toBeUndefined();
    expect(await listPublicHolidays({ countryCode: 'CH', regionCode: 'QQ' }, { fromYear: 2027, toYear: 2027 })).toBeUndefined();
  });

  it('offers countries with their regions', async () => {
    const countries = await listCalendarCountries();
    expect(countries.find(({ code }) => code === 'CH')?.regions).toHaveLength(26);
    expect(countries.find(({ code }) => code === 'DE')?.regions).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'BY' })]));
  });
});
