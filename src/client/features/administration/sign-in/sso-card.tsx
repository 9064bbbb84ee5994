import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SignInSettings, SsoConnectionAnswer } from '../../../../contract/sso.ts';
import { call } from '../../../data/call.ts';
import { roleTexts } from '../../../data/role-texts.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyValue } from '../../../ui/copy-value.tsx';
import { ConfirmDialog } from '../../../ui/dialog.tsx';
import { Card } from '../../../ui/page.tsx';
import { Tag } from '../../../ui/table.tsx';
import { useToasts } from '../../../ui/toast.tsx';
import styles from '../administration.module.css';
import { SsoDialog } from './sso-dialog.tsx';
import { useChangedSettings } from './use-sign-in-change.ts';

type Open = 'change' | 'remove';

/** The provider by which people sign in: set up here, or shown as somebody else has set it up. */
export function SsoCard({ settings }: { readonly settings: SignInSettings }) {
  const { sso, managedBy } = settings;
  const [open, setOpen] = useState<Open>();
  const changed = useChangedSettings();
  const isOwn = managedBy === 'workspace';
  return (
    <Card
      title="Single sign-on"
      description="People sign in with the account of their organization: Microsoft Entra ID or another OpenID provider."
      actions={
        isOwn ? (
          <div className={styles.tools}>
            {sso ? <Button onPress={() => setOpen('remove')}>Remove</Button> : null}
            <Button tone={sso ? 'neutral' : 'primary'} onPress={() => setOpen('change')}>
              {sso ? 'Change' : 'Set up'}
            </Button>
          </div>
        ) : undefined
      }
    >
      {isOwn ? null : <Banner>{whoDecides(settings)}</Banner>}
      {sso ? <Summary sso={sso} settings={settings} /> : <p className={styles.quiet}>It is not set up. People sign in with a password.</p>}
      {settings.ownSso ? <p className={styles.quiet}>{whatIsKept(settings.ownSso)}</p> : null}
      <CopyValue label="Redirect URI" value={settings.redirectUri} />
      <CopyValue label="Sign-out URI" value={settings.signOutUri} />
      {open === 'change' ? (
        <SsoDialog
          settings={settings}
          onClose={() => setOpen(undefined)}
          onSaved={(saved) => {
            setOpen(undefined);
            changed(saved, 'Single sign-on is saved');
          }}
        />
      ) : null}
      {open === 'remove' ? <RemoveDialog settings={settings} onClose={() => setOpen(undefined)} /> : null}
    </Card>
  );
}

function whoDecides({ managedBy, organizationName }: SignInSettings): string {
  const readOnly = 'It is shown here and cannot be changed here.';
  if (managedBy === 'environment') return `Set by SSO_* in the configuration of the server. ${readOnly}`;
  return `Set up for all workspaces of your organization${organizationName === null ? '' : ` ${organizationName}`}, in the portal of the platform. ${readOnly}`;
}

/** The own connection, while another one counts. */
function whatIsKept(own: SsoConnectionAnswer): string {
  const place = own.provider === 'entra' ? `directory ${own.directoryId ?? ''}` : (own.issuerUrl ?? '');
  const state = own.isEnabled ? 'counts again' : 'is there again, switched off,';
  return `This workspace’s own sign-in with ${own.buttonLabel} (${place}, client ${own.clientId}) is kept. It ${state} when the one above ends.`;
}

type SummaryProps = { readonly sso: SsoConnectionAnswer; readonly settings: SignInSettings };

function Summary({ sso, settings }: SummaryProps) {
  const { managedBy, requiredGroupIds, groupMatch, linkedUserCount } = settings;
  const facts: readonly (readonly [name: string, value: string])[] = [
    ['Provider', sso.provider === 'entra' ? 'Microsoft Entra ID' : 'OpenID provider'],
    sso.provider === 'entra' ? ['Directory (tenant) ID', sso.directoryId ?? ''] : ['Issuer', sso.issuerUrl ?? ''],
    ['Client ID', sso.clientId],
    ['Client secret', managedBy === 'environment' ? 'In the configuration' : 'Stored, encrypted'],
    ['Button', `Sign in with ${sso.buttonLabel}`],
    ['First sign-in', sso.autoCreate ? `Makes an account with the role ${roleTexts[sso.defaultRole]}` : 'Only people who have an account'],
    [
      'Required groups',
      requiredGroupIds.length === 0 ? 'None' : `${groupMatch === 'all' ? 'All of' : 'One of'} ${requiredGroupIds.join(', ')}`,
    ],
    ['People connected', String(linkedUserCount)],
  ];
  return (
    <dl className={styles.facts}>
      <div>
        <dt>State</dt>
        <dd>{sso.isEnabled ? <Tag tone="success">Switched on</Tag> : <Tag>Switched off</Tag>}</dd>
      </div>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function RemoveDialog({ settings, onClose }: { readonly settings: SignInSettings; readonly onClose: () => void }) {
  const toasts = useToasts();
  const changed = useChangedSettings();
  const remove = useMutation({
    mutationFn: () => call('removeSso'),
    onSuccess: () => changed(undefined, 'Single sign-on is removed'),
    onError: (error) => toasts.show({ tone: 'error', text: 'Not removed', detail: error.message }),
    onSettled: onClose,
  });
  return (
    <ConfirmDialog
      title="Remove single sign-on?"
      confirmLabel="Remove"
      isOpen
      isPending={remove.isPending}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {settings.linkedUserCount > 0 ? `${String(settings.linkedUserCount)} people signed in with it. ` : ''}
      From then on everybody signs in with a password; whoever has none gets one from an administrator under Users. The client secret is
      forgotten.
    </ConfirmDialog>
  );
}
