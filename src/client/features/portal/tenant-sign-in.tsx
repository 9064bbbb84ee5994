import { useState } from 'react';
import type { TenantAnswer } from '../../../contract/admin/tenants.ts';
import { adminCall } from '../../data/admin-call.ts';
import { groupIdsIn, isUuid } from '../../data/group-ids.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyValue } from '../../ui/copy-value.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DrawerSection } from '../../ui/drawer.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Facts } from './facts.tsx';
import styles from './portal.module.css';
import { useAction } from './use-action.ts';

type TenantProps = { readonly tenant: TenantAnswer };
export type TenantSignInProps = TenantProps & {
  /** Absent: this operator does not manage organizations. */
  readonly onOpenOrganization: ((id: string) => void) | undefined;
};

/** Where the people of a tenant sign in, who of them may enter, and what the provider needs to know of it. */
export function TenantSignIn({ tenant, onOpenOrganization }: TenantSignInProps) {
  const [isChanging, setChanging] = useState(false);
  const { organization, requiredGroupIds, redirectUri, signOutUri } = tenant;
  return (
    <DrawerSection
      title="Sign-in"
      actions={
        <Button size="small" onPress={() => setChanging(true)}>
          Required groups
        </Button>
      }
    >
      <Facts
        facts={[
          [
            'Organization',
            organization && onOpenOrganization ? (
              <button key="organization" type="button" className={styles.open} onClick={() => onOpenOrganization(organization.id)}>
                {organization.name}
              </button>
            ) : (
              (organization?.name ?? 'None')
            ),
          ],
          [
            'Who may enter',
            <>
              {whoMayEnter(tenant)}
              {requiredGroupIds.map((id) => (
                <code key={id} className={styles.meta}>
                  {id}
                </code>
              ))}
            </>,
          ],
        ]}
      />
      <div className={styles.form}>
        <CopyValue label="Redirect URI" value={redirectUri} />
        <CopyValue label="Sign-out URI" value={signOutUri} />
      </div>
      {isChanging ? <RequiredGroupsDialog tenant={tenant} onClose={() => setChanging(false)} /> : null}
    </DrawerSection>
  );
}

function whoMayEnter({ requiredGroupIds, groupMatch, organization }: TenantAnswer): string {
  if (requiredGroupIds.length > 1) return groupMatch === 'all' ? 'Members of all of' : 'Members of one of';
  if (requiredGroupIds.length === 1) return 'Members of';
  return organization?.ssoProvider ? 'Everybody of the organization' : 'Everybody with an account';
}

const kinds = {
  entra: 'Object IDs',
  oidc: 'Values of the claim “groups”',
  any: 'Object IDs of Entra ID, or values of the claim “groups”',
} as const;

/** Which groups of the organization's directory people must be in. */
function RequiredGroupsDialog({ tenant, onClose }: TenantProps & { readonly onClose: () => void }) {
  const [text, setText] = useState(tenant.requiredGroupIds.join('\n'));
  const [groupMatch, setGroupMatch] = useState(tenant.groupMatch);
  const [isChecked, setChecked] = useState(false);
  const requiredGroupIds = groupIdsIn(text);
  const provider = tenant.organization?.ssoProvider ?? null;
  const hasNames = provider === 'entra' && !requiredGroupIds.every(isUuid);
  const save = useAction({
    run: () => adminCall('updateTenant', { params: { id: tenant.id }, body: { requiredGroupIds, groupMatch } }),
    onDone: onClose,
    done: 'The required groups are changed',
    showsOwnFaults: true,
  });
  return (
    <FormDialog
      title={`Required groups of ${tenant.name}`}
      submitLabel="Save"
      onClose={onClose}
      onSubmit={() => {
        setChecked(true);
        if (!hasNames) save.run(undefined);
      }}
      isPending={save.isPending}
      fault={save.formFault}
    >
      {provider ? null : <Banner>They count as soon as the tenant belongs to an organization with single sign-on.</Banner>}
      <TextField
        label="Required groups"
        isMultiline
        description={`${kinds[provider ?? 'any']}, one on each line. Empty: everybody may enter.`}
        value={text}
        error={isChecked && hasNames ? 'Enter the Object ID of each group, not its name.' : save.faultOf('requiredGroupIds')}
        onChange={setText}
      />
      <Select
        label="Who may enter"
        isDisabled={requiredGroupIds.length < 2}
        choices={[
          { key: 'any', label: 'Members of one of these groups' },
          { key: 'all', label: 'Members of all these groups' },
        ]}
        value={groupMatch}
        onChange={setGroupMatch}
      />
      <p className={styles.quiet}>Who is signed in stays so until the session ends.</p>
    </FormDialog>
  );
}
