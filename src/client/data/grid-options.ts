/** How a view arranges its rows and columns, and how that is written in an address. */

export const densities = ['compact', 'normal', 'comfortable'] as const;
export type Density = (typeof densities)[number];

/** Without a width: the column's usual one. */
export type ColumnChoice = { readonly id: string; readonly width?: number };
export type SortKey = { readonly column: string; readonly isDescending: boolean };

/**
 * What a row must be like in one column. `in`: one of these keys, '' for none. `range`: both ends inclusive, an empty end is open;
 * days are `YYYY-MM-DD` or relative to the day on which one looks (`features/gantt/day-bounds.ts`).
 */
export type ColumnFilter =
  | { readonly column: string; readonly kind: 'has' | 'hasNot'; readonly text: string }
  | { readonly column: string; readonly kind: 'in' | 'notIn'; readonly keys: readonly string[] }
  | { readonly column: string; readonly kind: 'range'; readonly from: string; readonly to: string };

/** What rows there are, and in which order. */
export type Arrangement = {
  /** The first counts most. */
  readonly sort: readonly SortKey[];
  /** A row must pass all of them. */
  readonly filters: readonly ColumnFilter[];
  /** The outermost first. */
  readonly groups: readonly string[];
};

export type GridOptions = Arrangement & {
  /** undefined: the usual ones. */
  readonly columns: readonly ColumnChoice[] | undefined;
  readonly density: Density;
  readonly showsMap: boolean;
};

export const usualGridOptions: GridOptions = {
  columns: undefined,
  sort: [],
  filters: [],
  groups: [],
  density: 'normal',
  showsMap: false,
};

/** The options as they stand in an address: what is usual is left out. */
export type GridSearch = {
  readonly cols?: string;
  readonly sort?: string;
  readonly filter?: string;
  readonly group?: string;
  readonly density?: Density;
  readonly map?: boolean;
};

const MIN_COLUMN_WIDTH = 40;
const MAX_COLUMN_WIDTH = 800;
const COLUMN_ID = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;
const MAX_COLUMNS = 40;
const MAX_SORT_KEYS = 3;
const MAX_GROUPS = 3;
const MAX_FILTERS = 20;
const MAX_LENGTH = 2000;

/** Reads the options of an address; whatever makes no sense in it is as if it were absent. */
export function parseGridSearch(search: Readonly<Record<string, unknown>>): {
  readonly [Key in keyof GridSearch]: GridSearch[Key] | undefined;
} {
  const { cols, sort, filter, group } = gridSearchOf({
    ...usualGridOptions,
    columns: columnsOf(textOf(search.cols)),
    sort: sortOf(textOf(search.sort)),
    filters: filtersOf(textOf(search.filter)),
    groups: groupsOf(textOf(search.group)),
  });
  return {
    cols,
    sort,
    filter,
    group,
    density: densities.find((density) => density === search.density && density !== 'normal'),
    map: search.map === true ? true : undefined,
  };
}

/** The same value for the same text as before. */
function remembered<Value>(read: (text: string | undefined) => Value): (text: string | undefined) => Value {
  let last: { readonly text: string | undefined; readonly value: Value } = { text: undefined, value: read(undefined) };
  return (text) => {
    if (text !== last.text) last = { text, value: read(text) };
    return last.value;
  };
}

const readColumns = remembered(columnsOf);
const readSort = remembered(sortOf);
const readFilters = remembered(filtersOf);
const readGroups = remembered(groupsOf);
let lastRead: { readonly key: string; readonly options: GridOptions } = { key: '', options: usualGridOptions };

/** The options of an address; the same objects for the same texts, so that nothing is arranged anew when other things change. */
export function gridOptionsOf({ cols, sort, filter, group, density, map }: GridSearch): GridOptions {
  const key = [cols, sort, filter, group, density, map].map((part) => part ?? '').join('\n');
  if (key.trim() === '') return usualGridOptions;
  if (key !== lastRead.key)
    lastRead = {
      key,
      options: {
        columns: readColumns(cols),
        sort: readSort(sort),
        filters: readFilters(filter),
        groups: readGroups(group),
        density: density ?? 'normal',
        showsMap: map ?? false,
      },
    };
  return lastRead.options;
}

export function gridSearchOf(options: GridOptions): { readonly [Key in keyof GridSearch]: GridSearch[Key] | undefined } {
  const { columns, sort, filters, groups, density, showsMap } = options;
  return {
    cols: columns?.map(({ id, width }) => (width === undefined ? id : `${id}.${width}`)).join(','),
    sort: textOf(sort.map(({ column, isDescending }) => (isDescending ? `-${column}` : column)).join(',')),
    filter: textOf(filters.map(writeFilter).join(';')),
    group: textOf(groups.join(',')),
    density: density === 'normal' ? undefined : density,
    map: showsMap ? true : undefined,
  };
}

/** The rows stand in the plan's own order, all of them. */
export function isPlain({ sort, filters, groups }: Arrangement): boolean {
  return sort.length === 0 && filters.length === 0 && groups.length === 0;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= MAX_LENGTH ? value : undefined;
}

function columnsOf(text: string | undefined): readonly ColumnChoice[] | undefined {
  if (text === undefined) return undefined;
  const seen = new Set<string>();
  const choices: ColumnChoice[] = [];
  for (const part of text.split(',').slice(0, MAX_COLUMNS)) {
    const [id = '', widthText] = part.split('.');
    if (!COLUMN_ID.test(id) || seen.has(id)) continue;
    seen.add(id);
    const width = Number(widthText);
    choices.push(width >= MIN_COLUMN_WIDTH && width <= MAX_COLUMN_WIDTH ? { id, width: Math.round(width) } : { id });
  }
  return choices.length === 0 ? undefined : choices;
}

function sortOf(text = ''): readonly SortKey[] {
  const keys = text.split(',').map((part) => ({ column: part.replace(/^-/, ''), isDescending: part.startsWith('-') }));
  return keys.filter(({ column }) => COLUMN_ID.test(column)).slice(0, MAX_SORT_KEYS);
}

function groupsOf(text = ''): readonly string[] {
  return [...new Set(text.split(',').filter((id) => COLUMN_ID.test(id)))].slice(0, MAX_GROUPS);
}

function writeFilter(filter: ColumnFilter): string {
  const parts = filter.kind === 'range' ? [filter.from, filter.to] : 'keys' in filter ? filter.keys : [filter.text];
  return [filter.column, filter.kind, parts.map(escapePart).join(',')].join(':');
}

function filtersOf(text = ''): readonly ColumnFilter[] {
  return text
    .split(';')
    .slice(0, MAX_FILTERS)
    .flatMap((part) => readFilter(part) ?? []);
}

function readFilter(part: string): ColumnFilter | undefined {
  const [column = '', kind = '', values, ...rest] = part.split(':');
  if (!COLUMN_ID.test(column) || values === undefined || rest.length > 0) return undefined;
  const texts = values.split(',').map(unescapePart);
  const [first = '', second = ''] = texts;
  switch (kind) {
    case 'has':
    case 'hasNot':
      return first === '' ? undefined : { column, kind, text: first };
    case 'in':
    case 'notIn':
      return { column, kind, keys: [...new Set(texts)] };
    case 'range':
      return first === '' && second === '' ? undefined : { column, kind, from: first, to: second };
    default:
      return undefined;
  }
}

function escapePart(text: string): string {
  return text.replaceAll(/[%;:,]/g, encodeURIComponent);
}

function unescapePart(text: string): string {
  return text.replaceAll(/%(25|3B|3A|2C)/g, decodeURIComponent);
}
