import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../../lib/days.ts';
import type { EntityName, Patch } from '../../../../planning/model.ts';
import { createPlan } from '../../../../planning/plan.ts';
import { dayFormatOf } from '../../../timeline/day-format.ts';
import { historyLines } from './history-words.ts';

const empty = { sites: [], holidays: [], companyEvents: [], staff: [], projects: [], phases: [], dependencies: [] };
const plan = createPlan({ revision: 1, ...empty, assignments: [], equipment: [], reservations: [], timeOff: [] });
const words = { plan, format: dayFormatOf('en-GB', 2026), itemId: 'f' };

function patch(field: string, from: unknown, to: unknown, entity: EntityName = 'phase', id = 'f'): Patch {
  return { entity, id, field, from, to };
}

describe('the history of an item', () => {
  it('tells fields from their old to their new value', () => {
    const [from, to] = [dayOf(2026, 3, 12), dayOf(2026, 3, 19)];
    expect(historyLines(words, [patch('endOn', from, to), patch('startOn', from, to)])).toEqual([
      'Start 12 Mar → 19 Mar',
      'End 12 Mar → 19 Mar',
    ]);
    expect(historyLines(words, [patch('completionPercent', null, 40)])).toEqual(['Done 0 % → 40 %']);
    expect(historyLines(words, [patch('name', 'A', 'B')])).toEqual(['Renamed from “A” to “B”']);
    expect(historyLines(words, [patch('status', 'todo', 'inProgress')])).toEqual(['Status To do → In progress']);
  });

  it('tells a birth in one word, and an order only where nothing else changed', () => {
    expect(historyLines(words, [patch('id', null, 'f'), patch('name', null, 'A')])).toEqual(['Created']);
    expect(historyLines(words, [patch('rank', 'V', 'W')])).toEqual(['Order changed']);
    expect(historyLines(words, [patch('rank', 'V', 'W'), patch('parentId', 'x', null)])).toEqual(['Moved to the top of the project']);
  });

  it('tells links that came and went, from the side of the item', () => {
    const link = (isMade: boolean, successorId: string) =>
      Object.entries({ id: 'd', predecessorId: 'f', successorId, type: 'FS' }).map(([field, value]) =>
        patch(field, isMade ? null : value, isMade ? value : null, 'dependency', 'd'),
      );
    expect(historyLines(words, link(true, 'g'))).toEqual(['Linked before another phase']);
    expect(historyLines({ ...words, itemId: 'g' }, link(false, 'g'))).toEqual(['Link from another phase removed']);
  });
});
