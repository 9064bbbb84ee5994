import { useState } from 'react';
import type { DatabaseServerAnswer } from '../../../contract/admin/system.ts';
import { adminCall } from '../../data/admin-call.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './portal.module.css';
import { useAction } from './use-action.ts';

/** Its address and administrator come from the configuration of the program. */
const FIRST_SERVER = 1;
const DEFAULT_PORT = 5432;

const states = [
  { key: 'accepting', label: 'Accepting', note: 'new tenants are placed here' },
  { key: 'full', label: 'Full', note: 'no new tenants' },
  { key: 'draining', label: 'Draining', note: 'no new tenants; to be emptied' },
] as const;
const encryptions = [
  { key: 'verify', label: 'Encrypted, certificate checked' },
  { key: 'require', label: 'Encrypted' },
  { key: 'off', label: 'Not encrypted' },
] as const;

type Values = Omit<DatabaseServerAnswer, 'id' | 'tenantCount' | 'adminUsername'> & {
  readonly adminUsername: string;
  /** Empty: the known one stays. */
  readonly adminPassword: string;
};

function valuesOf(server: DatabaseServerAnswer | undefined): Values {
  return {
    name: server?.name ?? '',
    host: server?.host ?? '',
    port: server?.port ?? DEFAULT_PORT,
    ssl: server?.ssl ?? 'verify',
    state: server?.state ?? 'accepting',
    maxTenants: server?.maxTenants ?? null,
    poolerHost: server?.poolerHost ?? '',
    poolerPort: server?.poolerPort ?? null,
    adminUsername: server?.adminUsername ?? '',
    adminPassword: '',
  };
}

function save(server: DatabaseServerAnswer | undefined, values: Values): Promise<unknown> {
  const { host, port, ssl, adminUsername, adminPassword, ...rest } = values;
  const common = { ...rest, poolerHost: values.poolerHost === '' ? null : values.poolerHost };
  const place = { host, port, ssl, adminUsername };
  if (!server) return adminCall('createServer', { body: { ...common, ...place, adminPassword } });
  const params = { id: String(server.id) };
  if (server.id === FIRST_SERVER) return adminCall('updateServer', { params, body: common });
  return adminCall('updateServer', { params, body: { ...common, ...place, ...(adminPassword === '' ? {} : { adminPassword }) } });
}

export type ServerDialogProps = {
  /** Absent: a new one. */
  readonly server?: DatabaseServerAnswer | undefined;
  readonly onClose: () => void;
};

/** A database server on which tenants are placed. It is entered before it is kept. */
export function ServerDialog({ server, onClose }: ServerDialogProps) {
  const [values, setValues] = useState(() => valuesOf(server));
  const change = (next: Partial<Values>): void => setValues((before) => ({ ...before, ...next }));
  const action = useAction({
    run: () => save(server, values),
    onDone: onClose,
    done: server ? 'The server is changed' : 'The server is added',
    showsOwnFaults: true,
  });
  const { faultOf } = action;
  return (
    <FormDialog
      title={server ? `Edit ${server.name}` : 'Add a database server'}
      submitLabel={server ? 'Save' : 'Add server'}
      onClose={onClose}
      onSubmit={() => action.run(undefined)}
      isPending={action.isPending}
      fault={action.formFault}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus anyway; this is its first field */}
      <TextField label="Name" isRequired autoFocus value={values.name} error={faultOf('name')} onChange={(name) => change({ name })} />
      <div className={styles.pair}>
        <Select label="State" choices={states} value={values.state} onChange={(state) => change({ state })} />
        <NumberField
          label="Most tenants"
          minValue={0}
          description="Empty: no limit"
          value={values.maxTenants}
          error={faultOf('maxTenants')}
          onChange={(maxTenants) => change({ maxTenants })}
        />
      </div>
      {server?.id === FIRST_SERVER ? (
        <p className={styles.quiet}>
          Address and administrator of this server come from the configuration of the program (MASTER_DATABASE_URL, PG_ADMIN_USER).
        </p>
      ) : (
        <PlaceFields values={values} isNew={!server} onChange={change} faultOf={faultOf} />
      )}
      <div className={styles.pair}>
        <TextField
          label="PgBouncer host"
          description="Empty: tenants connect directly"
          value={values.poolerHost ?? ''}
          error={faultOf('poolerHost')}
          onChange={(poolerHost) => change({ poolerHost })}
        />
        <NumberField
          label="PgBouncer port"
          minValue={1}
          maxValue={65_535}
          formatOptions={{ useGrouping: false }}
          value={values.poolerPort}
          error={faultOf('poolerPort')}
          onChange={(poolerPort) => change({ poolerPort })}
        />
      </div>
    </FormDialog>
  );
}

type PlaceFieldsProps = {
  readonly values: Values;
  readonly isNew: boolean;
  readonly onChange: (next: Partial<Values>) => void;
  readonly faultOf: (field: string) => string | undefined;
};

function PlaceFields({ values, isNew, onChange, faultOf }: PlaceFieldsProps) {
  return (
    <>
      <div className={styles.pair}>
        <TextField label="Host" isRequired value={values.host} error={faultOf('host')} onChange={(host) => onChange({ host })} />
        <NumberField
          label="Port"
          isRequired
          minValue={1}
          maxValue={65_535}
          formatOptions={{ useGrouping: false }}
          value={values.port}
          error={faultOf('port')}
          onChange={(port) => onChange({ port: port ?? DEFAULT_PORT })}
        />
      </div>
      <Select label="Encryption" choices={encryptions} value={values.ssl} onChange={(ssl) => onChange({ ssl })} />
      <div className={styles.pair}>
        <TextField
          label="Administrator"
          isRequired
          description="A role with CREATEDB and CREATEROLE"
          value={values.adminUsername}
          error={faultOf('adminUsername')}
          onChange={(adminUsername) => onChange({ adminUsername })}
        />
        <PasswordField
          label="Password"
          isRequired={isNew}
          autoComplete="off"
          description={isNew ? 'It is kept encrypted' : 'Empty: it stays as it is'}
          value={values.adminPassword}
          error={faultOf('adminPassword')}
          onChange={(adminPassword) => onChange({ adminPassword })}
        />
      </div>
    </>
  );
}
