import { describe, expect, it } from 'vitest';
import { makeEquipment, makeLink, makePhase, makePlan, makeStaff, MONDAY } from '../../../../../tests/support/small-plans.ts';
import { dayOf } from '../../../../lib/days.ts';
import type { EntityName, Patch } from '../../../../planning/model.ts';
import { dayFormatOf } from '../../../timeline/day-format.ts';
import { activityLines, gatherFacts, type Told } from './activity-words.ts';

const plan = makePlan({
  phases: [makePhase('Assay', 0, 4), makePhase('Report', 5, 6)],
  dependencies: [makeLink('Assay', 'Report')],
  staff: [makeStaff('Ada'), makeStaff('Ben')],
  equipment: [makeEquipment('Reactor')],
});

function tell(
  patches: readonly Patch[],
  { moves = [] as Told['moves'], earlier = [] as readonly Patch[], itemId = 'Report' } = {},
): string[] {
  const facts = gatherFacts([
    { patches, moves },
    { patches: earlier, moves: [] },
  ]);
  return activityLines({ plan, format: dayFormatOf('en-GB', 2026), itemId, facts }, { patches, moves });
}

function patch(field: string, from: unknown, to: unknown, entity: EntityName = 'phase', id = 'Report'): Patch {
  return { entity, id, field, from, to };
}

/** A thing that is made, or removed. */
function birth(entity: EntityName, id: string, fields: Readonly<Record<string, unknown>>, isMade = true): Patch[] {
  return Object.entries({ id, ...fields }).map(([field, value]) => patch(field, isMade ? null : value, isMade ? value : null, entity, id));
}

describe('the history of an item', () => {
  it('tells fields from their old to their new value', () => {
    const [from, to] = [dayOf(2026, 3, 12), dayOf(2026, 3, 19)];
    expect(tell([patch('endOn', from, to), patch('startOn', from, to)])).toEqual(['Start 12 Mar → 19 Mar', 'End 12 Mar → 19 Mar']);
    expect(tell([patch('completionPercent', null, 40)])).toEqual(['Done 0 % → 40 %']);
    expect(tell([patch('name', 'A', 'B')])).toEqual(['Renamed from “A” to “B”']);
    expect(tell([patch('status', 'todo', 'inProgress')])).toEqual(['Status To do → In progress']);
  });

  it('says what moved it, where it was not moved itself', () => {
    const patches = [patch('startOn', MONDAY, MONDAY + 1), patch('endOn', MONDAY, MONDAY + 1)];
    const because = (reason: Told['moves'][number]['reason']) => tell(patches, { moves: [{ id: 'Report', reason }] })[1];
    expect(because({ kind: 'asked' })).toBe('End 5 Jan → 6 Jan');
    expect(because({ kind: 'pushed', predecessorId: 'Assay' })).toBe('End 5 Jan → 6 Jan, pushed by Assay');
    expect(because({ kind: 'pushed' })).toBe('End 5 Jan → 6 Jan, pushed by a phase before it');
    expect(because({ kind: 'withParent', parentId: 'Alpha' })).toBe('End 5 Jan → 6 Jan, moved with Alpha');
    expect(because({ kind: 'spansChildren' })).toBe('End 5 Jan → 6 Jan, as its phases moved');
  });

  it('tells a birth in one word, and an order only where nothing else changed', () => {
    expect(tell(birth('phase', 'Report', { name: 'A' }))).toEqual(['Created']);
    expect(tell([patch('rank', 'V', 'W')])).toEqual(['Order changed']);
    expect(tell([patch('rank', 'V', 'W'), patch('parentId', 'x', null)])).toEqual(['Moved to the top of the project']);
  });

  it('tells links that came, changed and went, from the side of the item', () => {
    const ends = { predecessorId: 'Assay', successorId: 'Report', type: 'FS', lagDays: 2 };
    expect(tell(birth('dependency', 'Assay to Report', ends))).toEqual(['Linked after Assay (FS+2d)']);
    const changes = [patch('type', 'FS', 'SS', 'dependency', 'Assay to Report'), patch('lagDays', 2, -1, 'dependency', 'Assay to Report')];
    expect(tell(changes)).toEqual(['Link from Assay: FS → SS, lag 2 d → −1 d']);
    expect(tell(changes, { itemId: 'Assay' })).toEqual(['Link to Report: FS → SS, lag 2 d → −1 d']);
    expect(tell(birth('dependency', 'Assay to Report', ends, false))).toEqual(['Link from Assay removed']);
  });

  it('knows the ends of a link that is gone from the change that removed it', () => {
    const gone = birth('dependency', 'gone', { predecessorId: 'Assay', successorId: 'Report', type: 'FS' }, false);
    expect(tell([patch('lagDays', 0, 3, 'dependency', 'gone')], { earlier: gone })).toEqual(['Link from Assay: lag 0 d → 3 d']);
  });

  it('tells people and bookings that came, changed and went', () => {
    const made = birth('assignment', 'a', { staffId: 'Ada', allocationPercent: 50, phaseId: 'Report' });
    expect(tell(made)).toEqual(['Assigned Ada with 50 %']);
    expect(tell([patch('allocationPercent', 50, 20, 'assignment', 'a')], { earlier: made })).toEqual(['Ada 50 % → 20 %']);
    expect(tell([patch('staffId', 'Ada', 'Ben', 'assignment', 'a')], { earlier: made })).toEqual(['Ada replaced by Ben']);
    expect(tell([patch('endOn', MONDAY, MONDAY + 1, 'assignment', 'a')], { earlier: made })).toEqual(['Ada until 5 Jan → 6 Jan']);
    const booked = birth('reservation', 'b', { equipmentId: 'Reactor', phaseId: 'Report' });
    expect(tell(booked)).toEqual(['Booked Reactor']);
    expect(tell([patch('startOn', MONDAY, MONDAY + 1, 'reservation', 'b')], { earlier: booked })).toEqual([
      'Booking of Reactor: from 5 Jan → 6 Jan',
    ]);
  });

  it('does not repeat that a booking went with its phase', () => {
    const booked = birth('reservation', 'b', { equipmentId: 'Reactor', phaseId: 'Report' });
    const moved = [patch('startOn', MONDAY, MONDAY + 1), patch('startOn', MONDAY, MONDAY + 1, 'reservation', 'b')];
    expect(tell(moved, { earlier: booked })).toEqual(['Start 5 Jan → 6 Jan']);
  });

  it('names the phases in the item, a few of many', () => {
    const moved = ['Assay', 'Report', 'x', 'y', 'z'].map((id) => patch('completionPercent', 0, 10, 'phase', id));
    expect(tell(moved, { itemId: 'Alpha' })).toEqual([
      'Assay: Done 0 % → 10 %',
      'Report: Done 0 % → 10 %',
      'A phase: Done 0 % → 10 %',
      'and 2 more phases',
    ]);
  });
});
