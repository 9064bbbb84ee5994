import { queryOptions } from '@tanstack/react-query';
import { call, type AnswerOf } from './call.ts';

const PAGE_SIZE = 200;
/** Lists are read whole, up to this many pages. */
const MAX_PAGES = 50;

type Paged = 'listUsers' | 'listSites' | 'listEquipment' | 'listHolidays' | 'listViews';
type ItemOf<Name extends Paged> = AnswerOf<Name> extends { readonly items: readonly (infer Item)[] } ? Item : never;

async function listAll<Name extends Paged>(name: Name, params: Readonly<Record<string, string>> = {}): Promise<ItemOf<Name>[]> {
  const items: ItemOf<Name>[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer: AnswerOf<Paged> = await call<Paged>(name, { params, query: { limit: PAGE_SIZE, cursor } });
    // The answer of one list belongs to the name it was asked by.
    items.push(...(answer.items as ItemOf<Name>[]));
    if (answer.nextCursor === null) return items;
    cursor = answer.nextCursor;
  }
  return items;
}

export const usersQuery = queryOptions({ queryKey: ['users'], queryFn: () => listAll('listUsers') });
export const sitesQuery = queryOptions({ queryKey: ['sites'], queryFn: () => listAll('listSites') });
export const equipmentQuery = queryOptions({ queryKey: ['equipment'], queryFn: () => listAll('listEquipment') });
export const viewsQuery = queryOptions({ queryKey: ['views'], queryFn: () => listAll('listViews'), staleTime: 60_000 });
export const sessionsQuery = queryOptions({ queryKey: ['sessions'], queryFn: async () => (await call('listSessions')).items });
export const identitiesQuery = queryOptions({ queryKey: ['identities'], queryFn: async () => (await call('listIdentities')).items });
export const signInSettingsQuery = queryOptions({ queryKey: ['sign-in-settings'], queryFn: () => call('getSignInSettings') });
export const settingsQuery = queryOptions({ queryKey: ['settings'], queryFn: () => call('getSettings') });
export const holidayCalendarQuery = queryOptions({
  queryKey: ['holiday-calendar'],
  queryFn: async () => (await call('getHolidayCalendar')).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export function holidaysQuery(siteId: string) {
  return queryOptions({ queryKey: ['holidays', siteId], queryFn: () => listAll('listHolidays', { id: siteId }) });
}

export function userIdentitiesQuery(userId: string) {
  return queryOptions({
    queryKey: ['user-identities', userId],
    queryFn: async () => (await call('listUserIdentities', { params: { id: userId } })).items,
  });
}
