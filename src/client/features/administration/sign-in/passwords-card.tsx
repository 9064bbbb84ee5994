import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SignInSettings } from '../../../../contract/sso.ts';
import { call } from '../../../data/call.ts';
import { identitiesQuery } from '../../../data/reference.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Switch } from '../../../ui/checkbox.tsx';
import { CopyValue } from '../../../ui/copy-value.tsx';
import { cx } from '../../../ui/cx.ts';
import { ConfirmDialog, Dialog } from '../../../ui/dialog.tsx';
import { Card } from '../../../ui/page.tsx';
import { useToasts } from '../../../ui/toast.tsx';
import styles from '../administration.module.css';
import { useChangedSettings, useSignInChange } from './use-sign-in-change.ts';

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
type Open = 'switch-off' | 'new-code';

/** Whether passwords work, and the way in when the provider fails. */
export function PasswordsCard({ settings }: { readonly settings: SignInSettings }) {
  const { hasPasswords, breakGlassCreatedAt, sso } = settings;
  const { data: identities } = useQuery(identitiesQuery);
  const [open, setOpen] = useState<Open>();
  const [code, setCode] = useState<string>();
  const change = useSignInChange();
  const make = useNewCode((made) => {
    setOpen(undefined);
    setCode(made);
  });
  const hasCode = breakGlassCreatedAt !== null;
  const blocked = !sso?.isEnabled ? 'Needs single sign-on that is switched on.' : hasCode ? undefined : 'Make an emergency code first.';
  return (
    <Card title="Passwords" description="Without them, nobody signs in here whom the provider does not know any more.">
      <Switch
        isSelected={hasPasswords}
        isDisabled={change.isPending || (hasPasswords && blocked !== undefined)}
        onChange={(isOn) => (isOn ? change.mutate({ body: { hasPasswords: true }, done: 'Passwords work again' }) : setOpen('switch-off'))}
        description={consequenceOf(settings, blocked)}
      >
        People may sign in with a password
      </Switch>
      <div className={cx(styles.tools, styles.middle)}>
        <Button isPending={make.isPending} onPress={() => (hasCode ? setOpen('new-code') : make.mutate())}>
          {hasCode ? 'Make a new emergency code' : 'Make an emergency code'}
        </Button>
        <p className={styles.quiet}>
          {breakGlassCreatedAt === null
            ? 'With it an administrator signs in once when the provider fails.'
            : `The present code was made on ${day.format(new Date(breakGlassCreatedAt))}. It works once.`}
        </p>
      </div>
      <ConfirmDialog
        title="Switch passwords off?"
        confirmLabel="Switch off"
        isOpen={open === 'switch-off'}
        isPending={change.isPending}
        onClose={() => setOpen(undefined)}
        onConfirm={() =>
          change.mutate({ body: { hasPasswords: false }, done: 'Passwords are switched off' }, { onSettled: () => setOpen(undefined) })
        }
      >
        {identities?.length === 0 ? (
          <Banner tone="warning">Your own account is not connected yet. Connect it under Profile first, and see that it works.</Banner>
        ) : null}
        {sso ? `${String(settings.linkedUserCount)} people are connected with ${sso.buttonLabel}. ` : ''}
        Everybody else connects at the next sign-in there, or needs an account that is made for them. If the provider fails, an
        administrator signs in with the emergency code.
      </ConfirmDialog>
      <ConfirmDialog
        title="Make a new emergency code?"
        confirmLabel="Make a new one"
        isOpen={open === 'new-code'}
        isPending={make.isPending}
        onClose={() => setOpen(undefined)}
        onConfirm={() => make.mutate()}
      >
        The present one stops working.
      </ConfirmDialog>
      {code === undefined ? null : <CodeDialog code={code} onClose={() => setCode(undefined)} />}
    </Card>
  );
}

/** What the switch means as it stands. */
function consequenceOf({ hasPasswords, sso }: SignInSettings, blocked: string | undefined): string {
  if (hasPasswords) return blocked ?? 'Off: the form for e-mail and password is not shown.';
  return sso?.isEnabled === true
    ? 'People sign in at the provider alone.'
    : 'Passwords work all the same as long as single sign-on is not switched on.';
}

function useNewCode(onMade: (code: string) => void) {
  const toasts = useToasts();
  const changed = useChangedSettings();
  return useMutation({
    mutationFn: () => call('createBreakGlassCode'),
    onSuccess: ({ code }) => {
      changed(undefined, 'There is a new emergency code');
      onMade(code);
    },
    onError: (error) => toasts.show({ tone: 'error', text: 'No code was made', detail: error.message }),
  });
}

/** Shows the code: this once only. */
function CodeDialog({ code, onClose }: { readonly code: string; readonly onClose: () => void }) {
  return (
    <Dialog
      title="Emergency code"
      isOpen
      isAlert
      onClose={onClose}
      actions={
        <Button tone="primary" onPress={onClose}>
          I have kept it
        </Button>
      }
    >
      <div className={styles.form}>
        <p>
          Keep it where you keep such things, away from the provider. While passwords are off, an administrator signs in with it and an
          e-mail address, once. It is shown this once only.
        </p>
        <CopyValue label="Emergency code" value={code} />
      </div>
    </Dialog>
  );
}
