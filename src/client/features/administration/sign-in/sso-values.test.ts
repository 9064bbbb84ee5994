import { describe, expect, it } from 'vitest';
import { checkSso, ssoBodyOf, valuesOf, type SsoValues } from './sso-values.ts';

const DIRECTORY = '11111111-2222-4333-8444-55555555555A';
const typed: SsoValues = {
  provider: 'entra',
  directoryId: ` ${DIRECTORY} `,
  issuerUrl: 'https://left.example',
  clientId: ' client ',
  clientSecret: ' s3cret ',
  label: ' ',
  isEnabled: true,
  autoCreate: true,
  defaultRole: 'user',
  requiredGroups: ` ${DIRECTORY},\n`,
  groupMatch: 'any',
};

describe('the form of single sign-on', () => {
  it('sends what was meant: trimmed, one group after the other, and only what the provider needs', () => {
    expect(ssoBodyOf(typed)).toEqual({
      provider: 'entra',
      directoryId: DIRECTORY.toLowerCase(),
      issuerUrl: null,
      clientId: 'client',
      clientSecret: 's3cret',
      label: null,
      isEnabled: true,
      autoCreate: true,
      defaultRole: 'user',
      requiredGroupIds: [DIRECTORY.toLowerCase()],
      groupMatch: 'any',
    });
  });

  it('leaves the secret out where none was typed, so that the stored one stays', () => {
    expect(Object.keys(ssoBodyOf({ ...typed, clientSecret: '  ' }))).not.toContain('clientSecret');
  });

  it('names what is missing, for the chosen provider alone', () => {
    const empty = { ...typed, directoryId: 'lab.example', issuerUrl: 'login', clientId: ' ', clientSecret: '' };
    expect(Object.keys(checkSso(empty, false))).toEqual(['directoryId', 'clientId', 'clientSecret']);
    expect(Object.keys(checkSso({ ...empty, provider: 'oidc' }, true))).toEqual(['issuerUrl', 'clientId']);
    expect(checkSso(typed, false)).toEqual({});
    expect(Object.keys(checkSso({ ...typed, requiredGroups: 'Chemists' }, false))).toEqual(['requiredGroups']);
  });

  it('starts from what is stored, without the secret', () => {
    const settings = {
      managedBy: 'workspace',
      organizationName: null,
      sso: {
        provider: 'oidc',
        directoryId: null,
        issuerUrl: 'https://login.example',
        clientId: 'client',
        hasClientSecret: true,
        label: 'Lab',
        buttonLabel: 'Lab',
        autoCreate: false,
        defaultRole: 'superuser',
        isEnabled: false,
        updatedAt: null,
      },
      ownSso: null,
      requiredGroupIds: ['one', 'two'],
      groupMatch: 'all',
      redirectUri: '',
      signOutUri: '',
      canUseAnyProvider: true,
      hasPasswords: true,
      breakGlassCreatedAt: null,
      defaultSiteIds: [],
      linkedUserCount: 0,
    } as const;
    expect(valuesOf({ ...settings, requiredGroupIds: ['one', 'two'], defaultSiteIds: [] })).toEqual({
      provider: 'oidc',
      directoryId: '',
      issuerUrl: 'https://login.example',
      clientId: 'client',
      clientSecret: '',
      label: 'Lab',
      isEnabled: false,
      autoCreate: false,
      defaultRole: 'superuser',
      requiredGroups: 'one\ntwo',
      groupMatch: 'all',
    });
  });
});
