import { useState } from 'react';
import type { OrganizationAnswer } from '../../../contract/admin/organizations.ts';
import { adminCall } from '../../data/admin-call.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { proposeSlug } from './formats.ts';
import { useAction } from './use-action.ts';

export type OrganizationDialogProps = {
  /** The one to change; absent: a new one. */
  readonly organization?: OrganizationAnswer;
  readonly onClose: () => void;
  readonly onSaved?: (organization: OrganizationAnswer) => void;
};

/** What is known of an organization; the slug of a new one is proposed from the name until it is typed. */
export function OrganizationDialog({ organization, onClose, onSaved }: OrganizationDialogProps) {
  const [name, setName] = useState(organization?.name ?? '');
  const [typedSlug, setTypedSlug] = useState(organization?.slug);
  const [adminEmail, setAdminEmail] = useState(organization?.adminEmail ?? '');
  const slug = typedSlug ?? proposeSlug(name);
  const save = useAction({
    run: () => {
      const body = { name, slug, adminEmail: adminEmail.trim() === '' ? null : adminEmail };
      return organization
        ? adminCall('updateOrganization', { params: { id: organization.id }, body })
        : adminCall('createOrganization', { body });
    },
    onDone: (saved) => {
      onClose();
      onSaved?.(saved);
    },
    showsOwnFaults: true,
  });
  return (
    <FormDialog
      title={organization ? `Edit ${organization.name}` : 'New organization'}
      submitLabel={organization ? 'Save' : 'Create organization'}
      onClose={onClose}
      onSubmit={() => save.run(undefined)}
      isPending={save.isPending}
      fault={save.formFault}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus anyway; this is its first field */}
      <TextField label="Name" isRequired autoFocus value={name} error={save.faultOf('name')} onChange={setName} />
      <TextField
        label="Slug"
        isRequired
        description="Letters, digits and single hyphens."
        value={slug}
        error={save.faultOf('slug')}
        onChange={setTypedSlug}
      />
      <TextField
        label="Administrator's e-mail"
        type="email"
        description="Optional: whom to ask about this organization."
        value={adminEmail}
        error={save.faultOf('adminEmail')}
        onChange={setAdminEmail}
      />
    </FormDialog>
  );
}
