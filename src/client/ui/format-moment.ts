const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A moment of the wire, ISO 8601, in the reader's words and time zone. */
export function formatMoment(at: string): string {
  return moment.format(new Date(at));
}
