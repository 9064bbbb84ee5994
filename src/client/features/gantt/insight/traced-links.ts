import type { PhaseId } from '../../../../planning/model.ts';
import type { Plan } from '../../../../planning/plan.ts';
import { explainPlace } from '../../../../planning/schedule/explain-place.ts';

const NONE: ReadonlySet<string> = new Set();

/** The links that hold an item where it is, back to the date that somebody chose. The version tells that the plan changed. */
export function tracedLinks(plan: Plan, _version: number, id: string | undefined): ReadonlySet<string> {
  if (id === undefined) return NONE;
  // An id from the address: it is looked up, not trusted.
  const steps = explainPlace(plan, id as PhaseId, 'start');
  const ids = steps.flatMap(({ rule }) => (rule.kind === 'link' ? [rule.dependency.id] : []));
  return ids.length === 0 ? NONE : new Set(ids);
}
