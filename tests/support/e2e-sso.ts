import { startE2eProduct, type E2eProduct } from './e2e-server.ts';
import { startIdentityProvider, type IdentityProvider } from './identity-provider.ts';

export const CLIENT = { clientId: 'c0ffee00-1111-4222-8333-444444444444', clientSecret: 'shared-secret' };
export const CHEMISTS = '11111111-0000-4000-8000-00000000000a';
export const PHYSICISTS = '11111111-0000-4000-8000-00000000000b';
export const anja = {
  id: 'aaaaaaaa-0000-4000-8000-000000000001',
  name: 'Anja Brunner',
  email: 'anja@lab.example',
  groups: [CHEMISTS, PHYSICISTS],
};
export const beat = { id: 'aaaaaaaa-0000-4000-8000-000000000002', name: 'Beat Keller', email: 'beat@lab.example', groups: [CHEMISTS] };

export type SsoPlatform = { readonly provider: IdentityProvider; readonly product: E2eProduct; readonly stop: () => Promise<void> };

/** A product for many tenants whose Entra ID is the provider beside it, with two people. */
export async function startSsoPlatform(): Promise<SsoPlatform> {
  const provider = await startIdentityProvider();
  for (const person of [anja, beat]) provider.addPerson(person);
  const env = { SSO_ENTRA_URL: provider.url, SSO_GRAPH_URL: provider.graphUrl, SSO_ALLOW_HTTP: 'true', MULTI_TENANT: 'true' };
  const product = await startE2eProduct(env).catch(async (error: unknown) => {
    await provider.stop();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await product.stop();
    await provider.stop();
  };
  return { provider, product, stop };
}
