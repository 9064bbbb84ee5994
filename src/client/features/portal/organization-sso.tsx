import { useState } from 'react';
import type { OrganizationAnswer } from '../../../contract/admin/organizations.ts';
import type { SsoConnectionAnswer, SsoTest } from '../../../contract/sso.ts';
import { adminCall } from '../../data/admin-call.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckList } from '../../ui/check-list.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DrawerSection } from '../../ui/drawer.tsx';
import { Facts } from './facts.tsx';
import { OrganizationSsoFields, type OrganizationSsoValues } from './organization-sso-fields.tsx';
import styles from './portal.module.css';
import { useAction } from './use-action.ts';

const stepTitles: Readonly<Record<SsoTest['steps'][number]['step'], string>> = {
  provider: 'The provider answers',
  issuer: 'It is the right one',
  keys: 'Its signing keys',
  client: 'This application signs in',
  groups: 'Looking up groups',
};
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
  const [values, setValues] = useState(() => valuesOf(sso));
  // What was found belongs to what was typed then.
  const [sent, setSent] = useState<{ readonly what: 'save' | 'test'; readonly values: OrganizationSsoValues }>();
  const save = useAction({
    run: () => adminCall('setOrganizationSso', { params, body: bodyOf(values) }),
    onDone: onClose,
    done: 'Single sign-on is saved',
    showsOwnFaults: true,
  });
  const test = useAction({ run: () => adminCall('testOrganizationSso', { params, body: bodyOf(values) }), showsOwnFaults: true });
  const asked = sent?.values === values ? (sent.what === 'save' ? save : test) : undefined;
  const found = asked === test ? test.answer : undefined;
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
      <OrganizationSsoFields
        values={values}
        hasStoredSecret={sso?.hasClientSecret ?? false}
        faultOf={(field) => asked?.faultOf(field) ?? found?.steps.find((step) => step.state === 'failed' && step.field === field)?.message}
        onChange={(change) => setValues((before) => ({ ...before, ...change }))}
      />
      {found ? <TestResult test={found} /> : null}
    </FormDialog>
  );
}

/** The form is longer than the window: what was asked for comes into sight. */
const showInForm = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

function TestResult({ test }: { readonly test: SsoTest }) {
  return (
    <div ref={showInForm} className={styles.form}>
      <Banner tone={test.isWorking ? 'success' : 'danger'}>
        {test.isWorking ? 'The connection works.' : 'The connection does not work yet.'}
      </Banner>
      <CheckList label="What was tested" checks={test.steps.map((step) => ({ ...step, key: step.step, title: stepTitles[step.step] }))} />
    </div>
  );
}

function valuesOf(sso: SsoConnectionAnswer | null): OrganizationSsoValues {
  return {
    provider: sso?.provider ?? 'entra',
    directoryId: sso?.directoryId ?? '',
    issuerUrl: sso?.issuerUrl ?? '',
    clientId: sso?.clientId ?? '',
    clientSecret: '',
    label: sso?.label ?? '',
    autoCreate: sso?.autoCreate ?? false,
    defaultRole: sso?.defaultRole ?? 'user',
    isEnabled: sso?.isEnabled ?? true,
  };
}

function bodyOf({ directoryId, issuerUrl, clientSecret, label, ...values }: OrganizationSsoValues) {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  return {
    ...values,
    directoryId: values.provider === 'entra' ? orNull(directoryId) : null,
    issuerUrl: values.provider === 'oidc' ? orNull(issuerUrl) : null,
    label: orNull(label),
    ...(clientSecret.trim() === '' ? {} : { clientSecret: clientSecret.trim() }),
  };
}
