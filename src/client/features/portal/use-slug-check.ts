import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { adminCall } from '../../data/admin-call.ts';

const PAUSE_MS = 250;

/** What the server says of a slug once the typing pauses; undefined while nothing is known. */
export function useSlugCheck(slug: string): { readonly isFree: boolean; readonly reason: string | null } | undefined {
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(slug), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [slug]);
  const { data } = useQuery({
    queryKey: ['slug', asked],
    queryFn: () => adminCall('checkSlug', { params: { slug: asked } }),
    enabled: asked !== '',
  });
  return asked === slug ? data : undefined;
}
