/** Predecessors as people type them: `1.3`, `1.3FS+10d`, `Synthesis SS-2d; 2.1`. */
import { createUuid } from '../../../../lib/uuid.ts';
import { accept, refuse, type Result } from '../../../../lib/result.ts';
import type { Command } from '../../../../planning/commands/command.ts';
import type { DependencyId, DependencyType, Phase, PhaseId } from '../../../../planning/model.ts';
import { childrenOf, predecessorLinksOf, type Plan } from '../../../../planning/plan.ts';
import { findItem, type GanttItem } from '../gantt-items.ts';
import { outlineNumberOf, phaseNumbered } from './outline-number.ts';

type PhaseItem = Extract<GanttItem, { readonly kind: 'phase' }>;

export type TypedLink = { readonly predecessorId: PhaseId; readonly type: DependencyType; readonly lagDays: number };

/** 1.2 before 1.10. */
const inOrder = new Intl.Collator('en', { numeric: true });
const MAX_LAG_DAYS = 3650;
const MAX_LINKS = 100;

/** The links that lead to a phase, as one would type them. */
export function linkTextOf(plan: Plan, phase: Phase): string {
  return predecessorLinksOf(plan, phase.id)
    .flatMap(({ predecessorId, type, lagDays }) => {
      const predecessor = findItem(plan, predecessorId);
      return predecessor ? [`${outlineNumberOf(plan, predecessor)}${relationText(type, lagDays)}`] : [];
    })
    .sort((a, b) => inOrder.compare(a, b))
    .join('; ');
}

/** "", "SS", "FS+10d": an ordinary link without a lag needs no words. */
function relationText(type: DependencyType, lagDays: number): string {
  if (lagDays === 0) return type === 'FS' ? '' : type;
  return `${type}${lagDays > 0 ? '+' : '−'}${Math.abs(lagDays)}d`;
}

const LINK = /^(?<name>.+?)\s*(?<type>FS|SS|FF|SF|EA|AA|EE|AE)?\s*(?:(?<sign>[+\-−])\s*(?<lag>\d{1,4})\s*(?<unit>[a-z]*))?$/iu;
/** As Microsoft Project writes them in German. */
const foreignTypes: Readonly<Record<string, DependencyType>> = { EA: 'FS', AA: 'SS', EE: 'FF', AE: 'SF' };

/** The links that a text names; a sentence when it names none that there can be. */
export function readLinks(plan: Plan, item: PhaseItem, text: string): Result<readonly TypedLink[], string> {
  const links: TypedLink[] = [];
  const parts = text
    .split(text.includes(';') ? ';' : ',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > MAX_LINKS) return refuse(`A phase takes ${MAX_LINKS} predecessors at most`);
  for (const part of parts) {
    const link = readLink(plan, item, part);
    if (!link.ok) return link;
    if (links.some(({ predecessorId }) => predecessorId === link.value.predecessorId)) return refuse(`“${part}” is named twice`);
    links.push(link.value);
  }
  return accept(links);
}

function readLink(plan: Plan, item: PhaseItem, part: string): Result<TypedLink, string> {
  const { name = '', type, sign, lag, unit = '' } = LINK.exec(part)?.groups ?? {};
  const days = /^(?:d|wd|days?|t|j)?$/i.test(unit) ? 1 : /^(?:w|wk|weeks?)$/i.test(unit) ? (item.project.workingDays ? 5 : 7) : undefined;
  if (days === undefined) return refuse(`“${part}”: a lag is a number of days such as +10d, or of weeks such as +2w`);
  const found = findPhase(plan, item, name.trim());
  if (!found.ok) return found;
  const lagDays = lag === undefined ? 0 : Number(lag) * days * (sign === '+' ? 1 : -1);
  if (Math.abs(lagDays) > MAX_LAG_DAYS) return refuse(`“${part}”: a lag is at most ${MAX_LAG_DAYS} days`);
  const upper = type?.toUpperCase() ?? 'FS';
  // The pattern lets no other text through than the four types and their German names.
  return accept({ predecessorId: found.value.id, type: foreignTypes[upper] ?? (upper as DependencyType), lagDays });
}

function findPhase(plan: Plan, item: PhaseItem, name: string): Result<Phase, string> {
  if (/^\.?\d+(?:\.\d+)*$/.test(name)) return findByNumber(plan, item, name);
  const wanted = name.toLocaleLowerCase();
  const own: Phase[] = [];
  const others: Phase[] = [];
  for (const phase of plan.phases.values()) {
    if (phase.id === item.id || !phase.name.toLocaleLowerCase().startsWith(wanted)) continue;
    (phase.projectId === item.project.id ? own : others).push(phase);
  }
  for (const candidates of [own, others]) {
    const exact = candidates.filter((phase) => phase.name.toLocaleLowerCase() === wanted);
    const best = exact.length > 0 ? exact : candidates;
    if (best[0] && best.length === 1) return accept(best[0]);
    if (best.length > 1) return refuse(`${best.length} phases begin with “${name}”. Type the number of the one that you mean.`);
  }
  return refuse(`There is no phase “${name}”. Type its number or its name.`);
}

/** `.2` and `2` are numbers within the own project, whose own number need not be typed. */
function findByNumber(plan: Plan, item: PhaseItem, number: string): Result<Phase, string> {
  const ownProject = outlineNumberOf(plan, { kind: 'project', id: item.project.id, project: item.project });
  const full = number.startsWith('.') ? `${ownProject}${number}` : number.includes('.') ? number : `${ownProject}.${number}`;
  const found = phaseNumbered(plan, full);
  if (found === undefined || found === 'project') {
    const count = childrenOf(plan, item.project.id, null).length;
    return refuse(`There is no phase ${number}. This project’s go from ${ownProject}.1 to ${ownProject}.${count}.`);
  }
  if (found.id === item.id) return refuse('A phase cannot be its own predecessor');
  return accept(found);
}

/** What makes a phase's links those that were typed. */
export function commandsOfLinks(plan: Plan, phaseId: PhaseId, wanted: readonly TypedLink[]): readonly Command[] {
  const commands: Command[] = [];
  const present = predecessorLinksOf(plan, phaseId);
  for (const link of present) {
    const kept = wanted.find(({ predecessorId }) => predecessorId === link.predecessorId);
    if (!kept) commands.push({ kind: 'dependency.unlink', id: link.id });
    else if (kept.type !== link.type || kept.lagDays !== link.lagDays)
      commands.push({ kind: 'dependency.update', id: link.id, type: kept.type, lagDays: kept.lagDays });
  }
  for (const link of wanted) {
    if (present.some(({ predecessorId }) => predecessorId === link.predecessorId)) continue;
    // Born here: a command carries the final id.
    commands.push({ kind: 'dependency.link', id: createUuid() as DependencyId, successorId: phaseId, ...link });
  }
  return commands;
}
