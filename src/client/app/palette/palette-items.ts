import { nameKeyOf } from '../../../lib/text-key.ts';
import type { EquipmentId, PhaseId, ProjectId, SiteId, StaffId } from '../../../planning/model.ts';
import { ancestorsOf, listProjects, type Plan } from '../../../planning/plan.ts';
import type { PageAction } from '../../data/page-actions.ts';
import { mistypedScoreOf, partialScoreOf, queryOf, scoreOf, type Query } from './match-text.ts';

/** Something one can go to or do; `note` says where it belongs. */
export type PaletteItem = PageAction & {
  readonly kind: 'action' | 'page' | 'day' | 'project' | 'phase' | 'person' | 'instrument' | 'site' | 'view';
};

export type PaletteSection = { readonly title: string; readonly items: readonly PaletteItem[] };

/** Everything that the palette knows. */
export type PaletteSources = {
  /** What the open page can do, with what is selected on it first. */
  readonly pageActions: readonly PaletteItem[];
  /** What can be done and opened from anywhere. */
  readonly actions: readonly PaletteItem[];
  readonly plan: Plan | undefined;
  /** Days that a text means. */
  readonly daysOf: (text: string) => readonly PaletteItem[];
  readonly goTo: (kind: PlanKind, id: string) => void;
};

type PlanKind = 'project' | 'phase' | 'person' | 'instrument' | 'site';

const MAX_FOUND = 50;
const MAX_RECENT = 6;
const MAX_PROJECTS = 12;
/** Paths are put together for so many phases at most, those whose own name answers part of the query. */
const MAX_PATHS = 3000;
/** With fewer than these found, slips of the finger are thought of. */
const FEW = 3;

/** What is offered before anything is typed. */
export function listSections(
  { pageActions, actions, plan, goTo }: PaletteSources,
  recentIds: readonly string[],
): readonly PaletteSection[] {
  const projects = plan ? listProjects(plan).filter(({ isArchived, isMasked }) => !isArchived && isMasked !== true) : [];
  const projectItems = projects.slice(0, MAX_PROJECTS).map((project) => planItem({ plan, goTo }, 'project', project.id));
  const known = new Map([...pageActions, ...actions].map((item) => [item.id, item]));
  const recent = recentIds.flatMap((id) => known.get(id) ?? recentPlanItem({ plan, goTo }, id) ?? []).slice(0, MAX_RECENT);
  // An id stands in a list once.
  const shown = new Set(recent.map(({ id }) => id));
  const others = (items: readonly (PaletteItem | undefined)[]) =>
    items.flatMap((item) => (item && item.lacks === undefined && item.isMinor !== true && !shown.has(item.id) ? [item] : []));
  return [
    { title: 'Recent', items: recent },
    { title: 'On this page', items: others(pageActions) },
    { title: 'Everywhere', items: others(actions) },
    { title: 'Projects', items: others(projectItems) },
  ].filter(({ items }) => items.length > 0);
}

/** How much was found, in words. */
export function foundText(count: number): string {
  if (count === 0) return 'Nothing found';
  return count < MAX_FOUND ? `${count} found` : `The first ${MAX_FOUND}; more letters find the others`;
}

type Candidate = { readonly score: number; readonly make: () => PaletteItem | undefined };

/** What answers a query, best first, what was chosen lately before the rest. */
export function findItems(sources: PaletteSources, text: string, recentIds: readonly string[]): readonly PaletteItem[] {
  const query = queryOf(text);
  if (query.isEmpty) return [];
  const exact = candidatesOf(sources, recentIds, (name) => scoreOf(name, query), query);
  const items = bestOf([...dayCandidates(sources, text), ...exact]);
  if (items.length >= FEW) return items.slice(0, MAX_FOUND);
  const known = new Set(items.map(({ id }) => id));
  const mistyped = bestOf(candidatesOf(sources, recentIds, (name) => mistypedScoreOf(name, query))).filter(({ id }) => !known.has(id));
  return [...items, ...mistyped].slice(0, MAX_FOUND);
}

/** What holds a digit is meant as a date; a word alone may be the name of a month, or of something else. */
const DATE = 95;
const PERHAPS_DATE = 60;

function dayCandidates({ daysOf }: PaletteSources, text: string): readonly Candidate[] {
  const score = /\d/.test(text) ? DATE : PERHAPS_DATE;
  return daysOf(text).map((item) => ({ score: score + weights.day, make: () => item }));
}

function bestOf(candidates: readonly Candidate[]): PaletteItem[] {
  return candidates
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MAX_FOUND)
    .flatMap(({ make }) => make() ?? []);
}

/** Among equals: what one does before where one goes, and a project before its phases. */
const weights: Readonly<Record<PaletteItem['kind'], number>> = {
  action: 6,
  page: 5,
  view: 5,
  day: 5,
  project: 4,
  person: 3,
  instrument: 3,
  site: 2,
  phase: 0,
};
const ARCHIVED = -20;
const RECENT = 20;

function candidatesOf(
  sources: PaletteSources,
  recentIds: readonly string[],
  judge: (name: string) => number,
  pathQuery?: Query,
): readonly Candidate[] {
  const { plan } = sources;
  const found: Candidate[] = [];
  const add = (kind: PaletteItem['kind'], id: string, score: number, make: () => PaletteItem | undefined): void => {
    const recent = recentIds.indexOf(id);
    if (score > 0) found.push({ score: score + weights[kind] + (recent < 0 ? 0 : RECENT - recent), make });
  };
  for (const item of [...sources.pageActions, ...sources.actions]) add(item.kind, item.id, judge(nameKeyOf(item.label)), () => item);
  if (!plan) return found;
  const addAll = (kind: PlanKind, things: Iterable<{ readonly id: string; readonly name: string }>): void => {
    for (const thing of things) add(kind, thing.id, judge(keyOf(thing)), () => planItem(sources, kind, thing.id));
  };
  for (const project of plan.projects.values()) {
    if (project.isMasked === true) continue;
    const score = judge(keyOf(project));
    add('project', project.id, project.isArchived ? Math.max(0, score + ARCHIVED) : score, () => planItem(sources, 'project', project.id));
  }
  addAll(
    'person',
    [...plan.staff.values()].filter(({ isActive }) => isActive),
  );
  addAll(
    'instrument',
    [...plan.equipment.values()].filter(({ isActive }) => isActive),
  );
  addAll('site', plan.sites.values());
  let paths = 0;
  for (const phase of plan.phases.values()) {
    let score = judge(keyOf(phase));
    if (score === 0 && pathQuery && pathQuery.words.length > 1 && paths < MAX_PATHS) {
      const partial = partialScoreOf(keyOf(phase), pathQuery);
      if (partial.score > 0) paths += 1;
      if (partial.score > 0 && isOnPath(plan, phase.id, partial.missing)) score = partial.score;
    }
    add('phase', phase.id, score, () => planItem(sources, 'phase', phase.id));
  }
  return found;
}

/** Things are replaced when they change, so that what was folded once stays right. */
const keys = new WeakMap<object, string>();

function keyOf(thing: { readonly name: string }): string {
  let key = keys.get(thing);
  if (key === undefined) keys.set(thing, (key = nameKeyOf(thing.name)));
  return key;
}

function isOnPath(plan: Plan, id: PhaseId, words: readonly string[]): boolean {
  const phase = plan.phases.get(id);
  const project = phase && plan.projects.get(phase.projectId);
  const names = [...ancestorsOf(plan, id).map(keyOf), ...(project ? [keyOf(project)] : [])];
  return words.every((word) => names.some((name) => name.includes(word)));
}

function recentPlanItem(sources: Pick<PaletteSources, 'plan' | 'goTo'>, id: string): PaletteItem | undefined {
  for (const kind of ['project', 'phase', 'person', 'instrument', 'site'] as const) {
    const item = planItem(sources, kind, id);
    if (item) return item;
  }
  return undefined;
}

/** Undefined where it has gone, or may no longer be seen. */
function planItem({ plan, goTo }: Pick<PaletteSources, 'plan' | 'goTo'>, kind: PlanKind, id: string): PaletteItem | undefined {
  if (!plan) return undefined;
  const item = (label: string | undefined, note: string): PaletteItem | undefined =>
    label === undefined ? undefined : { id, kind, label, note, run: () => goTo(kind, id) };
  const siteName = (siteId: SiteId | null | undefined): string => (siteId ? (plan.sites.get(siteId)?.name ?? '') : '');
  // The maps answer undefined for the ids of other kinds.
  switch (kind) {
    case 'project': {
      const project = plan.projects.get(id as ProjectId);
      return item(project?.name, [siteName(project?.siteId), project?.isArchived ? 'archived' : ''].filter(Boolean).join(', '));
    }
    case 'phase': {
      const phase = plan.phases.get(id as PhaseId);
      return item(phase?.name, phase ? pathOf(plan, phase.id, phase.projectId) : '');
    }
    case 'person': {
      const person = plan.staff.get(id as StaffId);
      return item(person?.name, [person?.jobTitle ?? '', siteName(person?.homeSiteId)].filter(Boolean).join(', '));
    }
    case 'instrument': {
      const equipment = plan.equipment.get(id as EquipmentId);
      return item(equipment?.name, [equipment?.typeName ?? '', siteName(equipment?.siteId)].filter(Boolean).join(', '));
    }
    case 'site':
      return item(plan.sites.get(id as SiteId)?.name, 'Projects of this site alone');
  }
}

function pathOf(plan: Plan, phaseId: PhaseId, projectId: ProjectId): string {
  const parents = ancestorsOf(plan, phaseId)
    .map((phase) => phase.name)
    .reverse();
  return [plan.projects.get(projectId)?.name ?? '', ...parents].join(' › ');
}
