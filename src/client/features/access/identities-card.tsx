import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { SignInOptions } from '../../../contract/sso.ts';
import { call, type AnswerOf } from '../../data/call.ts';
import { identityName } from '../../data/identity-name.ts';
import { identitiesQuery } from '../../data/reference.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { formatMoment } from '../../ui/format-moment.ts';
import { Card } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useToasts } from '../../ui/toast.tsx';
import styles from './account.module.css';
import { FailureBanner, type FailureInAddress } from './failure-banner.tsx';

type Identity = AnswerOf<'listIdentities'>['items'][number];

export type IdentitiesCardProps = {
  readonly options: SignInOptions;
  /** How connecting ended, as the address names it. */
  readonly failure: FailureInAddress | undefined;
  readonly isLinked: boolean;
};

/** The accounts of the provider that open this one. Not shown where there is no provider and nothing is connected. */
export function IdentitiesCard({ options, failure, isLinked }: IdentitiesCardProps) {
  const { data: identities, error } = useQuery(identitiesQuery);
  const [removed, setRemoved] = useState<Identity>();
  const { sso } = options;
  if (!sso && !failure && (identities ?? []).length === 0) return null;
  return (
    <Card
      id="identities"
      title="Connected accounts"
      description={sso ? `Connect your account of ${sso.label}, and you need no password here.` : 'Single sign-on is switched off.'}
      actions={sso && identities ? <ConnectButton label={sso.label} isAnother={identities.some(({ isUsed }) => isUsed)} /> : undefined}
    >
      {failure ? <FailureBanner words={options.failure ?? undefined} {...failure} /> : null}
      {isLinked ? <Banner tone="success">Your account is connected. Next time sign in with it.</Banner> : null}
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      {identities || error ? null : <Skeleton rows={1} />}
      {identities?.length === 0 ? <p className={styles.meta}>None is connected.</p> : null}
      <ul>
        {identities?.map((identity) => (
          <IdentityItem key={identity.id} identity={identity} onRemove={() => setRemoved(identity)} />
        ))}
      </ul>
      {removed ? <DisconnectDialog identity={removed} onClose={() => setRemoved(undefined)} /> : null}
    </Card>
  );
}

function ConnectButton({ label, isAnother }: { readonly label: string; readonly isAnother: boolean }) {
  const toasts = useToasts();
  const connect = useMutation({
    mutationFn: () => call('linkSso', { body: { next: '/account' } }),
    onSuccess: ({ url }) => window.location.assign(url),
    onError: (error) => toasts.show({ tone: 'error', text: 'The account was not connected', detail: error.message }),
  });
  return (
    <Button icon={<KeyRound />} isPending={connect.isPending} onPress={() => connect.mutate()}>
      {isAnother ? 'Connect another' : `Connect ${label}`}
    </Button>
  );
}

type IdentityItemProps = { readonly identity: Identity; readonly onRemove: () => void };

function IdentityItem({ identity, onRemove }: IdentityItemProps) {
  const name = identityName(identity);
  const used = identity.lastUsedAt === null ? 'not used yet' : `last used ${formatMoment(identity.lastUsedAt)}`;
  return (
    <li className={styles.session}>
      <KeyRound aria-hidden />
      <div className={styles.sessionText}>
        <p className={styles.sessionName}>{name}</p>
        <p className={styles.meta}>
          {identity.label} · {identity.isUsed ? '' : 'opens nothing now · '}connected {formatMoment(identity.createdAt)} · {used}
        </p>
      </div>
      <Button size="small" aria-label={`Disconnect ${name}`} onPress={onRemove}>
        Disconnect
      </Button>
    </li>
  );
}

function DisconnectDialog({ identity, onClose }: { readonly identity: Identity; readonly onClose: () => void }) {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const name = identityName(identity);
  const disconnect = useMutation({
    mutationFn: () => call('unlinkIdentity', { params: { id: identity.id } }),
    onSuccess: async () => {
      toasts.show({ tone: 'success', text: `${name} is disconnected` });
      await queryClient.invalidateQueries({ queryKey: identitiesQuery.queryKey });
    },
    onError: (error) => toasts.show({ tone: 'error', text: `${name} stays connected`, detail: error.message }),
    onSettled: onClose,
  });
  return (
    <ConfirmDialog
      title={`Disconnect ${name}?`}
      confirmLabel="Disconnect"
      isOpen
      isPending={disconnect.isPending}
      onConfirm={() => disconnect.mutate()}
      onClose={onClose}
    >
      It will not open your account any more. You can connect it again.
    </ConfirmDialog>
  );
}
