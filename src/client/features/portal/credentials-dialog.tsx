import { useQuery } from '@tanstack/react-query';
import type { TenantAnswer } from '../../../contract/admin/tenants.ts';
import { adminCall } from '../../data/admin-call.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyValue } from '../../ui/copy-value.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './portal.module.css';
import { useAction } from './use-action.ts';

/** How the administrator signs in and how the database is entered. Opening it is noted in the audit log. */
export function CredentialsDialog({ tenant, onClose }: { readonly tenant: TenantAnswer; readonly onClose: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['credentials', tenant.id],
    queryFn: () => adminCall('getTenantCredentials', { params: { id: tenant.id } }),
    // Every look is an entry of the log, and secrets are not kept for later.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const reset = useAction({
    run: () => adminCall('resetTenantAdminPassword', { params: { id: tenant.id } }),
    onDone: () => void refetch(),
    done: 'There is a new one-time password',
  });
  const url = `${window.location.origin}/t/${tenant.slug}/`;
  return (
    <Dialog
      title={`Credentials of ${tenant.name}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button isPending={reset.isPending} onPress={() => reset.run(undefined)}>
            New administrator password
          </Button>
          <Button tone="primary" onPress={onClose}>
            Done
          </Button>
        </>
      }
    >
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      {data ? (
        <div className={styles.form}>
          <h3>Administrator</h3>
          <CopyValue label="Address" value={url} />
          <CopyValue label="E-mail" value={data.adminEmail} />
          {data.firstPassword === null ? (
            <p className={styles.quiet}>The administrator has chosen a password: nobody can see it.</p>
          ) : (
            <CopyValue label="One-time password" value={data.firstPassword} />
          )}
          <h3>Database</h3>
          <CopyValue label="Host" value={`${data.host}:${data.port}`} />
          <CopyValue label="Database" value={data.databaseName} />
          {data.logins.map((login) => (
            <div key={login.login} className={styles.form}>
              <CopyValue label={`Login ${login.login}`} value={login.username} />
              <CopyValue label={`Password ${login.login}`} value={login.password} />
            </div>
          ))}
        </div>
      ) : error ? null : (
        <Skeleton rows={6} label="Reading the credentials…" />
      )}
    </Dialog>
  );
}
