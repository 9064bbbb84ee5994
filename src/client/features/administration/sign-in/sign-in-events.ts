import { infiniteQueryOptions } from '@tanstack/react-query';
import type { SignInEvent } from '../../../../contract/sso.ts';
import { call } from '../../../data/call.ts';

const PAGE_SIZE = 20;

export const SIGN_IN_EVENTS = ['sign-in-events'] as const;

/** What happened at the single sign-on, or one kind of it, newest first, page by page. */
export const signInEventsQuery = (kind?: SignInEvent['kind']) =>
  infiniteQueryOptions({
    queryKey: [...SIGN_IN_EVENTS, kind],
    queryFn: ({ pageParam }) => call('listSignInEvents', { query: { limit: PAGE_SIZE, kind, cursor: pageParam } }),
    // The type of the cursor; there is none for the first page.
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
