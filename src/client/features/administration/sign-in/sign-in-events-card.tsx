import { useInfiniteQuery } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { SignInEvent } from '../../../../contract/sso.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Switch } from '../../../ui/checkbox.tsx';
import { Card } from '../../../ui/page.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/table.tsx';
import styles from '../administration.module.css';
import { signInEventsQuery } from './sign-in-events.ts';

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const NOBODY = 'Nobody has signed in at a provider yet.';
const NOBODY_REFUSED = 'Nobody was refused.';
const kinds: Readonly<Record<SignInEvent['kind'], string>> = {
  signed_in: 'Signed in',
  refused: 'Refused',
  account_created: 'Account made',
  linked: 'Account connected',
  unlinked: 'Account disconnected',
  break_glass: 'Emergency code used',
  settings_changed: 'Settings changed',
};
const tones: Partial<Readonly<Record<SignInEvent['kind'], 'danger' | 'warning' | 'success'>>> = {
  refused: 'danger',
  break_glass: 'warning',
  signed_in: 'success',
};

/** Narrow or wide: what happened, to whom and why, and when under which reference. */
function EventItem({ event }: { readonly event: SignInEvent }) {
  const { kind, userName, email, code, reason, at, reference, ipAddress } = event;
  return (
    <li className={styles.event}>
      <p>
        <Tag tone={tones[kind] ?? 'neutral'}>{kinds[kind]}</Tag>
      </p>
      <div className={styles.eventText}>
        <p>
          <strong>{userName ?? email ?? 'Not known'}</strong>
          {userName !== null && email !== null ? ` · ${email}` : ''}
        </p>
        {code === null && reason === null ? null : (
          <p className={styles.meta}>
            {code === null ? null : <code>{code}</code>} {reason}
          </p>
        )}
      </div>
      <p className={styles.eventPlace}>
        {moment.format(new Date(at))}
        <span className={styles.line}>
          <code>{reference}</code>
          {ipAddress === null ? '' : ` · from ${ipAddress}`}
        </span>
      </p>
    </li>
  );
}

/** Sign-ins at the provider and their failures: what an administrator looks up by the reference that a person reads out. */
export function SignInEventsCard() {
  const [isFailuresOnly, setFailuresOnly] = useState(false);
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery(
    signInEventsQuery(isFailuresOnly ? 'refused' : undefined),
  );
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card
      id="sign-in-events"
      title="Recent sign-ins"
      description="At the provider and by emergency code, newest first. The reference under the time is the one that the sign-in page shows."
      actions={
        <div className={styles.tools}>
          <Switch isSelected={isFailuresOnly} onChange={setFailuresOnly}>
            Refused only
          </Switch>
          <IconButton icon={<RotateCw />} label="Look again" onPress={() => void refetch()} />
        </div>
      }
    >
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      {data ? (
        <>
          {rows.length === 0 ? <p className={styles.quiet}>{isFailuresOnly ? NOBODY_REFUSED : NOBODY}</p> : null}
          <ul aria-label="Recent sign-ins">
            {rows.map((event) => (
              <EventItem key={event.id} event={event} />
            ))}
          </ul>
        </>
      ) : error ? null : (
        <Skeleton rows={4} label="Loading the sign-ins…" />
      )}
      {hasNextPage ? (
        <Button className={styles.save} isPending={isFetching} onPress={() => void fetchNextPage()}>
          Show older ones
        </Button>
      ) : null}
    </Card>
  );
}
