import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { adminCall } from '../../data/admin-call.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { proposeSlug } from './formats.ts';
import { bodyOf, TenantFields, type TenantValues } from './tenant-fields.tsx';
import { useAction } from './use-action.ts';
import { useSlugCheck } from './use-slug-check.ts';

const FORM = 'create-tenant';
const empty: TenantValues = {
  name: '',
  slug: '',
  adminEmail: '',
  companyName: '',
  plan: 'standard',
  maxUsers: null,
  maxProjects: null,
};

export type CreateTenantDialogProps = { readonly onClose: () => void; readonly onCreated: (id: string) => void };

/** A new tenant: the slug is proposed from the name until it is typed, and looked up meanwhile. */
export function CreateTenantDialog({ onClose, onCreated }: CreateTenantDialogProps) {
  const [values, setValues] = useState(empty);
  const [isSlugTyped, setSlugTyped] = useState(false);
  const [isProvisioned, setProvisioned] = useState(true);
  const check = useSlugCheck(values.slug);
  const create = useAction({
    run: () => adminCall('createTenant', { body: { ...bodyOf(values), provision: isProvisioned } }),
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
    <Dialog
      title="New tenant"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} tone="primary" isPending={create.isPending}>
            Create tenant
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        onSubmit={(event) => {
          event.preventDefault();
          create.run(undefined);
        }}
      >
        {create.formFault === undefined ? null : <Banner tone="danger">{create.formFault}</Banner>}
        <TenantFields
          values={values}
          onChange={change}
          faultOf={create.faultOf}
          slugNote={check?.isFree === true ? 'This address is free.' : 'The address of the workspace; letters, digits and hyphens.'}
          slugFault={check?.isFree === false ? (check.reason ?? undefined) : undefined}
        />
        <Checkbox isSelected={isProvisioned} onChange={setProvisioned}>
          Provision at once
        </Checkbox>
      </Form>
    </Dialog>
  );
}
