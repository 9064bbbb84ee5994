import type { PhaseNode } from '../phase-node.ts';
import { refused, type Refused } from './refused.ts';

const NAMED = 8;

/** The refusal of a circle with its path named; `path` is given without the return to its first phase. */
export function circle(what: string, path: readonly PhaseNode[], field: string): Refused {
  const names = path.map(({ phase }) => phase.name);
  const shown = names.length > NAMED ? [...names.slice(0, NAMED - 2), '…', ...names.slice(-1)] : names;
  return refused(
    'dependency_cycle',
    `${what}: the links would form a circle, ${[...shown, names[0] ?? ''].join(' → ')}. Remove one of them first.`,
    { field, ids: path.map(({ phase }) => phase.id) },
  );
}
