import { expect, it, vi } from 'vitest';
import { samplePlanRecipes, snapshotOf } from '../../../../tests/support/random-plans.ts';
import { createPlan } from '../../../planning/plan.ts';
import { findItems, scoreOf, type PaletteItem } from './palette-items.ts';

it('a word is found without its accents and ranks higher at the start of a word', () => {
  expect(scoreOf('Synthèse de l’amide', 'synthese')).toBeGreaterThan(0);
  expect(scoreOf('Amide synthesis', 'syn')).toBeGreaterThan(scoreOf('Photosynthesis', 'syn'));
  expect(scoreOf('Synthesis', 'syn')).toBeGreaterThan(scoreOf('Amide synthesis', 'syn'));
  expect(scoreOf('Synthesis', 'syn xray')).toBe(0);
});

it('actions, projects and phases are found, each phase with its place, and choosing one goes there', () => {
  const plan = samplePlanRecipes(1, 8)
    .map((recipe) => createPlan(snapshotOf(recipe)))
    .at(0);
  const go = vi.fn<(id: string) => void>();
  const action: PaletteItem = { id: 'new', kind: 'action', label: 'New project', run: () => undefined };
  expect(findItems('', [action], plan, go).map((item) => item.kind)).toContain('project');
  const [phase] = findItems('phase 0', [action], plan, go);
  expect(phase).toMatchObject({ kind: 'phase', label: 'Phase 0' });
  expect(phase?.note).not.toBe('');
  phase?.run();
  expect(go).toHaveBeenCalledWith(phase?.id);
  expect(findItems('new proj', [action], undefined, go)).toEqual([action]);
});
