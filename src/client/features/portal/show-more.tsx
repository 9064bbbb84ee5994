import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';

export type ShowMoreProps = { readonly list: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage'> };

/** Reads the next page of a list, where there is one. */
export function ShowMore({ list: { hasNextPage, fetchNextPage, isFetchingNextPage } }: ShowMoreProps) {
  return hasNextPage ? (
    <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
      Show more
    </Button>
  ) : null;
}
