/** What leaves the server of a change, per reader: the same rules as the plan query, applied to patches. */
import { BLANK_PROJECT } from '../../../planning/blank-plan.ts';
import type { EntityName, Patch } from '../../../planning/model.ts';
import { entityOrder } from './plan-tables.ts';
import { levelOf, type Reader, type Sight, type SightLevel } from './sight.ts';

/** An entity as plain fields; days in the form that the caller keeps them in, which masking does not look at. */
export type Row = { readonly [field: string]: unknown };

/**
 * Entities that a change touched, or whose sight it changed, with the sight before and after (null: not there). Entities that
 * share both stand together. `rows` are there where the sight changed, because patches alone then do not tell the whole row.
 */
export type SightChange = {
  readonly entity: EntityName;
  readonly before: Sight | null;
  readonly after: Sight | null;
  readonly ids: readonly string[];
  readonly rows?: readonly { readonly before: Row; readonly after: Row }[];
};

export const MASKED_NAME = 'Confidential';

/** The masked form of a row that its reader may only see in part. */
function maskRow(entity: EntityName, row: Row): Row {
  if (entity === 'project') return maskProject(row);
  if (entity === 'reservation') return { ...row, kind: 'booking', projectId: null, phaseId: null, note: null };
  if (entity === 'timeOff') return { ...row, kind: 'absent', note: null };
  return row;
}

function maskProject(row: Row): Row {
  return {
    ...BLANK_PROJECT,
    id: row['id'],
    siteId: row['siteId'],
    rank: row['rank'],
    name: MASKED_NAME,
    startOn: row['startOn'],
    endOn: row['endOn'],
    autoSchedule: false,
    isMasked: true,
  };
}

/** The fields of a masked form that follow the truth; all others are the same whatever the row holds. */
const openFields: Partial<Record<EntityName, ReadonlySet<string>>> = {
  project: new Set(['id', 'siteId', 'rank', 'startOn', 'endOn']),
  reservation: new Set(['id', 'equipmentId', 'startOn', 'endOn']),
  timeOff: new Set(['id', 'staffId', 'startOn', 'endOn', 'dayPart', 'recurrence', 'exceptionsOn']),
};

/** The patches of a change as one reader may know them, perhaps none. */
export function maskPatches(reader: Reader, patches: readonly Patch[], sightChanges: readonly SightChange[]): readonly Patch[] {
  const rewritten = new Map<string, readonly Patch[]>();
  const patchesOf = new Map<string, Patch[]>();
  for (const change of sightChanges) {
    const [from, to] = [levelOf(reader, change.entity, change.before), levelOf(reader, change.entity, change.after)];
    if (isPassedOn(change, from, to)) continue;
    if (patchesOf.size === 0) for (const patch of patches) pushTo(patchesOf, keyOf(patch.entity, patch.id), patch);
    change.ids.forEach((id, index) => {
      const key = keyOf(change.entity, id);
      rewritten.set(key, rewrite(change, index, { from, to }, patchesOf.get(key) ?? []));
    });
  }
  if (rewritten.size === 0) return patches;
  const untouched = patches.filter((patch) => !rewritten.has(keyOf(patch.entity, patch.id)));
  return inOrder([...untouched, ...[...rewritten.values()].flat()]);
}

/** True where the original patches say all that this reader may know: nothing was hidden before, nothing is now. */
function isPassedOn(change: SightChange, from: SightLevel, to: SightLevel): boolean {
  return (change.before === null || from === 'full') && (change.after === null || to === 'full');
}

type Levels = { readonly from: SightLevel; readonly to: SightLevel };

function rewrite(change: SightChange, index: number, { from, to }: Levels, patches: readonly Patch[]): readonly Patch[] {
  if (from === 'none' && to === 'none') return [];
  const { entity } = change;
  if (from === 'masked' && to === 'masked') return patches.filter((patch) => openFields[entity]?.has(patch.field));
  const id = change.ids[index] ?? '';
  const rows = change.rows?.[index] ?? { before: fold(patches, 'from'), after: fold(patches, 'to') };
  return diffRows(entity, id, seen(entity, from, rows.before), seen(entity, to, rows.after));
}

function seen(entity: EntityName, level: SightLevel, row: Row): Row {
  if (level === 'none') return {};
  return level === 'masked' ? maskRow(entity, row) : row;
}

/** The row that a creation's patches make, or a deletion's patches had. */
function fold(patches: readonly Patch[], side: 'from' | 'to'): Row {
  return Object.fromEntries(patches.map((patch) => [patch.field, patch[side]]));
}

function diffRows(entity: EntityName, id: string, before: Row, after: Row): Patch[] {
  const fields = new Set(['id', ...Object.keys(before), ...Object.keys(after)]);
  const patches: Patch[] = [];
  for (const field of fields) {
    const [from, to] = [before[field] ?? null, after[field] ?? null];
    // A masked project that opens up is no longer masked, which is false; null would be a deletion.
    const next = field === 'isMasked' && from === true && 'id' in after ? to === true : to;
    if (!isSame(from, next)) patches.push({ entity, id, field, from, to: next });
  }
  return patches;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** What only refers to others, which nothing refers to. */
const referring: ReadonlySet<EntityName> = new Set([
  'dependency',
  'assignment',
  'reservation',
  'timeOff',
  'holiday',
  'companyEvent',
  'customValue',
]);

/**
 * The engine's order, in which a replica can apply them: what refers to others goes first, then containers come (parents
 * first), what stays changes, new referring things come, and emptied containers go, children first.
 */
function inOrder(patches: readonly Patch[]): Patch[] {
  const parents = new Map<string, string>();
  const turns = new Map<string, 'gone' | 'created'>();
  for (const { entity, id, field, from, to } of patches) {
    if (field === 'id') turns.set(keyOf(entity, id), to === null ? 'gone' : 'created');
    if (entity === 'phase' && field === 'parentId') parents.set(id, String(to ?? from));
  }
  const depthOf = (id: string): number => {
    const parent = parents.get(id);
    return parent === undefined || !turns.has(keyOf('phase', parent)) ? 0 : 1 + depthOf(parent);
  };
  const placeOf = ({ entity, id }: Patch): readonly [step: number, level: number] => {
    const turn = turns.get(keyOf(entity, id));
    if (turn === undefined) return [2, 0];
    const level = entityOrder.indexOf(entity) + (entity === 'phase' ? 1 - 1 / (1 + depthOf(id)) : 0);
    if (referring.has(entity)) return [turn === 'gone' ? 0 : 3, level];
    return turn === 'gone' ? [4, -level] : [1, level];
  };
  return patches
    .map((patch) => ({ patch, place: placeOf(patch) }))
    .sort((a, b) => a.place[0] - b.place[0] || a.place[1] - b.place[1])
    .map(({ patch }) => patch);
}

function keyOf(entity: EntityName, id: string): string {
  return `${entity} ${id}`;
}

function pushTo<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
