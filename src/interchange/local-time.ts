import { parseDay, type Day } from '../lib/days.ts';
import type { LocalTime } from './foreign-project.ts';

const LOCAL_TIME = /^\s*(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?\s*$/;

/** The canonical form of an ISO date and time; a zone is dropped, the wall clock stays. Null when it is not a real one. */
export function parseLocalTime(text: string | undefined): LocalTime | null {
  const match = text === undefined ? null : LOCAL_TIME.exec(text);
  if (!match?.[1] || parseDay(match[1]) === undefined) return null;
  if (match[2] === undefined) return match[1];
  const [hour, minute, second] = [match[2], match[3] ?? '00', match[4] ?? '00'];
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 ? `${match[1]}T${hour}:${minute}:${second}` : null;
}

/** Day and minute of the day; the minute is null where the file gave none. */
export function splitLocalTime(time: LocalTime): { readonly day: Day; readonly minute: number | null } {
  const day = parseDay(time.slice(0, 10));
  if (day === undefined) throw new RangeError(`"${time}" is not a local time`);
  return { day, minute: time.length > 10 ? Number(time.slice(11, 13)) * 60 + Number(time.slice(14, 16)) : null };
}

/** `HH:MM[:SS]` as minutes after midnight. */
export function parseClock(text: string | undefined): number | null {
  const match = /^\s*(\d{1,2}):(\d{2})(?::\d{2})?\s*$/.exec(text ?? '');
  const minute = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  return minute >= 0 && minute <= 1440 ? minute : null;
}

const XSD_DURATION = /^\s*(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?\s*$/;

/** Minutes of an XML duration such as `PT80H30M0S`. */
export function parseXmlDuration(text: string | undefined): number | null {
  const match = XSD_DURATION.exec(text ?? '');
  if (!match) return null;
  const [days, hours, minutes, seconds] = [match[2], match[3], match[4], match[5]].map((part) => Number(part ?? 0));
  const total = (days ?? 0) * 1440 + (hours ?? 0) * 60 + (minutes ?? 0) + (seconds ?? 0) / 60;
  return match[1] ? -total : total;
}
