import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { adminCall } from '../../data/admin-call.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { proposeSlug } from './formats.ts';
import { OrganizationChoice } from './organization-choice.tsx';
import { bodyOf, TenantFields, type TenantValues } from './tenant-fields.tsx';
import { useAction } from './use-action.ts';
import { serversQuery } from './portal-queries.ts';
import { useSlugCheck } from './use-slug-check.ts';

const empty: TenantValues = {
  name: '',
  slug: '',
  adminEmail: '',
  companyName: '',
  plan: 'standard',
  maxUsers: null,
  maxProjects: null,
};

const ANY_SERVER = 'any';

export type CreateTenantDialogProps = { readonly onClose: () => void; readonly onCreated: (id: string) => void };

/** A new tenant: the slug is proposed from the name until it is typed, and looked up meanwhile. */
export function CreateTenantDialog({ onClose, onCreated }: CreateTenantDialogProps) {
  const [values, setValues] = useState(empty);
  const [isSlugTyped, setSlugTyped] = useState(false);
  const [isProvisioned, setProvisioned] = useState(true);
  const [organizationId, setOrganizationId] = useState<string | null>(null);
  const [serverId, setServerId] = useState(ANY_SERVER);
  const check = useSlugCheck(values.slug);
  const create = useAction({
    run: () =>
      adminCall('createTenant', {
        body: {
          ...bodyOf(values),
          provision: isProvisioned,
          ...(organizationId === null ? {} : { organizationId }),
          ...(serverId === ANY_SERVER ? {} : { databaseServerId: Number(serverId) }),
        },
      }),
    onDone: ({ tenant }) => {
      onClose();
      onCreated(tenant.id);
    },
    showsOwnFaults: true,
  });
  const change = (next: Partial<TenantValues>): void => {
    if (next.slug !== undefined) setSlugTyped(true);
    const proposed = next.name === undefined || isSlugTyped ? {} : { slug: proposeSlug(next.name) };
    setValues((before) => ({ ...before, ...next, ...proposed }));
  };
  return (
    <FormDialog
      title="New tenant"
      submitLabel="Create tenant"
      onClose={onClose}
      onSubmit={() => create.run(undefined)}
      isPending={create.isPending}
      fault={create.formFault}
    >
      <TenantFields
        values={values}
        onChange={change}
        faultOf={create.faultOf}
        slugNote={check?.isFree === true ? 'This address is free.' : 'The address of the workspace; letters, digits and hyphens.'}
        slugFault={check?.isFree === false ? (check.reason ?? undefined) : undefined}
      />
      <OrganizationChoice value={organizationId} error={create.faultOf('organizationId')} onChange={setOrganizationId} />
      <ServerChoice value={serverId} onChange={setServerId} />
      <Checkbox isSelected={isProvisioned} onChange={setProvisioned}>
        Provision at once
      </Checkbox>
    </FormDialog>
  );
}

/** Where its database goes; no question where there is one server. */
function ServerChoice({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }) {
  const { data: servers = [] } = useQuery(serversQuery);
  if (servers.length < 2) return null;
  const accepting = servers.filter(({ state }) => state === 'accepting');
  const choices = [
    { key: ANY_SERVER, label: 'The one with the fewest tenants' },
    ...accepting.map(({ id, name }) => ({ key: String(id), label: name })),
  ];
  return <Select label="Database server" choices={choices} value={value} onChange={onChange} />;
}
