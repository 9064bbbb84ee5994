import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SignInSettings } from '../../../../contract/sso.ts';
import { call } from '../../../data/call.ts';
import { formFaultsOf } from '../../../data/form-faults.ts';
import { roleTexts } from '../../../data/role-texts.ts';
import { testChecksOf, testFaultOf } from '../../../data/sso-connection.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyValue } from '../../../ui/copy-value.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { SsoAccessFields, SsoClientFields } from '../../../ui/sso-fields.tsx';
import { TestResult } from '../../../ui/test-result.tsx';
import styles from '../administration.module.css';
import { RequiredGroupsFields } from './required-groups-fields.tsx';
import { checkSso, ssoBodyOf, valuesOf, type SsoFaults, type SsoValues } from './sso-values.ts';

const roles = (['user', 'superuser'] as const).map((key) => ({ key, label: roleTexts[key] }));

export type SsoDialogProps = {
  readonly settings: SignInSettings;
  readonly onClose: () => void;
  readonly onSaved: (settings: SignInSettings) => void;
};

/** Sets up or changes single sign-on; it can be tried before it is kept. */
export function SsoDialog({ settings, onClose, onSaved }: SsoDialogProps) {
  const form = useSsoForm(settings, onSaved);
  const { values, set, faultOf, save, test } = form;
  const hasStoredSecret = settings.sso?.hasClientSecret ?? false;
  return (
    <FormDialog
      title={settings.sso ? 'Change single sign-on' : 'Set up single sign-on'}
      submitLabel="Save"
      isAlert
      size="large"
      onClose={onClose}
      onSubmit={() => form.send('save')}
      isPending={save.isPending}
    >
      <Banner>Register Milestone at the provider with these addresses, to the letter. Then enter here what it shows.</Banner>
      <CopyValue label="Redirect URI" value={settings.redirectUri} />
      <CopyValue label="Sign-out URI" value={settings.signOutUri} />
      {form.formFault === undefined ? null : <Banner tone="danger">{form.formFault}</Banner>}
      <SsoClientFields
        values={values}
        faultOf={faultOf}
        onChange={set}
        canUseAnyProvider={settings.canUseAnyProvider}
        hasStoredSecret={hasStoredSecret}
      />
      <Button className={styles.save} isPending={test.isPending} onPress={() => form.send('test')}>
        Test connection
      </Button>
      {test.data ? (
        <TestResult
          isWorking={test.data.isWorking}
          hint="Whether the redirect URI is registered shows when you sign in once yourself."
          checks={testChecksOf(test.data)}
        />
      ) : null}
      <SsoAccessFields values={values} roles={roles} faultOf={faultOf} onChange={set}>
        <RequiredGroupsFields values={values} faultOf={faultOf} onChange={set} />
      </SsoAccessFields>
    </FormDialog>
  );
}

/** What is typed, and what the form's own check, the test or the server finds wrong with it. */
function useSsoForm(settings: SignInSettings, onSaved: (settings: SignInSettings) => void) {
  const [values, setValues] = useState<SsoValues>(() => valuesOf(settings));
  const [checked, setChecked] = useState<SsoFaults>({});
  const save = useMutation({ mutationFn: () => call('setSso', { body: ssoBodyOf(values) }), onSuccess: onSaved });
  const test = useMutation({ mutationFn: () => call('testSso', { body: ssoBodyOf(values) }) });
  const faults = formFaultsOf(save.error ?? test.error);
  const faultOf = (field: string): string | undefined =>
    // Fields of the body that are fields of the form too.
    checked[field as keyof SsoValues] ?? faults.faultOf(field) ?? testFaultOf(test.data, field);
  return {
    values,
    save,
    test,
    faultOf,
    formFault: faults.formFault,
    set: (change: Partial<SsoValues>): void => {
      setValues((before) => ({ ...before, ...change }));
      setChecked({});
      // What was found belongs to what was typed then.
      save.reset();
      test.reset();
    },
    send: (what: 'save' | 'test'): void => {
      const found = checkSso(values, settings.sso?.hasClientSecret ?? false);
      setChecked(found);
      save.reset();
      test.reset();
      if (Object.keys(found).length > 0) return;
      if (what === 'save') save.mutate();
      else test.mutate();
    },
  };
}
