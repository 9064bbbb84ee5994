import type { PhaseId, ProjectId } from '../../../planning/model.ts';
import { ancestorsOf, listProjects, type Plan } from '../../../planning/plan.ts';

/** Something one can go to or do; `note` says where it belongs. */
export type PaletteItem = {
  readonly id: string;
  readonly kind: 'action' | 'project' | 'phase' | 'page';
  readonly label: string;
  readonly note?: string;
  readonly keys?: string;
  readonly run: () => void;
};

const MAX_ITEMS = 40;

/** Lower case without accents, so that "synthese" finds "Synthèse". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** How well a text answers a query: 0 not at all; higher for a match at the start of the text or of a word. */
export function scoreOf(label: string, query: string): number {
  const text = fold(label);
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  let score = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    score += at === 0 ? 3 : /[\s\-–/(]/.test(text.charAt(at - 1)) ? 2 : 1;
  }
  return score / words.length;
}

/** The items that answer a query, best first; without a query, actions and projects. */
export function findItems(query: string, actions: readonly PaletteItem[], plan: Plan | undefined, go: (id: string) => void): PaletteItem[] {
  const projects = plan ? listProjects(plan).filter((project) => !project.isArchived) : [];
  const candidates: PaletteItem[] = [
    ...actions,
    ...projects.map((project): PaletteItem => ({
      id: project.id,
      kind: 'project',
      label: project.name,
      note: plan?.sites.get(project.siteId)?.name ?? '',
      run: () => go(project.id),
    })),
  ];
  if (plan && query.trim() !== '') candidates.push(...phaseItems(plan, query, go));
  return candidates
    .map((item) => ({ item, score: scoreOf(item.label, query) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_ITEMS)
    .map(({ item }) => item);
}

function phaseItems(plan: Plan, query: string, go: (id: string) => void): PaletteItem[] {
  const found: PaletteItem[] = [];
  for (const phase of plan.phases.values()) {
    if (scoreOf(phase.name, query) === 0) continue;
    found.push({ id: phase.id, kind: 'phase', label: phase.name, note: pathOf(plan, phase.id, phase.projectId), run: () => go(phase.id) });
    if (found.length >= MAX_ITEMS * 5) break;
  }
  return found;
}

function pathOf(plan: Plan, phaseId: PhaseId, projectId: ProjectId): string {
  const parents = ancestorsOf(plan, phaseId)
    .map((phase) => phase.name)
    .reverse();
  return [plan.projects.get(projectId)?.name ?? '', ...parents].join(' › ');
}
