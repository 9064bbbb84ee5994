import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { User } from '../../../contract/access.ts';
import { call, type AnswerOf } from '../../data/call.ts';
import { identityName } from '../../data/identity-name.ts';
import { userIdentitiesQuery } from '../../data/reference.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { formatMoment } from '../../ui/format-moment.ts';
import styles from './administration.module.css';
import { useSave } from './use-save.ts';

type Identity = AnswerOf<'listUserIdentities'>['items'][number];

/** Whom the provider must name for this account to open. Shown where somebody is connected. */
export function UserIdentities({ user }: { readonly user: User }) {
  const { data: identities = [] } = useQuery(userIdentitiesQuery(user.id));
  const [removed, setRemoved] = useState<Identity>();
  if (identities.length === 0) return null;
  return (
    <fieldset className={styles.group}>
      <legend>Connected accounts</legend>
      <ul className={styles.identities}>
        {identities.map((identity) => (
          <li key={identity.id}>
            <p>
              {identityName(identity)}
              <span className={styles.line}>{usedOf(identity)}</span>
            </p>
            <Button size="small" aria-label={`Disconnect ${identityName(identity)}`} onPress={() => setRemoved(identity)}>
              Disconnect
            </Button>
          </li>
        ))}
      </ul>
      {removed ? <DisconnectDialog user={user} identity={removed} onClose={() => setRemoved(undefined)} /> : null}
    </fieldset>
  );
}

type DisconnectDialogProps = { readonly user: User; readonly identity: Identity; readonly onClose: () => void };

function DisconnectDialog({ user, identity, onClose }: DisconnectDialogProps) {
  const name = identityName(identity);
  const disconnect = useSave({
    save: () => call('unlinkUserIdentity', { params: { id: user.id, identityId: identity.id } }),
    refresh: userIdentitiesQuery(user.id).queryKey,
    done: `${name} is disconnected`,
    onSaved: onClose,
  });
  return (
    <ConfirmDialog
      title={`Disconnect ${name}?`}
      confirmLabel="Disconnect"
      isOpen
      isPending={disconnect.isPending}
      onConfirm={() => disconnect.run(undefined)}
      onClose={onClose}
    >
      It does not open the account of {user.name} any more, and every session that it opened ends. To connect it again {user.name} needs a
      password, which you can give.
    </ConfirmDialog>
  );
}

function usedOf({ label, isUsed, createdAt, lastUsedAt }: Identity): string {
  const used = lastUsedAt === null ? 'not used yet' : `last used ${formatMoment(lastUsedAt)}`;
  return `${label}${isUsed ? '' : ', opens nothing now'}. Connected ${formatMoment(createdAt)}, ${used}`;
}
