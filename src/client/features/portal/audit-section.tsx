import type { AuditEntryAnswer } from '../../../contract/admin/system.ts';
import { DrawerSection } from '../../ui/drawer.tsx';
import { formatAction, formatMoment } from './formats.ts';
import styles from './portal.module.css';

/** What was done to a tenant or an organization, and by whom. */
export function AuditSection({ entries }: { readonly entries: readonly AuditEntryAnswer[] }) {
  return (
    <DrawerSection title="Audit">
      <ul className={styles.log}>
        {entries.map((entry) => (
          <li key={entry.sequence}>
            {formatAction(entry.action)}
            {entry.tenantSlug === null || !entry.action.startsWith('organization.') ? null : ` · ${entry.tenantSlug}`}
            <span className={styles.meta}>
              {formatMoment(entry.at)} · {entry.actorName}
            </span>
          </li>
        ))}
      </ul>
    </DrawerSection>
  );
}
