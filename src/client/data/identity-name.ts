import type { AnswerOf } from './call.ts';

/** Whom a connected account of a provider belongs to, as far as the provider has told. */
export function identityName({ email, label }: Pick<AnswerOf<'listIdentities'>['items'][number], 'email' | 'label'>): string {
  return email ?? `Account of ${label}`;
}
