import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../../../data/call.ts';

const PAGE_SIZE = 20;

/** What happened at the single sign-on, newest first, page by page. */
export const signInEventsQuery = infiniteQueryOptions({
  queryKey: ['sign-in-events'],
  queryFn: ({ pageParam }) => call('listSignInEvents', { query: { limit: PAGE_SIZE, cursor: pageParam } }),
  // The type of the cursor; there is none for the first page.
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
