import { FIRST_DAY, formatDay, LAST_DAY, type Day } from '../../lib/days.ts';
import type { PhaseNode } from '../phase-node.ts';
import type { FieldRef, Refusal, RefusalCode } from './command.ts';

/** A refusal before it is known which command of the batch it belongs to. */
export type Refused = Omit<Refusal, 'commandIndex'>;

export function refused(
  code: RefusalCode,
  message: string,
  more?: { readonly field?: string; readonly ids?: readonly string[]; readonly causes?: readonly FieldRef[] },
): Refused {
  return { code, message, ...more };
}

/** A name as sentences quote it. */
export function quote(name: string): string {
  return `“${name}”`;
}

export function nameOf(node: PhaseNode): string {
  return quote(node.phase.name);
}

export function notFound(what: string, field = 'id'): Refused {
  return refused('not_found', `This ${what} is not in the plan any more. Somebody may have deleted it; reload to see the current plan.`, {
    field,
  });
}

export function alreadyExists(what: string): Refused {
  return refused('already_exists', `There is a ${what} with this id already. Create it with another id.`, { field: 'id' });
}

/** Typed days must be real days in their order. */
export function checkDays(startOn: Day, endOn: Day, prefix = ''): Refused | undefined {
  if (!isDay(startOn)) return outOfRange(`${prefix}startOn`);
  if (!isDay(endOn)) return outOfRange(`${prefix}endOn`);
  if (endOn >= startOn) return undefined;
  return refused(
    'end_before_start',
    `The end, ${formatDay(endOn)}, lies before the start, ${formatDay(startOn)}. Choose an end on or after the start.`,
    { field: `${prefix}endOn` },
  );
}

export function isDay(day: Day): boolean {
  return Number.isInteger(day) && day >= FIRST_DAY && day <= LAST_DAY;
}

function outOfRange(field: string): Refused {
  return refused('out_of_range', `Days must lie between ${formatDay(FIRST_DAY)} and ${formatDay(LAST_DAY)}.`, { field });
}

export function movedOutOfRange(name: string, id: string): Refused {
  return refused(
    'out_of_range',
    `${quote(name)} would be moved beyond the years of the plan, ${formatDay(FIRST_DAY)} to ${formatDay(LAST_DAY)}. Choose other dates or a shorter lag.`,
    { ids: [id] },
  );
}
