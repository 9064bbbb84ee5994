import { useState } from 'react';
import type { OrganizationAnswer } from '../../../contract/admin/organizations.ts';
import type { SsoConnectionAnswer } from '../../../contract/sso.ts';
import { adminCall } from '../../data/admin-call.ts';
import { roleChoices } from '../../data/role-texts.ts';
import { connectionBodyOf, connectionValuesOf, testChecksOf, testFaultOf, type SsoConnectionValues } from '../../data/sso-connection.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { DrawerSection } from '../../ui/drawer.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SsoAccessFields, SsoClientFields } from '../../ui/sso-fields.tsx';
import { TestResult } from '../../ui/test-result.tsx';
import { Facts } from './facts.tsx';
import styles from './portal.module.css';
import { useAction } from './use-action.ts';

type Values = SsoConnectionValues & { readonly defaultRole: SsoConnectionAnswer['defaultRole'] };
type OrganizationSsoProps = { readonly organization: OrganizationAnswer };

/** Where the people of all tenants of an organization sign in. */
export function OrganizationSso({ organization }: OrganizationSsoProps) {
  const { id, sso } = organization;
  const [open, setOpen] = useState<'change' | 'remove'>();
  const close = (): void => setOpen(undefined);
  const remove = useAction({
    run: () => adminCall('removeOrganizationSso', { params: { id } }),
    onDone: close,
    done: 'Single sign-on is removed',
  });
  return (
    <DrawerSection title="Single sign-on">
      {sso ? <Facts facts={factsOf(sso)} /> : <p className={styles.quiet}>Not set up: people sign in with passwords.</p>}
      <div className={styles.actions}>
        <Button onPress={() => setOpen('change')}>{sso ? 'Change sign-on' : 'Set up single sign-on'}</Button>
        {sso ? <Button onPress={() => setOpen('remove')}>Remove sign-on</Button> : null}
      </div>
      {open === 'change' ? <OrganizationSsoDialog organization={organization} onClose={close} /> : null}
      <ConfirmDialog
        title="Remove single sign-on?"
        confirmLabel="Remove"
        isOpen={open === 'remove'}
        isPending={remove.isPending}
        onConfirm={() => remove.run(undefined)}
        onClose={close}
      >
        From then on the people of its tenants sign in with passwords. The client secret is forgotten.
      </ConfirmDialog>
    </DrawerSection>
  );
}

const roleTexts = { user: 'user', superuser: 'superuser', admin: 'administrator' } as const;

function factsOf(sso: SsoConnectionAnswer): [title: string, value: string][] {
  return [
    ['State', sso.isEnabled ? 'Switched on' : 'Switched off'],
    ['Button', `Sign in with ${sso.buttonLabel}`],
    sso.provider === 'entra' ? ['Directory', sso.directoryId ?? '–'] : ['Issuer', sso.issuerUrl ?? '–'],
    ['Client', sso.clientId],
    ['New accounts', sso.autoCreate ? `Made at the first sign-in, as ${roleTexts[sso.defaultRole]}` : 'Made by an administrator'],
  ];
}

function OrganizationSsoDialog({ organization, onClose }: OrganizationSsoProps & { readonly onClose: () => void }) {
  const { id, sso } = organization;
  const params = { id };
  const [values, setValues] = useState<Values>(() => ({ ...connectionValuesOf(sso), defaultRole: sso?.defaultRole ?? 'user' }));
  // What was found belongs to what was typed then.
  const [sent, setSent] = useState<{ readonly what: 'save' | 'test'; readonly values: Values }>();
  const body = { ...connectionBodyOf(values), defaultRole: values.defaultRole };
  const save = useAction({
    run: () => adminCall('setOrganizationSso', { params, body }),
    onDone: onClose,
    done: 'Single sign-on is saved',
    showsOwnFaults: true,
  });
  const test = useAction({ run: () => adminCall('testOrganizationSso', { params, body }), showsOwnFaults: true });
  const asked = sent?.values === values ? (sent.what === 'save' ? save : test) : undefined;
  const found = asked === test ? test.answer : undefined;
  const faultOf = (field: string): string | undefined => asked?.faultOf(field) ?? testFaultOf(found, field);
  const change = (next: Partial<Values>): void => setValues((before) => ({ ...before, ...next }));
  const send = (what: 'save' | 'test'): void => {
    setSent({ what, values });
    (what === 'save' ? save : test).run(undefined);
  };
  return (
    <FormDialog
      title={`Single sign-on of ${organization.name}`}
      submitLabel="Save"
      isAlert
      size="large"
      moreActions={
        <Button isPending={test.isPending} onPress={() => send('test')}>
          Test connection
        </Button>
      }
      onClose={onClose}
      onSubmit={() => send('save')}
      isPending={save.isPending}
      fault={asked?.formFault}
    >
      <SsoClientFields values={values} faultOf={faultOf} onChange={change} hasStoredSecret={sso?.hasClientSecret ?? false} />
      <SsoAccessFields values={values} roles={roleChoices} faultOf={faultOf} onChange={change} />
      {found ? <TestResult isWorking={found.isWorking} checks={testChecksOf(found)} /> : null}
    </FormDialog>
  );
}
