import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { ProviderClient } from './identity-provider.ts';

/** What the provider keeps, in memory, with clients that may be added while it runs. */
export type ProviderStore = { setClient(client: ProviderClient): void; adapterOf(model: string): Adapter };

export function createProviderStore(): ProviderStore {
  const rows = new Map<string, AdapterPayload>();
  const clients = new Map<string, AdapterPayload>();
  const findBy = (model: string, field: 'uid' | 'userCode', value: string) =>
    [...rows].find(([key, row]) => key.startsWith(`${model}:`) && row[field] === value)?.[1];
  return {
    setClient: (client) => void clients.set(client.clientId, metadataOf(client)),
    adapterOf: (model) => ({
      upsert: async (id, payload) => void rows.set(`${model}:${id}`, payload),
      find: async (id) => (model === 'Client' ? clients.get(id) : rows.get(`${model}:${id}`)),
      findByUid: async (uid) => findBy(model, 'uid', uid),
      findByUserCode: async (code) => findBy(model, 'userCode', code),
      consume: async (id) => {
        const row = rows.get(`${model}:${id}`);
        if (row) row.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => void rows.delete(`${model}:${id}`),
      revokeByGrantId: async (grantId) => {
        for (const [key, row] of rows) if (row.grantId === grantId) rows.delete(key);
      },
    }),
  };
}

function metadataOf({ clientId, clientSecret, redirectUris, signOutUris = [], authenticates = 'body' }: ProviderClient): AdapterPayload {
  return {
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [...redirectUris],
    post_logout_redirect_uris: [...signOutUris],
    grant_types: ['authorization_code', 'client_credentials'],
    response_types: ['code'],
    token_endpoint_auth_method: authenticates === 'body' ? 'client_secret_post' : 'client_secret_basic',
  };
}
