import { describe, expect, it, vi } from 'vitest';
import { makePhase, makePlan, makeProject, phaseId } from '../../../../tests/support/small-plans.ts';
import { findItems, foundText, listSections, type PaletteItem, type PaletteSources } from './palette-items.ts';

const action = (id: string, label: string, more: Partial<PaletteItem> = {}): PaletteItem => ({
  id,
  kind: 'action',
  label,
  run: () => undefined,
  ...more,
});

function sourcesOf(more: Partial<PaletteSources> = {}): PaletteSources {
  const plan = makePlan({
    projects: [makeProject('Alpha'), makeProject('Old one', { isArchived: true }), makeProject('Hidden', { isMasked: true })],
    phases: [makePhase('Analysis', 0, 4), makePhase('Assay', 0, 1, { parentId: phaseId('Analysis') }), makePhase('Report', 5, 6)],
  });
  return {
    pageActions: [action('rename', 'Rename', { note: 'Assay' })],
    actions: [
      action('new', 'New project'),
      action('group', 'Group rows by site', { isMinor: true }),
      action('undo', 'Undo', { lacks: 'There is nothing to undo' }),
    ],
    plan,
    daysOf: () => [],
    goTo: () => undefined,
    ...more,
  };
}

const labels = (items: readonly PaletteItem[]) => items.map(({ label }) => label);

describe('what the palette finds', () => {
  it('are actions, projects and phases, each phase with its place, and choosing one goes there', () => {
    const goTo = vi.fn<PaletteSources['goTo']>();
    const sources = sourcesOf({ goTo });
    const [phase] = findItems(sources, 'assay', []);
    expect(phase).toMatchObject({ kind: 'phase', label: 'Assay', note: 'Alpha › Analysis' });
    phase?.run();
    expect(goTo).toHaveBeenCalledWith('phase', 'Assay');
    expect(labels(findItems(sources, 'new proj', []))).toEqual(['New project']);
  });

  it('by its own name and the names of what it is in', () => {
    expect(labels(findItems(sourcesOf(), 'alpha assay', []))).toEqual(['Assay']);
    expect(labels(findItems(sourcesOf(), 'assay beta', []))).toEqual([]);
  });

  it('comes sooner where it was chosen lately', () => {
    expect(labels(findItems(sourcesOf(), 'a', [])).slice(0, 3)).toEqual(['Alpha', 'Assay', 'Analysis']);
    expect(labels(findItems(sourcesOf(), 'a', ['Analysis']))[0]).toBe('Analysis');
  });

  it('is told as a number only where it is all', () => {
    expect([0, 1, 49].map(foundText)).toEqual(['Nothing found', '1 found', '49 found']);
    expect(foundText(50)).toMatch(/^The first 50;/);
  });

  it('in spite of a slip of the finger, but nothing that is hidden', () => {
    expect(labels(findItems(sourcesOf(), 'reprot', []))).toEqual(['Report']);
    expect(findItems(sourcesOf(), 'hidden', [])).toEqual([]);
  });

  it('an action that cannot be done says why', () => {
    expect(findItems(sourcesOf(), 'undo', [])).toMatchObject([{ id: 'undo', lacks: 'There is nothing to undo' }]);
  });
});

it('before anything is typed, what was chosen lately comes first, then what the page can do, each once', () => {
  const sections = listSections(sourcesOf(), ['Assay', 'new', 'gone']);
  expect(sections.map(({ title, items }) => [title, labels(items)])).toEqual([
    ['Recent', ['Assay', 'New project']],
    ['On this page', ['Rename']],
    ['Projects', ['Alpha']],
  ]);
});
