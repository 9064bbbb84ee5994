import type { TenantAnswer } from '../../../contract/admin/tenants.ts';
import { Tag } from '../../ui/table.tsx';
import styles from './portal.module.css';

type Status = TenantAnswer['status'];
export const statusTexts: Readonly<Record<Status, string>> = {
  pending: 'Pending',
  provisioning: 'Provisioning',
  active: 'Active',
  suspended: 'Inactive',
  archived: 'Archived',
  deleting: 'Deleting',
  failed: 'Failed',
};
const tones = {
  pending: 'neutral',
  provisioning: 'accent',
  active: 'success',
  suspended: 'warning',
  archived: 'neutral',
  deleting: 'danger',
  failed: 'danger',
} as const satisfies Record<Status, string>;

/** Whether the tenant waits for today's schema; nothing where it has it. */
function MigrationState({ tenant }: { readonly tenant: TenantAnswer }) {
  const { schemaVersion, currentSchemaVersion, migrationError } = tenant;
  if (schemaVersion === null || schemaVersion >= currentSchemaVersion) return null;
  return migrationError === null ? <Tag tone="warning">Not migrated</Tag> : <Tag tone="danger">Migration failed</Tag>;
}

/** The state in a word, and how far an operation has come. */
export function TenantState({ tenant }: { readonly tenant: TenantAnswer }) {
  const { operation, status } = tenant;
  return (
    <span className={styles.state}>
      <Tag tone={tones[status]}>{statusTexts[status]}</Tag>
      <MigrationState tenant={tenant} />
      {operation === null ? null : (
        <>
          <progress
            className={styles.progress}
            max={operation.progressTotal}
            value={operation.progressDone}
            aria-label={`${operation.kind} of ${tenant.name}`}
          />
          <span className={styles.step}>{operation.step ?? 'queued'}</span>
        </>
      )}
    </span>
  );
}
