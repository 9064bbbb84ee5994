import { useQueryClient } from '@tanstack/react-query';
import type { SignInOptions } from '../../../contract/sso.ts';
import { call } from '../../data/call.ts';
import { meQuery, useMe } from '../../data/session.ts';
import { roleTexts } from '../../data/role-texts.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { cx } from '../../ui/cx.ts';
import { Card, Page } from '../../ui/page.tsx';
import { useToasts } from '../../ui/toast.tsx';
import styles from './account.module.css';
import { ChangePasswordForm } from './change-password-form.tsx';
import type { FailureInAddress } from './failure-banner.tsx';
import { IdentitiesCard } from './identities-card.tsx';
import { SessionsCard } from './sessions-card.tsx';

export type AccountPageProps = {
  /** The ways in; undefined: they could not be had. */
  readonly options: SignInOptions | undefined;
  /** How connecting an account of the provider ended. */
  readonly failure: FailureInAddress | undefined;
  readonly isLinked: boolean;
};

/** What a person may see and change about their own account. */
export function AccountPage({ options, failure, isLinked }: AccountPageProps) {
  const me = useMe();
  const hasPassword = me.hasPassword && (options?.hasPasswords ?? true);
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
      <div className={cx(styles.cards, !hasPassword && styles.single)}>
        {hasPassword ? <PasswordCard /> : null}
        <div className={styles.column}>
          {options ? <IdentitiesCard options={options} failure={failure} isLinked={isLinked} /> : null}
          <SessionsCard />
        </div>
      </div>
    </Page>
  );
}

function PasswordCard() {
  const toasts = useToasts();
  const queryClient = useQueryClient();
  return (
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
  );
}
