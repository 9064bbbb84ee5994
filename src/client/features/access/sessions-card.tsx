import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Laptop, Smartphone } from 'lucide-react';
import { call, type AnswerOf } from '../../data/call.ts';
import { sessionsQuery } from '../../data/reference.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/format-moment.ts';
import { Card } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/table.tsx';
import { useToasts } from '../../ui/toast.tsx';
import styles from './account.module.css';

type Session = AnswerOf<'listSessions'>['items'][number];

/** Where the person is signed in, each with a button that ends it. */
export function SessionsCard() {
  const { data: sessions, error } = useQuery(sessionsQuery);
  return (
    <Card
      id="sessions"
      title="Sessions"
      description="Every browser that is signed in with your account. End what you do not recognize, then change your password."
    >
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      {sessions || error ? null : <Skeleton rows={3} />}
      <ul>
        {sessions?.map((session) => (
          <SessionItem key={session.id} session={session} />
        ))}
      </ul>
    </Card>
  );
}

function SessionItem({ session }: { readonly session: Session }) {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const { browser, isPhone } = describe(session.userAgent);
  const end = useMutation({
    mutationFn: () => call('revokeSession', { params: { id: session.id } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
    onError: (error) => toasts.show({ tone: 'error', text: 'The session was not ended', detail: error.message }),
  });
  return (
    <li className={styles.session}>
      {isPhone ? <Smartphone aria-hidden /> : <Laptop aria-hidden />}
      <div className={styles.sessionText}>
        <p className={styles.sessionName}>
          {browser} {session.isCurrent ? <Tag tone="success">This one</Tag> : null}
        </p>
        <p className={styles.meta}>
          {session.ipAddress ?? 'Unknown address'} · signed in {formatMoment(session.createdAt)} · last seen{' '}
          {formatMoment(session.lastSeenAt)}
        </p>
      </div>
      {session.isCurrent ? null : (
        <Button
          size="small"
          isPending={end.isPending}
          aria-label={`End the session ${browser}, ${session.ipAddress ?? ''}`}
          onPress={() => end.mutate()}
        >
          End
        </Button>
      )}
    </li>
  );
}

/** A short name for a user agent: enough to recognize one's own browser. */
function describe(userAgent: string | null): { readonly browser: string; readonly isPhone: boolean } {
  const agent = userAgent ?? '';
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /Firefox\//.test(agent)
      ? 'Firefox'
      : /Chrom(?:e|ium)\//.test(agent)
        ? 'Chrome'
        : /Safari\//.test(agent)
          ? 'Safari'
          : 'Unknown program';
  const system = /Windows/.test(agent)
    ? 'Windows'
    : /iPhone|iPad/.test(agent)
      ? 'iOS'
      : /Android/.test(agent)
        ? 'Android'
        : /Mac OS X/.test(agent)
          ? 'macOS'
          : /Linux/.test(agent)
            ? 'Linux'
            : undefined;
  return { browser: system === undefined ? browser : `${browser} on ${system}`, isPhone: /Mobile|iPhone|Android/.test(agent) };
}
