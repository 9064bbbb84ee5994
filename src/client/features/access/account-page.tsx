import { useQueryClient } from '@tanstack/react-query';
import type { Role } from '../../../contract/roles.ts';
import { call } from '../../data/call.ts';
import { meQuery, useMe } from '../../data/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { useToasts } from '../../ui/toast.tsx';
import styles from './account.module.css';
import { ChangePasswordForm } from './change-password-form.tsx';
import { SessionsCard } from './sessions-card.tsx';

const roleTexts: Readonly<Record<Role, string>> = { user: 'User', superuser: 'Superuser', admin: 'Administrator' };

/** What a person may see and change about their own account. */
export function AccountPage() {
  const me = useMe();
  const toasts = useToasts();
  const queryClient = useQueryClient();
  return (
    <Page title="Profile">
      <div className={styles.person}>
        <Avatar name={me.name} size={52} />
        <div>
          <p className={styles.name}>{me.name}</p>
          <p className={styles.meta}>
            {me.email} · {roleTexts[me.role]}
          </p>
        </div>
      </div>
      <div className={styles.cards}>
        <Card title="Password" description="Changing it ends all your other sessions.">
          <ChangePasswordForm
            submitLabel="Change password"
            change={(body) => call('changePassword', { body })}
            onChanged={async (changed) => {
              queryClient.setQueryData(meQuery.queryKey, changed);
              toasts.show({ tone: 'success', text: 'Your password is changed', detail: 'All other sessions were ended.' });
              await queryClient.invalidateQueries({ queryKey: ['sessions'] });
            }}
          />
        </Card>
        <SessionsCard />
      </div>
    </Page>
  );
}
