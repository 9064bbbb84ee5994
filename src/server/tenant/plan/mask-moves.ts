import type { Plan } from '../../../planning/plan.ts';
import type { WireMove } from './change-record.ts';
import { lookupIn } from './draft.ts';
import { levelOf, sightOf, type PlanLookup, type Reader } from './sight.ts';

/** Moves as the actor may know them: of hidden phases none, of masked projects the days, and no id of anything hidden. */
export function maskMoves(plan: Plan, reader: Reader, moves: readonly WireMove[]): WireMove[] {
  const lookup = lookupIn(plan);
  return moves.flatMap((move) => {
    const level = levelIn(lookup, reader, move.entity, move.id);
    if (level === 'none') return [];
    const { predecessorId } = move.reason;
    const isReasonOpen = predecessorId === undefined || levelIn(lookup, reader, 'phase', predecessorId) === 'full';
    return [level === 'full' && isReasonOpen ? move : { ...move, reason: { kind: move.reason.kind } }];
  });
}

function levelIn(lookup: PlanLookup, reader: Reader, entity: 'project' | 'phase', id: string) {
  const row = lookup(entity, id);
  return row ? levelOf(reader, entity, sightOf(lookup, entity, row)) : 'none';
}
